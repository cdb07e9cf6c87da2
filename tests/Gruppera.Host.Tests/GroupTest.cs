using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public partial class GroupTest : Home
{
    [Fact]
    public void A_file_of_contacts_comes_back_with_its_groups()
    {
        var said = Run("group", Contacts, "--set", Tables, "--output", PathOf("o.csv"));
        Assert.Equal((0, ""), (said.ExitCode, said.Out));
        Assert.StartsWith("60 contacts in ", said.Error, StringComparison.Ordinal);
        Assert.Contains("\n04         10  16.67 %  Diseases of the respiratory system\n", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be read", said.Error, StringComparison.Ordinal);
        var (input, output) = (File.ReadAllLines(Contacts), File.ReadAllLines(PathOf("o.csv")));
        Assert.Equal(input.Length, output.Length);
        Assert.All(input.Zip(output).Skip(1), pair => Assert.StartsWith(pair.First + ",", pair.Second, StringComparison.Ordinal));
        Assert.Equal("id,hospital,care_form_in,sex,birth_date,admission_date,discharge_date,discharge,diagnoses,procedures,drg,drg_name,drg_mdc,mdc,rtc,cc,kind,surgery,day_surgery,care_form,care_form_from,specialty,specialty_from,ord,rule_id,set,issue", output[0]);
        Assert.Equal(["o.csv"], Directory.GetFiles(Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_told_and_filed()
    {
        var said = Run("group", Mistakes, "--set", Tables, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
        Assert.Equal((3, ""), (said.ExitCode, said.Out));
        Assert.EndsWith($"5 rows could not be read: they are in the output without a group, with a code in column issue; with reasons in {PathOf("i.csv")}\n", said.Error, StringComparison.Ordinal);
        Assert.Equal(11, File.ReadAllLines(PathOf("o.csv")).Length);
        var issues = File.ReadAllLines(PathOf("i.csv"));
        Assert.Equal(
            ["file,row,column,code,reason,text", "contacts-with-mistakes.csv,3,admission_date,GRP3004,the date cannot be read,", "contacts-with-mistakes.csv,5,birth_date,GRP3005,", "contacts-with-mistakes.csv,6,discharge_date,GRP3005,", "contacts-with-mistakes.csv,10,,GRP3001,", "contacts-with-mistakes.csv,11,,GRP3001,"],
            issues.Select((line, i) => i == 0 ? line : Issue().Match(line).Value + (i == 1 ? "the date cannot be read," : "")));
        Assert.EndsWith("\"C009,Norrsjukhuset,M\"", issues[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_strict_run_stops_at_the_first_bad_row_and_writes_no_output()
    {
        var said = Run("group", Mistakes, "--set", Tables, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"), "--strict");
        Expect(said, 3, "",
            "GRP3004 contacts-with-mistakes.csv:3 [admission_date]: the date cannot be read. Write dates as 2025-01-31 or 20250131, or give the format in a layout.\n" +
            "Stopped at the first row with an issue (--strict); no output was written.\n");
        Assert.Equal(["i.csv"], Directory.GetFiles(Root).Select(Path.GetFileName));
        Assert.Equal(2, File.ReadAllLines(PathOf("i.csv")).Length);
    }

    [Fact]
    public void Swedish_is_spoken_where_it_is_asked_for()
    {
        var said = Run("group", Mistakes, "--set", Tables, "-o", PathOf("o.csv"), "--lang", "sv");
        Assert.Equal(3, said.ExitCode);
        Assert.StartsWith("10 vårdkontakter på ", said.Error, StringComparison.Ordinal);
        Assert.Contains("\nreturkod  kontakter    andel  text\n", said.Error, StringComparison.Ordinal);
        Assert.Contains("5 rader gick inte att läsa: de finns i utfilen utan grupp, med en kod i kolumnen issue; ange en fil med --issues för att lista dem med skäl", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_says_nothing_and_threads_change_nothing()
    {
        Expect(Run("group", Contacts, "--set", Tables, "-o", PathOf("1.csv"), "--quiet", "--threads", "1"), 0, "", "");
        Expect(Run("group", Contacts, "--set", Tables, "-o", PathOf("4.csv"), "--quiet", "--threads", "4", "--layout", "canonical"), 0, "", "");
        Assert.Equal(File.ReadAllText(PathOf("1.csv")), File.ReadAllText(PathOf("4.csv")));
    }

    [Fact]
    public void Packed_in_and_packed_out_is_the_same()
    {
        using (var packed = new GZipStream(File.Create(PathOf("c.csv.gz")), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(Contacts));
        Expect(Run("group", PathOf("c.csv.gz"), "--set", Tables, "-o", PathOf("o.csv.gz"), "--quiet"), 0, "", "");
        Expect(Run("group", Contacts, "--set", Tables, "-o", PathOf("o.csv"), "--quiet"), 0, "", "");
        using var output = new StreamReader(new GZipStream(File.OpenRead(PathOf("o.csv.gz")), CompressionMode.Decompress));
        Assert.Equal(File.ReadAllText(PathOf("o.csv")), output.ReadToEnd());
    }

    [Fact]
    public void A_damaged_archive_is_a_message()
    {
        File.WriteAllBytes(PathOf("c.csv.gz"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        var said = Run("group", PathOf("c.csv.gz"), "--set", Tables, "--layout", "canonical", "-o", PathOf("o.csv"));
        Assert.Equal((1, ""), (said.ExitCode, said.Out));
        Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(PathOf("o.csv")));
    }

    [Fact]
    public void A_layout_of_ones_own_is_taken_by_its_file()
    {
        var layout = Write("ours.json", """{ "name": "ours", "columns": { "id": "Nr" }, "diagnoses": { "names": "Diagnos{n}" } }""");
        var contacts = Write("c.csv", "Nr;Diagnos1\n1;I50.9\n");
        Expect(Run("group", contacts, "--set", Tables, "--layout", layout, "-o", PathOf("o.csv"), "--quiet", "--allow-missing", "age,duration"), 0, "", "");
        Assert.StartsWith("1;I50.9;E80Q;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_leaves_nothing_under_the_final_names()
    {
        var said = Run(new CancellationToken(canceled: true), "group", Contacts, "--set", Tables, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
        Expect(said, 130, "", "Stopped; no output was written.\n");
        Assert.Empty(Directory.GetFiles(Root));
    }

    [Fact]
    public void What_cannot_be_done_is_said()
    {
        Expect(Run("group", PathOf("none.csv"), "--set", Tables), 1, "", $"cannot open {PathOf("none.csv")}: there is no such file: check the name and the folder\n");
        Expect(Run("group", Contacts, "--set", "none"), 1, "", "There is no definition set none: it is neither an imported set (there are none) nor open-se nor a path. Import one with gruppera tables import\n");
        Expect(Run("group", Contacts, "--set", Tables, "--layout", "none"), 1, "", "There is no layout none: it is neither one of canonical, estonian, fhir, hilmo, kpp, lpr-drg, lpr2-wide, lpr3-wide, nordic, norwegian, norwegian-string, npr, par, par-ov, testcase, testrule nor a file\n");
        Assert.Equal((1, "", true), (Run("group", Contacts, "--set", Tables, "--layout", "testrule") is var said ? said.ExitCode : 0, said.Out, said.Error.StartsWith("no column for the diagnoses: layout 'testrule' looks for OIR1; the file has id, hospital", StringComparison.Ordinal)));
        Assert.StartsWith("No layout fits the header of", Run("group", Write("x.csv", "a;b\n"), "--set", Tables).Error, StringComparison.Ordinal);
        Assert.StartsWith("cannot write", Run("group", Contacts, "--set", Tables, "-o", PathOf("no/such/o.csv")).Error, StringComparison.Ordinal);
        Expect(Run("group", Contacts, "--set", Root), 2, "", $"GRP1001 {Path.GetFileName(Root)}: this is not a delivery of definition tables. Give a folder, zip, JSON file or Excel workbook with the tables of docs/formats/deliveries.md.\nThe definition set {Root} cannot be used.\n");
    }

    [Fact]
    public void Without_contacts_it_says_what_to_give() =>
        Expect(Run("group"), 1, "", "Give a file of contacts, or a database with --from and --query, not both\n");

    [Theory]
    [InlineData("Try: gruppera group --help", "group", "c.csv", "--set", "x", "--colour")]
    [InlineData("Try: gruppera group --help", "group", "c.csv", "--set", "x", "--threads", "many")]
    [InlineData("Try: gruppera --help", "grupp")]
    [InlineData("  explain ")]
    [InlineData("  import <", "tables")]
    [InlineData("Try: gruppera tables export --help", "tables", "export", "x", "--format", "pdf")]
    [InlineData("--lang xx: give one of", "layouts", "--lang", "xx")]
    public void A_command_line_that_cannot_be_read_ends_with_1_and_says_what_there_is(string shown, params string[] args)
    {
        var said = Run(args);
        Assert.Equal((1, ""), (said.ExitCode, said.Out));
        Assert.Contains(shown, said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Group", "file of contacts")]
    [InlineData("sv", "vårdkontakter", "Utfil")]
    public void Help_speaks_both_languages(string language, params string[] words)
    {
        var said = Run("group", "--help", "--lang", language);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.All(words, word => Assert.Contains(word, said.Out, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^[^,]*,\d+,\w*,GRP\d+,", RegexOptions.None, 1000)]
    private static partial Regex Issue();
}

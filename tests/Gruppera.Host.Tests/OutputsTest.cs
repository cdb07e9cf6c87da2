using System.Text;
using Gruppera.Tests.Formats.Excel;

namespace Gruppera.Host.Tests;

/// <summary>What is written: workbooks, text for a Swedish Excel, names that promise what is written, modes; and weight lists as published,
/// given to any command.</summary>
[Collection(CommandLineCollection.Name)]
public class OutputsTest : Home
{
    private const string Rows = "id,sex,age_years,duration,diagnoses,note,cost\n001,F,79,5,\"I50.0, I10\",\"=1+1 \"\"x\"\"\",1234.5\nA;2,M,40,2,I50.0,@cmd,-3.25\nÅ3,M,40,,I50.0,+46,x\n";
    private const string List = "Prislista 2025\n\nDRG;DRG-namn;Sjukhusvikt;Klinikvikt;Gräns\nE44A;Hjärtsvikt M;1,5000;1,4000;193 861 kr\nE44C;Hjärtsvikt K;1,2000;1,1000;99 999 999 kr\nE44E;Hjärtsvikt U;1,0000;0,9000;100 000 kr\n";

    [Fact]
    public void A_swedish_Excel_opens_the_output_at_a_double_click()
    {
        Assert.Equal(3, Run("group", Write("f.csv", Rows), "-o", PathOf("o.csv"), "--excel").ExitCode);
        var bytes = File.ReadAllBytes(PathOf("o.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("id;sex;age_years;duration;diagnoses;note;cost;drg;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("=\"001\";F;79;5;I50.0, I10;\"'=1+1 \"\"x\"\"\";1234,5;E44E;", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"A;2\";M;40;2;I50.0;'@cmd;-3,25;E44E;", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("Å3;M;40;;I50.0;+46;x;;", lines[3], StringComparison.Ordinal);
        Assert.Equal(["", "GRP3013"], new[] { lines[4], lines[3].Split(';')[^1] });
        Assert.Equal(1, Run("group", PathOf("f.csv"), "-o", PathOf("x.xlsx"), "--excel").ExitCode);
    }

    [Theory]
    [InlineData("0123")]
    [InlineData("00")]
    [InlineData("01.10")]
    [InlineData("193502011234")]
    [InlineData("1234567890123456789")]
    [InlineData("1E5")]
    [InlineData("12e-3")]
    [InlineData("1.5E10")]
    [InlineData("3-5")]
    [InlineData("1/2")]
    [InlineData("2014-03")]
    [InlineData("1-2-14")]
    [InlineData("MAR05")]
    [InlineData("jul10")]
    [InlineData("okt-2014")]
    [InlineData("3 maj")]
    [InlineData("1-DEC")]
    public void A_text_that_Excel_would_change_is_kept_and_read_back(string text)
    {
        Assert.Equal(0, Run("group", Write("f.csv", $"id;sex;age_years;duration;diagnoses\n{text};F;79;5;I50.0\n"), "-o", PathOf("o.csv"), "--excel").ExitCode);
        Assert.StartsWith($"=\"{text}\";F;79;5;I50.0;E44E;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        Assert.Equal(text, Assert.Single(Gruppera.Formats.Contacts.ContactReader.Read(PathOf("o.csv"), Gruppera.Formats.Contacts.LayoutCatalog.Find("canonical")!)).Contact.Id);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12345678901")]
    [InlineData("2014-03-01")]
    [InlineData("I50.0")]
    [InlineData("marie")]
    [InlineData("E44E")]
    [InlineData("07:30")]
    [InlineData("1-2-3-4")]
    [InlineData("A/B")]
    public void A_text_that_Excel_leaves_alone_stands_as_it_is(string text)
    {
        Assert.Equal(0, Run("group", Write("f.csv", $"id;sex;age_years;duration;diagnoses\n{text};F;79;5;I50.0\n"), "-o", PathOf("o.csv"), "--excel").ExitCode);
        Assert.StartsWith($"{text};F;79;5;I50.0;E44E;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_holds_the_same_rows_and_is_read_again()
    {
        Assert.Equal(3, Run("group", Write("f.csv", Rows), "-o", PathOf("o.xlsx")).ExitCode);
        Assert.Equal(3, Run("group", PathOf("f.csv"), "-o", PathOf("o.csv")).ExitCode);
        Assert.Equal(3, Run("group", PathOf("o.xlsx"), "-o", PathOf("again.csv")).ExitCode);
        var (plain, again) = (File.ReadAllLines(PathOf("o.csv")), File.ReadAllLines(PathOf("again.csv")));
        Assert.Equal(plain.Length, again.Length);
        Assert.StartsWith("001;F;79;5;I50.0, I10;\"=1+1 \"\"x\"\"\";1234.5;E44E;", again[1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), ".gruppera-*"));
    }

    [Theory]
    [InlineData("group", "F", "-o", "O.docx")]
    [InlineData("group", "F", "-o", "O.csv", "--issues", "O.xlsx")]
    [InlineData("sensitivity", "F", "-o", "O.xlsx")]
    [InlineData("episodes", "F", "-o", "O.csv", "--merged", "O.json")]
    [InlineData("simulate", "--contacts", "F", "--versus", "open-se", "-o", "O.xlsx")]
    [InlineData("simulate", "--contacts", "F", "--versus", "open-se", "--format", "xlsx", "-o", "O.txt")]
    [InlineData("synth", "--contacts", "10", "-o", "O.pdf")]
    [InlineData("waiting", "F", "-o", "O.xlsx")]
    [InlineData("quality", "F", "-o", "O.xlsx")]
    [InlineData("contacts", "check", "F", "--write-layout", "O.pdf")]
    public void A_name_promises_what_is_written(params string[] command)
    {
        var file = Write("f.csv", Rows);
        var said = Run([.. command.Select(word => word == "F" ? file : word.StartsWith("O.", StringComparison.Ordinal) ? PathOf(word) : word)]);
        Assert.Equal((1, ""), (said.ExitCode, said.Out));
        Assert.Contains("cannot be written here", said.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Root, "O.*"));
    }

    [Fact]
    public void A_new_file_has_the_mode_that_is_asked_for_and_an_old_one_keeps_its_own()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode asked = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        var file = Write("f.csv", Rows);
        Run("group", file, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"), "--mode", "640");
        Assert.Equal((asked, asked), (File.GetUnixFileMode(PathOf("o.csv")), File.GetUnixFileMode(PathOf("i.csv"))));
        Run("group", file, "-o", PathOf("o.csv"), "--mode", "600");
        Assert.Equal(asked, File.GetUnixFileMode(PathOf("o.csv")));
        Assert.Equal(1, Run("group", file, "-o", PathOf("o.csv"), "--mode", "999").ExitCode);
        Assert.Equal(1, Run("group", file, "-o", PathOf("o.csv"), "--mode", "rw").ExitCode);
    }

    [Fact]
    public void A_published_list_is_chosen_from_beside_the_contacts()
    {
        var (file, list) = (Write("f.csv", Rows), Write("l.csv", List));
        var said = Run("group", file, "--weights", list, "-o", PathOf("o.csv"));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("several columns of weights: 'Sjukhusvikt', 'Klinikvikt'. Choose one with --weight-column", said.Error, StringComparison.Ordinal);
        Assert.Equal(3, Run("group", file, "--weights", list, "--weight-column", "Klinikvikt", "-o", PathOf("o.csv")).ExitCode);
        Assert.Contains(",open-se,0.9,", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        Expect(Run("group", file, "--weight-column", "Klinikvikt", "-o", PathOf("o.csv")), 1, "", "--weight-column has no effect without --weights: give that, or leave it out\n");
        Assert.Contains("has no effect without a weight list as it was published", Run("group", file, "--weights", Stored(list), "--decimal", "comma", "-o", PathOf("o.csv")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DRG;Vikt 2025;Ytterfallsgräns kronor\nE44E;1,0;193.861\nE44A;1,0;250.000\n", 1, "two ways")]
    [InlineData("DRG;Relativvikt;Gräns\nE44E;0,9123;ej satt\nE44A;1,5;\n", 3, "Gräns")]
    [InlineData("drg\tvikt\tgräns (kr)\nE44E\t0,9123\t99 999 999\nE44A\t1,5\t120\u00A0000 kr\n", 0, "2 DRGs")]
    [InlineData("Kod;Text;Pris\nE44E;x;10\n", 1, "cannot be used")]
    [InlineData("DRG;Vikt\nE44E;0,9\nE44E;1,1\n", 0, "E44E")]
    public void Weights_as_they_are_published_are_read_or_refused(string text, int code, string says)
    {
        var said = Run("weights", "show", Write("l.csv", text));
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.Equal((text, code), (text, said.ExitCode));
    }

    [Fact]
    public void The_list_of_a_later_sheet_is_found_or_named()
    {
        string[] header = ["DRG", "Vikt"];
        File.WriteAllBytes(PathOf("l.xlsx"), Book.Of(("Om listan", [["Läs detta"]]), ("SV", [["Vikter 2025"], [], header, ["E44E", "<v>0.9</v>"], ["E44A", "<v>1.5</v>"]]), ("ÖV", [header, ["E44E", "<v>0.1</v>"]])));
        var file = Write("f.csv", Rows);
        Assert.Contains("Choose one with --weight-sheet", Run("group", file, "--weights", PathOf("l.xlsx"), "-o", PathOf("o.csv")).Error, StringComparison.Ordinal);
        Assert.Equal(3, Run("group", file, "--weights", PathOf("l.xlsx"), "--weight-sheet", "SV", "-o", PathOf("o.csv")).ExitCode);
        Assert.Contains(",open-se,0.9,", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
    }

    private static string Stored(string list)
    {
        Assert.Equal(0, Run("weights", "import", list, "--id", "mine", "--weight-column", "Sjukhusvikt").ExitCode);
        return "mine";
    }
}

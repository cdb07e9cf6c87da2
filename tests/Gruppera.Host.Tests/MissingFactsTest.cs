using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>What is missing or contradictory is told by each command, and nothing is assumed: cases that people had.</summary>
[Collection(CommandLineCollection.Name)]
public class MissingFactsTest : Home
{
    private const string Register =
        "LopNr,INDATUM,UTDATUM,HDIA,DIA1,OP\n623334,2014-03-01,2014-03-05,I500,I489,\n753064,2014-03-01,,G560,,ACC51\n753064,2014-03-10,2014-03-10,S720,W0199,NFJ59 ZXA05\n";

    [Fact]
    public void A_register_without_age_makes_no_newborns()
    {
        var file = Write("in.csv", Register);
        var said = Run("group", file, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("gives no age", said.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("o.csv")));

        said = Run("group", file, "-o", PathOf("o.csv"), "--allow-missing", "age,sex");
        Assert.Equal(["", "GRP3013", ""], File.ReadAllLines(PathOf("o.csv")).Skip(1).Select(line => line.Split(',')[^1]));
        Assert.Contains("Allowed to be missing: age, sex (--allow-missing). Grouped without age, as 0 days: 2; without care days, as 0: 0\n", said.Error, StringComparison.Ordinal);
        Assert.Equal((1, "--allow-missing colour: give one or more of age, duration, sex, diagnoses\n"), Failed("group", file, "--allow-missing", "colour"));
    }

    [Fact]
    public void A_layout_may_say_that_an_admission_alone_is_a_visit()
    {
        var layout = Write("l.json", """{"name":"l","columns":{"id":"LopNr","age_years":"ALDER","admission_date":"INDATUM","discharge_date":"UTDATUM"},"diagnoses":{"names":["HDIA","DIA{n}"]},"missing_discharge":"visit"}""");
        var file = Write("in.csv", "LopNr,ALDER,INDATUM,UTDATUM,HDIA,DIA1\n1,60,2014-03-01,,G560,\n2,60,2014-03-01,2014-03-04,G560,\n3,60,,,G560,\n");
        Run("group", file, "--layout", layout, "-o", PathOf("o.csv"));
        Assert.Equal(["", "", "GRP3013"], File.ReadAllLines(PathOf("o.csv")).Skip(1).Select(line => line.Split(',')[^1]));
    }

    [Fact]
    public void Facts_that_contradict_each_other_are_warned_of_counted_and_refused_by_a_strict_run()
    {
        var file = Write("c.csv", "id,sex,age_years,birth_date,admission_date,discharge_date,duration,diagnoses\n1,M,4,1950-01-01,2021-01-01,2021-01-05,5,I50.9\n2,M,71,1950-01-01,2021-01-01,2021-01-05,1,I50.9\n3,M,4,1950-01-01,2021-01-01,2021-01-05,1,I50.9\n");
        var said = Run("group", file, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
        Assert.Equal(0, said.ExitCode);
        var rows = File.ReadAllLines(PathOf("o.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(["GRP3014", "GRP3015", "GRP3014 GRP3015"], rows.Select(row => row[^1]));
        Assert.All(rows, row => Assert.NotEqual("", row[8]));
        Assert.Contains("GRP3014: two facts give ages more than one year apart (2). ", said.Error, StringComparison.Ordinal);
        Assert.Equal(["c.csv,2,birth_date,GRP3014", "c.csv,3,duration,GRP3015", "c.csv,4,birth_date,GRP3014", "c.csv,4,duration,GRP3015"], File.ReadAllLines(PathOf("i.csv")).Skip(1).Select(line => string.Join(',', line.Split(',')[..4])));

        var strict = Run("group", file, "-o", PathOf("s.csv"), "--strict");
        Assert.Equal(3, strict.ExitCode);
        Assert.EndsWith("Stopped at the first row with an issue (--strict); no output was written.\n", strict.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("s.csv")));
        Assert.StartsWith("GRP3014: ", Run("explain", file, "--id", "1", "--lens", "why").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration", "gives no care days (duration: blank in every row)")]
    [InlineData("dx1", "gives no diagnoses (dx1: blank in every row)")]
    public void A_column_that_is_blank_in_a_long_file_is_seen_to_its_end(string blank, string refusal)
    {
        string Row(bool isBlank) => $"F;60;{(isBlank && blank == "duration" ? "" : "4")};{(isBlank && blank == "dx1" ? "" : "I50.9")};a note of the ward, which makes the row longer\n";
        var blanks = string.Concat(Enumerable.Repeat(Row(isBlank: true), 25_000));
        const string header = "sex;age_years;duration;dx1;note\n";
        var said = Run("group", Write("all.csv", header + blanks), "-o", PathOf("o.csv"));
        Assert.Equal((1, false), (said.ExitCode, File.Exists(PathOf("o.csv"))));
        Assert.Contains(refusal, said.Error, StringComparison.Ordinal);
        said = Run("group", Write("some.csv", header + blanks + Row(isBlank: false)), "-o", PathOf("o.csv"), "--quiet");
        Assert.Equal(blank == "dx1" ? 0 : 3, said.ExitCode);
        Assert.Equal(25_002, File.ReadAllLines(PathOf("o.csv")).Length);
    }

    [Theory]
    [InlineData("sensitivity", "F")]
    [InlineData("quality", "F")]
    [InlineData("weights", "compute", "C", "--regroup", "--trim", "none", "-o", "W")]
    [InlineData("simulate", "--contacts", "F", "--versus", "open-se")]
    [InlineData("tables", "diff", "open-se", "open-se", "--cases", "F")]
    [InlineData("explain", "F", "--id", "1")]
    [InlineData("what-if", "F", "--id", "1")]
    public void Every_command_that_groups_tells_contradictions(params string[] command)
    {
        const string facts = "id,sex,age_years,birth_date,admission_date,discharge_date,duration,diagnoses,cost";
        var contradictory = Write("c.csv", $"{facts}\n1,M,4,1950-01-01,2021-01-01,2021-01-05,1,I50.9,1000\n2,M,71,1950-01-01,2021-01-01,2021-01-05,5,I50.9,1000\n");
        var said = Run([.. command.Select(word => word switch { "F" or "C" => contradictory, "W" => PathOf("w.csv"), _ => word })]);
        Assert.Contains("GRP3014: ", said.Error, StringComparison.Ordinal);
        Assert.Contains("GRP3015: ", said.Error, StringComparison.Ordinal);
        if (command[0] == "weights")
            Assert.Equal(2, File.ReadAllLines(PathOf("w.csv")).Length);
    }

    [Fact]
    public void Numbers_that_went_through_pandas_are_numbers()
    {
        var file = Write("in.csv", "id,sex,age_days,duration,discharge,diagnoses,procedures\n1,2.0,10950.0,5.0,,O800,\n2,1.0,20440,5,,S341,ABA00\n");
        var plain = Write("plain.csv", "id,sex,age_days,duration,discharge,diagnoses,procedures\n1,F,10950,5,,O800,\n2,M,20440,5,,S341,ABA00\n");
        Assert.Equal((0, 0), (Run("group", file, "-o", PathOf("o.csv")).ExitCode, Run("group", plain, "-o", PathOf("p.csv")).ExitCode));
        Assert.Equal(Groups("p.csv"), Groups("o.csv"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("NULL")]
    public void A_principal_diagnosis_that_is_blank_is_none_for_every_command(string principal)
    {
        var file = Write("par.csv", $"LOPNR;KON;ALDER;INDATUM;UTDATUM;HDIA;DIA1;DIA2\n1;2;60;20140301;20140303;{principal};I500;N179\n");
        var alone = Write("alone.csv", "LOPNR;KON;ALDER;INDATUM;UTDATUM;HDIA\n1;2;60;20140301;20140303;\n");
        Run("group", file, "-o", PathOf("o.csv"));
        Run("group", alone, "-o", PathOf("a.csv"), "--allow-missing", "diagnoses");
        var (none, read) = (File.ReadAllLines(PathOf("a.csv"))[1].Split(';')[6..], File.ReadAllLines(PathOf("o.csv"))[1].Split(';')[8..]);
        Assert.Equal((none[0], none[2], none[4]), (read[0], read[2], read[4]));
        var findings = Run("quality", file, "--format", "csv").Lines.Skip(1).Select(line => string.Join(',', line.Split(',')[2..6])).ToList();
        Assert.Contains(",HDIA,,GRQ1001", findings);
        using var explained = JsonDocument.Parse(Run("explain", file, "--id", "1", "--format", "json", "--lens", "why").Out);
        Assert.Equal(File.ReadAllLines(PathOf("o.csv"))[1].Split(';')[8], explained.RootElement.GetProperty("group").GetProperty("drg").GetString());
    }

    [Theory]
    [InlineData("Diagnostyp")]
    [InlineData("dx_rank")]
    [InlineData("Diagnoosityyppi")]
    public void A_file_with_a_row_for_each_diagnosis_is_refused(string type)
    {
        var file = Write("long.csv", $"id;sex;age_years;care_days;diagnos;{type}\n1;M;60;3;I21.0;1\n1;M;60;3;E11.9;2\n2;F;70;2;I50.9;1\n");
        var said = Run("group", file, "-o", PathOf("o.csv"));
        Assert.Equal(1, said.ExitCode);
        Assert.StartsWith($"long.csv has a row for each diagnosis, not for each contact: ids are repeated, and the column {type} tells", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("group", file, "-o", PathOf("o.csv"), "--column", $"{type}=none").ExitCode);
        Assert.Equal(0, Run("group", Write("one.csv", $"id;sex;age_years;care_days;diagnos;{type}\n1;M;60;3;I21.0;1\n"), "-o", PathOf("p.csv")).ExitCode);
    }

    [Fact]
    public void Dates_of_hilmo_are_read_with_times_and_one_digit_days()
    {
        var layout = Write("h.json", """{"name":"hilmo","delimiter":";","dates":["dd.MM.yyyy"],"columns":{"id":"SHNRO","sex":"SUKUP","age_years":"IKA","admission_date":"TULOPVM","discharge_date":"LAHTOPVM"},"diagnoses":{"names":["PDGO"]}}""");
        var file = Write("h.csv", "SHNRO;TULOPVM;LAHTOPVM;IKA;SUKUP;PDGO\n1;01.03.2014 00:00:00;05.03.2014 00:00:00;79;2;I50.0\n2;10.03.2014 12:30;12.03.2014 09:15;81;2;S72.0\n3;1.3.2014;5.3.2014;60;1;H36.0\n");
        Assert.Equal(0, Run("group", file, "--layout", layout, "-o", PathOf("o.csv")).ExitCode);
    }

    private (string Drg, string Rule)[] Groups(string name) => [.. File.ReadAllLines(PathOf(name)).Skip(1).Select(line => line.Split(',')).Select(row => (row[7], row[^3]))];

    private static (int, string) Failed(params string[] args)
    {
        var said = Run(args);
        return (said.ExitCode, said.Error);
    }
}

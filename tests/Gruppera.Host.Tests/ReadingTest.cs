using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>How a file was understood is told by every command; what would be ignored is refused.</summary>
[Collection(CommandLineCollection.Name)]
public class ReadingTest : Home
{
    private const string Swedish = "Kön;Ålder;Huvuddiagnos;Bidiagnos 1;Vårddagar;Ort\nK;79;I50.0;I10;5;x\nM;40;I50.0;felkod;5;x\n";

    [Theory]
    [InlineData("group")]
    [InlineData("quality")]
    [InlineData("sensitivity")]
    [InlineData("contacts", "check")]
    public void One_line_tells_it(params string[] command)
    {
        var said = RunWithReading([.. command, Write("f.csv", Swedish), "--set", Tables]);
        Assert.Contains(
            "layout canonical", said.Error + said.Out, StringComparison.Ordinal);
        Assert.Contains("Ort", said.Error + said.Out, StringComparison.Ordinal);
        Assert.Contains("Ålder was read as completed years", (said.Error + said.Out).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_group_has_columns_facts_and_assumptions_and_odd_values_are_counted()
    {
        var said = RunWithReading("group", Write("f.csv", Swedish), "--set", Tables, "-o", PathOf("o.csv"));
        Assert.StartsWith(
            "f.csv: csv, semicolons, utf-8, layout canonical: sex=Kön, age_years=Ålder, principal=Huvuddiagnos, secondary=Bidiagnos 1, duration=Vårddagar; not used: Ort; assumed: Ålder was read as completed years",
            said.Error, StringComparison.Ordinal);
        Assert.Contains("Warning: no column of f.csv gives the procedures, the mode of discharge", said.Error, StringComparison.Ordinal);
        Assert.Contains("  Bidiagnos 1: values that do not look like codes: 1, felkod (1)", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, said.ExitCode);
    }

    [Fact]
    public void Verbose_tells_all_and_JSON_has_it()
    {
        var file = Write("f.csv", Swedish);
        Assert.Contains("Huvuddiagnos  principal", RunWithReading("group", file, "--set", Tables, "-o", PathOf("o.csv"), "-v").Error, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(RunWithReading("group", file, "--set", Tables, "-o", PathOf("o.csv"), "--format", "json").Out);
        Assert.Equal("canonical", summary.RootElement.GetProperty("readings")[0].GetProperty("layout").GetString());
        Assert.Equal("felkod", summary.RootElement.GetProperty("odd")[0].GetProperty("mostFrequent")[0].GetProperty("value").GetString());
        using var quality = JsonDocument.Parse(RunWithReading("quality", file, "--set", Tables, "--format", "json").Out);
        Assert.Equal("f.csv", quality.RootElement.GetProperty("readings")[0].GetProperty("file").GetString());
    }

    [Fact]
    public void Strict_refuses_values_that_mean_nothing()
    {
        var said = RunWithReading("group", Write("f.csv", Swedish), "--set", Tables, "-o", PathOf("o.csv"), "--strict");
        Assert.Equal((3, false), (said.ExitCode, File.Exists(PathOf("o.csv"))));
        Assert.Contains("values without meaning (--strict)", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_does_not_fit_the_file_is_told()
    {
        var said = RunWithReading("group", Write("f.csv", "sex;age_years;duration;diagnoses\nF;40;1;B99Z9\nF;40;1;B98Z9\n"), "--set", Tables, "-o", PathOf("o.csv"));
        Assert.Contains("does not fit the file: it lacks 2 of 2 principal diagnoses", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "--dx", "I50", "--set", "T", "--column", "a=sex")]
    [InlineData("explain", "F", "--id", "1", "--dx", "I50", "--set", "T")]
    [InlineData("explain", "F", "--id", "1", "--age", "40", "--set", "T")]
    [InlineData("explain", "--dx", "I50", "--id", "1", "--set", "T")]
    [InlineData("drg", "E80Q", "--set", "T", "--layout", "par")]
    [InlineData("certify", "T", "--layout", "par")]
    [InlineData("group", "F", "--set", "T", "-o", "x.pdf")]
    [InlineData("quality", "F", "--set", "T", "-o", "x.docx")]
    public void What_would_be_ignored_is_an_error(params string[] command)
    {
        var file = Write("f.csv", Swedish);
        var said = RunWithReading([.. command.Select(word => word switch { "F" => file, "T" => Tables, _ when word.StartsWith("x.", StringComparison.Ordinal) => PathOf(word), _ => word })]);
        Assert.Equal((1, ""), (said.ExitCode, said.Out));
        Assert.NotEqual("", said.Error);
    }

    [Fact]
    public void A_layout_is_written_to_adapt_and_passes_its_check()
    {
        var file = Write("f.csv", Swedish);
        Assert.Equal(0, RunWithReading("contacts", "check", file, "--write-layout", PathOf("l.json")).ExitCode);
        var check = RunWithReading("layouts", "check", PathOf("l.json"), "--contacts", file);
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.Equal(0, RunWithReading("group", file, "--set", Tables, "--layout", PathOf("l.json"), "-o", PathOf("o.csv")).ExitCode);
    }

    [Fact]
    public void Where_no_layout_fits_one_is_suggested()
    {
        var said = RunWithReading("contacts", "check", Write("f.csv", "LOPNR;KON;ALDER;INDATUM\n1;2;40;20250101\n"), "--write-layout", PathOf("l.json"));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("Nearest layout: par", said.Out, StringComparison.Ordinal);
        Assert.Contains("HEADER", File.ReadAllText(PathOf("l.json")), StringComparison.Ordinal);
    }
}

namespace Gruppera.Host.Tests;

/// <summary>Facts of a row that contradict each other are told by every command that reads contacts.</summary>
[Collection(CommandLineCollection.Name)]
public class ContradictionsToldTest : Home
{
    private const string Twice =
        "id;patient;hospital;sex;age_years;birth_date;admission_date;discharge_date;duration;diagnoses;old;cost;end_time\n" +
        "1;1;A;F;4;1935-02-01;2024-03-05;2024-03-07;9;I50.0;E44E;1000;12:00\n" +
        "2;2;A;F;89;1935-02-01;2024-03-05;2024-03-07;3;I50.0;E44E;1000;12:00\n";

    [Theory]
    [InlineData("group {file} -o {out}")]
    [InlineData("quality {file}")]
    [InlineData("sensitivity {file}")]
    [InlineData("agree {file} --drg-column old")]
    [InlineData("episodes {file} -o {out}")]
    [InlineData("drg E44E --contacts {file}")]
    [InlineData("code I500 --contacts {file}")]
    [InlineData("waiting {file}")]
    public void A_command_tells_them(string command)
    {
        var file = Write("c.csv", Twice);
        var said = Run([.. command.Replace("{file}", file, StringComparison.Ordinal).Replace("{out}", PathOf("o.csv"), StringComparison.Ordinal).Split(' ')]);
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("GRP3014: two facts give ages more than one year apart (1)", said.Error, StringComparison.Ordinal);
        Assert.Contains("GRP3015", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_of_the_file_counts_them()
    {
        var said = Run("contacts", "check", Write("c.csv", Twice));
        Assert.Contains("1 row: GRP3014", said.Out, StringComparison.Ordinal);
        Assert.Contains("1 row: GRP3015", said.Out, StringComparison.Ordinal);
    }
}

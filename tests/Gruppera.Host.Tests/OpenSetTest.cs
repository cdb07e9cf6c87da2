namespace Gruppera.Host.Tests;

/// <summary>Without any set of one's own, the open one does the work.</summary>
[Collection(CommandLineCollection.Name)]
public class OpenSetTest : Home
{
    [Fact]
    public void Contacts_are_grouped_without_naming_a_set()
    {
        var said = Run("group", Contacts, "--output", PathOf("o.csv"));
        Assert.Equal((0, ""), (said.ExitCode, said.Out));
        Assert.Contains("; set open-se\n", said.Error, StringComparison.Ordinal);
        Assert.All(File.ReadLines(PathOf("o.csv")).Skip(1), line => Assert.EndsWith(",open-se,", line, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_identical_on_all_its_cases()
    {
        var said = Run("certify", "open-se");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Matches("^identical on ([0-9 ]+) of \\1 certification cases of pack open-se\n", said.Out);
    }

    [Fact]
    public void Its_tables_have_some_unused_values_and_nothing_worse() => Assert.EndsWith(
        "\nopen-se: 13 issues\n13  GRP2018  codes have the value but no rule or activation asks for it\n", Run("tables", "check", "open-se").Out, StringComparison.Ordinal);

    [Fact]
    public void Its_name_is_taken()
    {
        Expect(Run("tables", "import", Tables, "--id", "open-se"), 1, "", "open-se is the set that comes with the program: choose another with --id\n");
        Assert.False(Directory.Exists(PathOf("home")));
    }
}

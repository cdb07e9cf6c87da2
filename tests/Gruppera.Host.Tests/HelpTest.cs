using System.Text;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The help of every verb as an approved file in <c>eng/help</c>: a change of it is seen in review. To approve one, run the
/// tests with <c>GRUPPERA_APPROVE_API=1</c> and commit what they write.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class HelpTest : Home
{
    private static readonly string Folder = Repository.PathOf("eng/help");

    [Fact]
    public void The_help_of_every_verb_is_the_approved_one()
    {
        var (isApproving, names) = (Environment.GetEnvironmentVariable("GRUPPERA_APPROVE_API") == "1", new List<string>());
        foreach (var verb in Verbs([]))
        {
            var said = Run([.. verb, "--help"]);
            Assert.Equal(0, said.ExitCode);
            var path = Path.Combine(Folder, (verb.Length == 0 ? "gruppera" : string.Join('-', verb)) + ".txt");
            names.Add(path);
            var help = string.Join('\n', said.Out.Split('\n').Select(line => line.TrimEnd())).Trim() + "\n";
            if (isApproving)
            {
                Directory.CreateDirectory(Folder);
                File.WriteAllText(path, help);
            }

            Assert.Equal(File.ReadAllText(path), help);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("docs/commands.md")]
    [InlineData("docs/commands.sv.md")]
    public void The_pages_of_commands_name_every_verb(string page)
    {
        var text = Repository.Read(page);
        var verbs = Verbs([]).Where(verb => verb.Length == 1).Select(verb => verb[0]).ToList();
        Assert.True(verbs.Count > 30, $"{verbs.Count} verbs");
        Assert.DoesNotContain(verbs, verb => !text.Contains($"gruppera {verb}", StringComparison.Ordinal) && !text.Contains($"`{verb}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exlpain", "Did you mean explain?")]
    [InlineData("tabels", "Did you mean tables?")]
    public void A_misspelt_verb_is_offered_the_right_one(string verb, string offer) =>
        Assert.Contains(offer, Run(verb).Error, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_option_set_layout_and_list_are_offered_the_right_one()
    {
        Assert.Contains("Did you mean --weights?", Run("group", Contacts, "-o", PathOf("o.csv"), "--wieghts", "x").Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean open-se?", Run("drg", "A01", "--set", "open_se").Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean canonical?", Run("group", Contacts, "-o", PathOf("o.csv"), "--layout", "canonicl").Error, StringComparison.Ordinal);
    }

    /// <summary>Every verb and every child of one, as the help lists them.</summary>
    private static IEnumerable<string[]> Verbs(string[] verb)
    {
        yield return verb;
        var children = new StringBuilder();
        var isList = verb.Length == 0;
        foreach (var line in Run([.. verb, "--help"]).Out.Split('\n'))
        {
            if (verb.Length > 0 && !line.StartsWith(' '))
                isList = line == "Verbs";
            else if (isList && line.Length > 2 && line.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiLetterLower(line[2]))
                children.Append(line.Trim().Split(' ')[0]).Append('\n');
        }

        foreach (var child in children.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var each in Verbs([.. verb, child]))
                yield return each;
        }
    }
}

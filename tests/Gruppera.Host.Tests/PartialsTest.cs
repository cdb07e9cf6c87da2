using System.Text.Json.Nodes;

namespace Gruppera.Host.Tests;

/// <summary>Figures of what runs on parts have counted are those of one run, to the last digit.</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "slow")]
public sealed class PartialsTest : Home
{
    private readonly string _contacts;
    private readonly string _grouped;
    private readonly string _list;

    public PartialsTest()
    {
        (_contacts, _grouped, _list) = (PathOf("s.csv"), PathOf("g.csv"), PathOf("l.csv"));
        Run("synth", "--contacts", "3000", "--kpp", "-o", _contacts, "-q");
        Run("group", _contacts, "-o", _grouped, "-q");
        Run("weights", "compute", _grouped, "-o", _list, "-q");
    }

    [Theory]
    [InlineData("weights compute {g}", "w.csv")]
    [InlineData("weights compute {g} --trim iqr:3% --by care-form --cluster patient", "")]
    [InlineData("weights compute {g} --bootstrap 20 --seed 7 --cluster hospital", "w.csv")]
    [InlineData("trim compare {g}", "")]
    [InlineData("casemix {g} --weights {l} --by hospital,clinic", "c.csv")]
    [InlineData("compare --a {g} --b {g} --weights {l} --monthly", "c.csv")]
    [InlineData("los {g}", "l.csv")]
    [InlineData("quality {s} --by hospital", "")]
    [InlineData("simulate --contacts {s} --versus {c} --by hospital", "s.json")]
    public void Figures_of_parts_are_those_of_one_run(string command, string output)
    {
        var change = command.Contains("{c}", StringComparison.Ordinal) ? Later() : "";
        string[] words =
        [
            .. command.Split(' ').Select(word => word.Replace("{g}", _grouped, StringComparison.Ordinal).Replace("{l}", _list, StringComparison.Ordinal)
                .Replace("{s}", _contacts, StringComparison.Ordinal).Replace("{c}", change, StringComparison.Ordinal)),
        ];
        var whole = Run([.. words, "--format", "json", .. To("one-" + output)]);
        Assert.True(whole.ExitCode is 0 or 3 or 5, whole.Error);
        foreach (var count in new[] { 1, 3, 8 })
        {
            for (var i = 1; i <= count; i++)
            {
                var said = Run([.. words, "--partition", $"{i}/{count}", "--partial", PathOf($"p{i}"), "-q"]);
                Assert.True(said.ExitCode == 0, said.Error);
            }

            var merged = Run(["merge", .. Enumerable.Range(1, count).Select(i => PathOf($"p{i}")).Reverse(), "--format", "json", .. To("all-" + output)]);
            Assert.True(merged.ExitCode == whole.ExitCode, merged.Error);
            Assert.Equal(Figures(whole.Out), Figures(merged.Out));
            if (output.Length > 0)
                Assert.Equal(TextOf("one-"), TextOf("all-"));
            foreach (var file in Directory.GetFiles(Root, "p*"))
                File.Delete(file);
        }

        string TextOf(string run) => File.ReadAllText(PathOf(run + output)) is var text && output.EndsWith(".json", StringComparison.Ordinal) ? Figures(text) : text;
        string[] To(string name) => output.Length > 0 ? ["-o", PathOf(name)] : [];
    }

    [Fact]
    public void Files_of_their_own_are_merged_too_and_none_twice()
    {
        var lines = File.ReadAllLines(_grouped);
        for (var i = 0; i < 3; i++)
            File.WriteAllLines(PathOf($"m{i}.csv"), lines.Skip(1).Skip(i * 1000).Take(1000).Prepend(lines[0]));
        for (var i = 0; i < 3; i++)
            Assert.Equal(0, Run("casemix", PathOf($"m{i}.csv"), "--weights", _list, "--partial", PathOf($"p{i}"), "-q").ExitCode);
        Run("casemix", PathOf("m1.csv"), "--weights", _list, "--partial", PathOf("again"), "-q");
        Run("casemix", PathOf("m2.csv"), "--weights", _list, "--by", "clinic", "--partial", PathOf("other"), "-q");
        var whole = Run("casemix", _grouped, "--weights", _list);
        var merged = Run("merge", PathOf("p2"), PathOf("p0"), PathOf("p1"));
        Assert.Equal((whole.ExitCode, whole.Out), (merged.ExitCode, merged.Out));
        Refused("are of the same contacts", "p0", "p1", "again", "p2");
        Refused("command line differs", "p0", "other");
        Run("group", _contacts, "-o", PathOf("rows.csv"), "--partition", "1/1", "-q");
        Refused("is no file that --partial has written", "p0", "rows.csv");
        Assert.Contains("gruppera merge takes it", Run("gather", PathOf("p0")).Error, StringComparison.Ordinal);
        File.WriteAllText(PathOf("p1"), "x");
        Refused("is not what its run wrote", "p0", "p1");
        File.AppendAllText(_list, "\n");
        Refused("has changed since the parts were run", "p0", "p2");

        void Refused(string why, params string[] parts)
        {
            var said = Run(["merge", .. parts.Select(PathOf)]);
            Assert.Equal(1, said.ExitCode);
            Assert.Contains(why, said.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_needs_contacts_one_by_one_has_no_part()
    {
        var said = Run("casemix", _grouped, "--weights", _list, "--outliers", PathOf("o.csv"), "--partial", PathOf("p"), "-q");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("needs the contacts one by one", said.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("casemix", _grouped, "--weights", _list, "-o", PathOf("o.csv"), "--partial", PathOf("p"), "-q").ExitCode);
    }

    /// <summary>The open set without some of its rules.</summary>
    private string Later()
    {
        Run("tables", "export", "open-se", "-o", PathOf("tables"));
        var rules = Path.Combine(PathOf("tables"), "drg_logic.csv");
        File.WriteAllLines(rules, File.ReadAllLines(rules).Where((line, i) => i == 0 || i % 13 != 0));
        return PathOf("tables");
    }

    /// <summary>All but how a file was read, and findings row by row: a merge reads no contacts.</summary>
    private static string Figures(string json)
    {
        if (json.Length == 0 || JsonNode.Parse(json) is not JsonObject figures)
            return json;
        figures.Remove("readings");
        figures.Remove("findings");
        return figures.ToJsonString();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gruppera.Host.Tests;

/// <summary>Manifests tell what a run was made of, and nothing of anybody; the run is done again from them.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class ManifestTest : Home
{
    [Fact]
    public void A_run_tells_what_it_was_made_of_and_is_done_again()
    {
        var contacts = Copy();
        Run("weights", "import", Write("l.csv", "DRG;Vikt\nE44E;1\nF05E;2\n"), "--id", "region");
        Assert.Equal(0, Run("group", contacts, "--weights", "region", "-o", PathOf("o.csv"), "--manifest", "-q").ExitCode);
        var path = PathOf("o.csv.manifest.json");
        var text = File.ReadAllText(path);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.Equal(["group", "c.csv", "--weights", "region", "-o", "o.csv", "-q"], root.GetProperty("commandLine").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal(("c.csv", 64), (root.GetProperty("inputs")[0].GetProperty("path").GetString(), root.GetProperty("inputs")[0].GetProperty("sha256").GetString()!.Length));
        Assert.Equal("open-se", root.GetProperty("sets")[0].GetProperty("id").GetString());
        Assert.Equal(("region", 64), (root.GetProperty("lists")[0].GetProperty("id").GetString(), root.GetProperty("lists")[0].GetProperty("hash").GetString()!.Length));
        Assert.Equal(60, root.GetProperty("counts").GetProperty("rows").GetInt32());
        Assert.Equal("o.csv", root.GetProperty("outputs")[0].GetProperty("path").GetString());
        foreach (var cell in File.ReadLines(contacts).Skip(1).SelectMany(line => line.Split(',', ' ')).Where(cell => cell.Length > 3))
            Assert.DoesNotContain($"\"{cell}\"", text, StringComparison.Ordinal);

        Expect(Run("rerun", path), 0, "o.csv: the same\n", "");
        Assert.Equal(1, Run("rerun", PathOf("c.csv")).ExitCode);
        Assert.Equal(0, Run("rerun", path, "-o", PathOf("kept")).ExitCode);
        Assert.Equal(File.ReadAllBytes(PathOf("o.csv")), File.ReadAllBytes(PathOf("kept/o.csv")));
    }

    [Fact]
    public void What_has_changed_is_told()
    {
        var contacts = Copy();
        Run("group", contacts, "-o", PathOf("o.csv"), "--manifest", PathOf("m.json"), "-q");
        File.AppendAllLines(contacts, [File.ReadLines(contacts).Last()]);
        Expect(Run("rerun", PathOf("m.json")), 4, "c.csv has changed since then\nrows: 60 then, 61 now\no.csv: differs\n", "");
        using var json = JsonDocument.Parse(Run("rerun", PathOf("m.json"), "--json").Out);
        Assert.False(json.RootElement.GetProperty("isSame").GetBoolean());
        File.Delete(contacts);
        Expect(Run("rerun", PathOf("m.json")), 1, "", "There is no file c.csv, which the run has read\n");
    }

    [Fact]
    public void A_folder_is_moved_with_its_manifests()
    {
        Directory.CreateDirectory(PathOf("a/in"));
        File.Copy(Contacts, PathOf("a/in/c.csv"));
        Run("group", PathOf("a/in/c.csv"), "-o", PathOf("a/o.xlsx"), "--manifest", "-q");
        Run("synth", "--contacts", "50", "-o", PathOf("a/s.csv.gz"), "--faults-file", PathOf("a/f.csv"), "--manifest", "-q");
        Directory.Move(PathOf("a"), PathOf("b"));
        Expect(Run("rerun", PathOf("b/o.xlsx.manifest.json")), 0, "o.xlsx: the same\n", "");
        Expect(Run("rerun", PathOf("b/s.csv.gz.manifest.json")), 0, "f.csv: the same\ns.csv.gz: the same\n", "");
    }

    [Fact]
    public void What_is_printed_is_compared_in_the_same_width_and_language()
    {
        var contacts = Copy();
        Assert.Equal(0, Run("sensitivity", contacts, "--lang", "sv", "--manifest", PathOf("m.json")).ExitCode);
        Expect(Run("rerun", PathOf("m.json")), 0, "What is printed: the same\n", "");
        Run("group", contacts, "-o", PathOf("g.csv"), "-q");
        var list = Write("l.csv", "DRG;Vikt\n" + string.Concat(File.ReadLines(PathOf("g.csv")).Skip(1).Select(line => line.Split(',')).SelectMany(cells => cells)
            .Where(cell => cell.Length == 4 && char.IsAsciiLetter(cell[0]) && char.IsAsciiDigit(cell[1])).Distinct().Select(drg => $"{drg};1\n")));
        Run("report", "casemix", PathOf("g.csv"), "--weights", list, "--allow-few-weights", "-o", PathOf("r.html"), PathOf("r.xlsx"), "--manifest", "-q");
        Assert.Equal("r.html: the same\nr.xlsx: the same\n", Run("rerun", PathOf("r.html.manifest.json")).Out);
    }

    [Theory]
    [InlineData("group - -o o.csv --manifest", "standard input and output cannot be had again")]
    [InlineData("group c.csv --manifest m.json", "give the output a name with --output")]
    [InlineData("sensitivity c.csv --manifest", "what is printed has no name: give --manifest FILE.json")]
    [InlineData("group c.csv -o o.csv --manifest m.txt", "m.txt does not end in .json")]
    [InlineData("group c.csv -o o.csv --manifest o.csv", "are the same file")]
    [InlineData("explain --dx I10 --age 5 --days 1 --manifest m.json", "Not known: --manifest")]
    public void What_cannot_be_had_again_has_no_manifest(string command, string why)
    {
        Copy();
        var said = Run(command.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) ? PathOf(word) : word).ToArray());
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("o.csv")));
    }

    /// <summary>A manifest of somebody else writes where it is told to, and nowhere else.</summary>
    [Theory]
    [InlineData("group c.csv -o o.csv --issues elsewhere.csv")]
    [InlineData("tables remove t")]
    [InlineData("serve")]
    [InlineData("group c.csv -o ../o.csv")]
    [InlineData("group c.csv -o o.csv --to postgres:host=x;table=y")]
    public void A_manifest_has_no_other_effect(string command)
    {
        Run("tables", "import", Tables, "--id", "t");
        Run("group", Copy(), "-o", PathOf("o.csv"), "--manifest", PathOf("m.json"), "-q");
        var manifest = JsonNode.Parse(File.ReadAllText(PathOf("m.json")))!;
        manifest["commandLine"] = new JsonArray([.. command.Split(' ').Select(word => JsonValue.Create(word))]);
        File.WriteAllText(PathOf("m.json"), manifest.ToJsonString());
        var files = Directory.GetFileSystemEntries(Root).Order(StringComparer.Ordinal).ToList();
        var said = Run("rerun", PathOf("m.json"));
        Assert.Equal(1, said.ExitCode);
        Assert.StartsWith("The manifest has a command that is not one", said.Error, StringComparison.Ordinal);
        Assert.Equal(files, Directory.GetFileSystemEntries(Root).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(PathOf("home/sets/t")));
    }

    private string Copy()
    {
        File.Copy(Contacts, PathOf("c.csv"), overwrite: true);
        return PathOf("c.csv");
    }
}

using System.Text.RegularExpressions;
using Gruppera.Casemix.Weights;
using Gruppera.Formats;
using Gruppera.Formats.Sets;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Sets and weight lists that earlier versions stored (tests/Gruppera.Tests/Stores), opened by this one.</summary>
[Collection(CommandLineCollection.Name)]
public sealed partial class StoresTest : Home
{
    public static TheoryData<string> Earlier =>
        [.. Directory.GetDirectories(Repository.PathOf("tests/Gruppera.Tests/Stores")).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Earlier))]
    public void What_an_earlier_version_stored_gives_the_same_groups_and_weights(string date)
    {
        var folder = Place(date);
        var set = Assert.Single(SetStore.Default.List()).Version.Id;
        Assert.Empty(SetStore.Default.FindChanged(set));
        Assert.Equal(0, Run("group", Path.Combine(folder, "contacts.csv"), "--set", set, "-o", PathOf("o.csv"), "--quiet").ExitCode);
        var rows = File.ReadAllLines(PathOf("o.csv")).Select(line => Cell().Matches(line).Select(cell => cell.Groups[1].Value).ToList()).ToList();
        var columns = new[] { "id", "drg", "rtc", "rule_id" }.Select(name => rows[0].IndexOf(name)).ToArray();
        Assert.Equal(File.ReadAllLines(Path.Combine(folder, "groups.csv")), rows.Select(row => string.Join(',', columns.Select(at => row[at]))));

        var list = Assert.Single(new WeightStore(PathOf("home")).List());
        Assert.NotEmpty(list.Rows());
        Assert.Equal(64, list.Manifest!.Hash.Length);
        Assert.Equal(0, Run("weights", "show", list.Manifest.Id).ExitCode);
    }

    [Fact]
    public void What_a_later_version_stored_is_refused()
    {
        Place(Earlier.Select(row => row.Data).Max()!);
        var set = Assert.Single(SetStore.Default.List()).Version.Id;
        var manifest = PathOf($"home/sets/{set}/manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"layout\": 1,", "\"layout\": 99,", StringComparison.Ordinal));
        Assert.Equal(FormatIssues.StoredLater, Assert.Single(SetStore.Default.Open(set).Issues).Code);
        var said = Run("certify", set);
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("GRP1023", said.Error, StringComparison.Ordinal);
    }

    /// <summary>Puts the store of an earlier version into the home of the test.</summary>
    private string Place(string date)
    {
        var from = Repository.PathOf($"tests/Gruppera.Tests/Stores/{date}");
        foreach (var file in new[] { "sets", "weights" }.SelectMany(part => Directory.GetFiles(Path.Combine(from, part), "*", SearchOption.AllDirectories)))
        {
            var to = PathOf(Path.Combine("home", Path.GetRelativePath(from, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return from;
    }

    [GeneratedRegex("""(?:^|,)(?<cell>"(?:[^"]|"")*"|[^,]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();
}

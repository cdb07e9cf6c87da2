using System.Collections.Immutable;
using System.Text;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

public sealed class WeightStoreTest : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gruppera-weights-").FullName;

    private static WeightList Made { get; } = new(
        "made", [new("F05E", 2.59, "Större tarmoperation U", 120_000, "inpatient"), new("Z82O", 0)], new() { Id = "made-2025", Set = "open-se", Year = 2025, Kronor = new Dictionary<string, double> { [""] = 22_000 }.ToImmutableSortedDictionary() });

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_stored_list_reads_back_with_its_manifest()
    {
        var store = new WeightStore(_root);
        Assert.Empty(store.List());
        var stored = store.Add(Made);
        Assert.Equal(Made.Rows(), stored.Rows());
        Assert.Equal(("made-2025", "open-se", 2025, 22_000, 64), (stored.Manifest!.Id, stored.Manifest.Set, stored.Manifest.Year, stored.Manifest.Kronor[""], stored.Manifest.Hash.Length));
        Assert.NotNull(stored.Manifest.StoredAt);
        Assert.Equal(["made-2025"], store.List().Select(list => list.Name));
        Assert.Throws<InvalidOperationException>(() => store.Add(Made));
        Assert.Equal(stored.Manifest.Hash, store.Add(Made, overwrite: true).Manifest!.Hash);
        Assert.Equal([".lock", "made-2025.json"], Directory.GetFileSystemEntries(Path.Combine(_root, "weights")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_changed_file_is_no_list()
    {
        var store = new WeightStore(_root);
        store.Add(Made);
        var path = Path.Combine(_root, "weights", "made-2025.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("2.59", "2.95", StringComparison.Ordinal));
        Assert.True(store.Exists("made-2025"));
        Assert.Null(store.Open("made-2025"));
        File.WriteAllText(path, "{");
        Assert.Null(store.Open("made-2025"));
    }

    [Fact]
    public void A_number_beyond_all_numbers_is_no_number()
    {
        var store = new WeightStore(_root);
        store.Add(Made);
        var json = File.ReadAllText(Path.Combine(_root, "weights", "made-2025.json"));
        Assert.Contains("22000", json, StringComparison.Ordinal);
        Assert.Equal(
            WeightListProblem.NoJson,
            WeightJson.Read("x", Encoding.UTF8.GetBytes(json.Replace("22000", "1e999", StringComparison.Ordinal))).Problem);
        (int, string[])[] rows =
            [(1, ["drg", "weight", "limit"]), (2, ["A01", "1e999", "10"]), (3, ["A02", new string('9', 400), "10"]), (4, ["A03", "1.5", "1e999"])];
        var read = WeightListReader.Read("x", [new("", rows)]);
        Assert.Equal("A03", Assert.Single(read.List!.Rows()).Drg);
        Assert.Equal([2, 3, 4], read.Issues.Where(issue => issue.Row > 0).Select(issue => issue.Row).Order());
    }

    [Fact]
    public void A_stored_list_is_for_its_owner_alone_and_leftovers_of_long_ago_go()
    {
        var store = new WeightStore(_root);
        Directory.CreateDirectory(Path.Combine(_root, "weights"));
        var (old, recent) = (Path.Combine(_root, "weights", ".a.1.new"), Path.Combine(_root, "weights", ".a.2.new"));
        File.WriteAllText(old, "half");
        File.WriteAllText(recent, "half");
        File.SetLastWriteTimeUtc(old, File.GetLastWriteTimeUtc(old).AddHours(-1));
        store.Add(new("a", [], new() { Id = "a" }));
        Assert.Equal([".a.2.new", ".lock", "a.json"], Directory.GetFiles(Path.Combine(_root, "weights")).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_root, "weights", "a.json")));
    }

    [Fact]
    public async Task Of_many_lists_under_one_id_one_wins_and_the_others_say_so()
    {
        var store = new WeightStore(_root);
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            try
            {
                store.Add(new($"list {i}", [], new() { Id = "a", Material = $"{i}" }));
                return i;
            }
            catch (InvalidOperationException)
            {
                return -1;
            }
        })));
        var winner = Assert.Single(added, each => each >= 0);
        Assert.Equal($"{winner}", store.Open("a")!.Manifest!.Material);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("A")]
    [InlineData("../a")]
    public void An_id_is_plain(string id)
    {
        Assert.False(WeightStore.IsId(id));
        Assert.Null(new WeightStore(_root).Open(id));
        Assert.Throws<ArgumentException>(() => new WeightStore(_root).Add(new("x", [], new() { Id = id })));
    }

    [Fact]
    public void A_list_with_care_forms_gives_the_weight_of_each()
    {
        var issues = new List<Issue>();
        var list = WeightList.Read("list.csv", [(1, ["DRG", "Vårdform", "Vikt", "Gräns"]), (2, ["T44", "sluten", "1,5", "120 000"]), (3, ["T44", "öppen", "0,1", ""])], issues)!;
        Assert.Empty(issues);
        Assert.Equal((1.5, 0.1, 1.5, 120_000.0), (list.Of("T44", "sluten"), list.Of("T44", "öppen"), list.Of("T44"), list.Rows("sluten").Single().Limit));
    }
}

using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Formats.Sets;

public sealed class SetStoreTests : IDisposable
{
    private readonly Fixture _delivery = new();
    private readonly Fixture _home = new();
    private readonly SetStore _store;

    public SetStoreTests() => _store = new(_home.Root, new Clock());

    public void Dispose()
    {
        _delivery.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void A_set_is_imported_listed_opened_and_removed()
    {
        var set = Smallest("swe-test");
        Assert.Empty(_store.List());
        var manifest = _store.Import(set);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), manifest.ImportedAt);
        Assert.Equal(("swe-test", 1), (manifest.Version.Id, manifest.Tables.Single(table => table.Name == "drg_logic").Rows));
        var listed = Assert.Single(_store.List());
        Assert.Equal((set.Version, manifest.Tables.AsEnumerable()), (listed.Version, listed.Tables.AsEnumerable()), (x, y) => x.Item1 == y.Item1 && x.Item2.SequenceEqual(y.Item2));
        var reading = _store.Open("swe-test");
        Assert.Empty(reading.Issues);
        Assert.Equal(set.Version, reading.Set!.Version);
        SameSet.Assert(set, reading);
        Assert.True(_store.Remove("swe-test"));
        Assert.False(_store.Remove("swe-test"));
        Assert.False(_store.Exists("swe-test"));
        Assert.Equal(FormatIssues.NotADelivery, Assert.Single(_store.Open("swe-test").Issues).Code);
    }

    [Fact]
    public void An_id_that_is_taken_is_refused_unless_it_shall_be_replaced()
    {
        _store.Import(Smallest("a"));
        Assert.Throws<InvalidOperationException>(() => _store.Import(Smallest("a")));
        _delivery.Write("proc1.csv", "CODE,VARTYPE,VARVAL\nBBB00,OR,2\n");
        _store.Import(Smallest("a"), overwrite: true);
        Assert.Equal("BBB00", _store.Open("a").Set!.ProcedureFeatures.Single().Code.ToString());
        Assert.Equal(["a"], Directory.GetFileSystemEntries(Path.Combine(_home.Root, "sets")).Select(Path.GetFileName));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void What_is_stored_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are of Unix");
        _store.Import(Smallest("a"), provenance: "x");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.All(Directory.GetFiles(SetPath("a")), file => Assert.Equal(owner, File.GetUnixFileMode(file)));
        Assert.All(new[] { SetPath("a"), SetPath("") }, folder =>
            Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
    }

    [Fact]
    public void An_import_that_was_killed_between_the_old_set_and_the_new_leaves_the_old_one()
    {
        _store.Import(Smallest("a"));
        _store.Import(Smallest("b"));
        Directory.Move(SetPath("a"), SetPath(".a.0123.old"));
        Directory.CreateDirectory(SetPath(".a.4567.new"));
        Directory.CreateDirectory(SetPath(".b.4567.new"));
        File.WriteAllText(SetPath(".b.4567.new/rtc.csv"), "half");
        Assert.Equal(["a", "b"], _store.List().Select(set => set.Version.Id));
        Assert.Equal([SetPath("a"), SetPath("b")], Directory.GetDirectories(SetPath("")).Order(StringComparer.Ordinal));
        Directory.Move(SetPath("a"), SetPath(".a.0123.old"));
        Assert.True(_store.Exists("a"));
        Directory.CreateDirectory(SetPath(".b.4567.gone"));
        _store.Import(Smallest("a"), overwrite: true);
        Assert.Equal([SetPath("a"), SetPath("b")], Directory.GetDirectories(SetPath("")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_import_that_fails_keeps_the_old_set_and_leaves_nothing()
    {
        _store.Import(Smallest("a"));
        var set = Smallest("a");
        var failing = new DefinitionSet(set.Version, set.Rules, set.Order, testCases: () => throw new IOException("disk full"));
        Assert.Throws<IOException>(() => _store.Import(failing, overwrite: true));
        Assert.True(_store.Open("a").IsUsable);
        Assert.Equal([SetPath("a")], Directory.GetDirectories(SetPath("")));
    }

    [Fact]
    public async Task Of_two_imports_at_once_one_wins_and_the_other_says_so()
    {
        var set = Smallest("a");
        var (begun, mayGoOn) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var slow = new DefinitionSet(set.Version, set.Rules, set.Order, testCases: () =>
        {
            begun.TrySetResult();
            mayGoOn.Wait();
            return [];
        });
        var first = Task.Run(() => _store.Import(slow), TestContext.Current.CancellationToken);
        await begun.Task;
        Assert.Contains("being imported right now",
            Assert.Throws<InvalidOperationException>(() => _store.Import(Smallest("a"), overwrite: true)).Message,
                StringComparison.Ordinal);
        Assert.Empty(_store.List());
        mayGoOn.Set();
        await first;
        Assert.Single(_store.List());
        Assert.Throws<InvalidOperationException>(() => _store.Import(Smallest("a")));
    }

    [Fact]
    public void A_set_is_written_into_a_folder_of_its_own_in_one_stroke()
    {
        var set = Smallest("a");
        var folder = Path.Combine(_home.Root, "export");
        ModernCsvWriter.Write(set, folder);
        File.WriteAllText(Path.Combine(folder, "rtc.csv"), "old");
        ModernCsvWriter.Write(set, folder);
        Assert.NotEqual("old", File.ReadAllText(Path.Combine(folder, "rtc.csv")));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        Assert.Contains("notes.txt", Assert.Throws<IOException>(() => ModernCsvWriter.Write(set, folder)).Message,
            StringComparison.Ordinal);
        Assert.Equal([folder], Directory.GetDirectories(_home.Root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("/etc")]
    public void What_is_no_id_is_refused(string id)
    {
        Assert.False(SetStore.IsId(id));
        Assert.False(_store.Exists(id));
        Assert.Throws<ArgumentException>(() => _store.Open(id));
        Assert.Throws<ArgumentException>(() => _store.Remove(id));
        Assert.Throws<ArgumentException>(() => _store.Import(new(new() { Id = id }, [])));
    }

    [Fact]
    public void Ids_end_at_64_characters()
    {
        Assert.True(SetStore.IsId(new string('a', 64)));
        Assert.False(SetStore.IsId(new string('a', 65)));
    }

    [Fact]
    public void Files_changed_after_the_import_are_found()
    {
        _store.Import(Smallest("a"));
        Assert.Empty(_store.FindChanged("a"));
        File.AppendAllText(Path.Combine(_home.Root, "sets", "a", "rtc.csv"), "1,,,\n");
        File.Delete(Path.Combine(_home.Root, "sets", "a", "dg.csv"));
        Assert.Equal(["dg", "rtc"], _store.FindChanged("a"));
        var reading = _store.Open("a");
        Assert.False(reading.IsUsable);
        Assert.Equal([("GRP1016", "dg"), ("GRP1016", "rtc")], reading.Issues.Select(issue => (issue.Code.Id, issue.Table)));
    }

    [Fact]
    public void A_manifest_that_is_damaged_hides_the_set()
    {
        _store.Import(Smallest("a"));
        File.WriteAllText(Path.Combine(_home.Root, "sets", "a", "manifest.json"), "{\"id\": 1");
        Assert.Empty(_store.List());
        Assert.False(_store.Open("a").IsUsable);
    }

    [Fact]
    public void The_default_store_is_the_home_that_is_named()
    {
        Assert.Equal("/g", SetStore.DefaultRoot(name => name == "GRUPPERA_HOME" ? "/g" : "/x"));
        Assert.EndsWith("gruppera", SetStore.DefaultRoot(_ => null));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "XDG is not of Windows");
        Assert.Equal(Path.Combine("/x", "gruppera"), SetStore.DefaultRoot(name => name == "XDG_DATA_HOME" ? "/x" : null));
    }

    [Fact]
    public void Test_cases_come_along()
    {
        var contact = new CareContact { Id = "T1", Sex = Sex.Female, Age = new(99), Duration = new(3), Discharge = DischargeMode.Dead, Diagnoses = [Diagnosis.Parse("A01*B02"), Diagnosis.Parse("C03")], Procedures = [ProcedureCode.Parse("P1")] };
        var set = Smallest("a");
        _store.Import(new(set.Version, set.Rules, set.Order, testCases: () => [new(contact, "1A", "100D01", default)])
        {
            DiagnosisFeatures = set.DiagnosisFeatures,
            ProcedureFeatures = set.ProcedureFeatures,
        });
        using var table = _store.Open("a").OpenTestCases()!;
        Assert.Equal(
        [
            "id", "drg_nat", "drg_nat_previous", "drg_logic_id", "drg_logic_id_previous", "sex", "age", "duration", "disch",
            .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"dg{i}_plus", $"d_dg{i}_plus" }), .. Enumerable.Range(1, 9).Select(i => $"proc{i}_plus"),
        ], table.Columns);
        Assert.True(table.Read());
        var cells = new List<string>();
        for (var i = 0; i < table.Columns.Length; i++)
            cells.Add(table[i].ToString());
        Assert.Equal("T1|1A||100D01||2|99|3|E|A01|B02|C03||" + new string('|', 14) + "P1" + new string('|', 8), string.Join('|', cells));
    }

    private string SetPath(string name) => Path.TrimEndingDirectorySeparator(Path.Combine(_home.Root, "sets", name));

    private DefinitionSet Smallest(string id) =>
        (File.Exists(Path.Combine(_delivery.Root, "proc1.csv")) ? _delivery : _delivery.Smallest()).WithNames().Read(new() { Id = id }).Set!;

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}

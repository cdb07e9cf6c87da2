using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Gruppera.Definitions;
using Gruppera.Formats.Files;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Sets;

/// <summary>Imported definition sets on disk: a folder <c>sets/id</c> each, holding the modern CSV layout and a manifest.
/// Thread-safe as far as the file system is: an import appears whole or not at all.</summary>
public sealed partial class SetStore
{
    private const string ProvenanceFile = "changes.csv";
    private readonly TimeProvider _time;

    /// <summary>A store in a folder, which need not exist yet.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="time">Gives the time when a set was imported; the system's clock unless given.</param>
    public SetStore(string root, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentException.ThrowIfNullOrEmpty(root);
        (Root, _time) = (Path.GetFullPath(root), time ?? TimeProvider.System);
    }

    /// <summary>The user's own store: <c>GRUPPERA_HOME</c>, or <c>XDG_DATA_HOME/gruppera</c>, or <c>~/.local/share/gruppera</c>
    /// (on Windows the folder of local application data).</summary>
    public static SetStore Default => new(DefaultRoot(Environment.GetEnvironmentVariable));

    /// <summary>The folder of the store.</summary>
    public string Root { get; }

    private string Sets => Path.Combine(Root, "sets");

    /// <summary>True for a text that may be the id of a set: 1 to 64 of <c>a-z 0-9 -</c>, the first no hyphen.</summary>
    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    /// <summary>What is in the store, in order of ids. Folders without a readable manifest are left out.</summary>
    public ImmutableArray<SetManifest> List()
    {
        Sweep();
        return Directory.Exists(Sets)
            ? [.. Directory.GetDirectories(Sets).Where(folder => IsId(Path.GetFileName(folder))).Order(StringComparer.Ordinal)
                .Select(SetManifest.Read).OfType<SetManifest>()]
            : [];
    }

    /// <summary>True if the store has a set of this id; false for a text that is no id.</summary>
    public bool Exists(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsId(id) && File.Exists(Path.Combine(Found(id), SetManifest.FileName));
    }

    /// <summary>Writes a set into the store under <see cref="DefinitionVersion.Id"/>, in one stroke.</summary>
    /// <param name="set">The set, with its texts and test cases.</param>
    /// <param name="overwrite">True to replace a set of the same id.</param>
    /// <param name="provenance">Of a set that technical changes led to: their rows as CSV, kept beside its tables.</param>
    /// <exception cref="ArgumentException">The id is none: see <see cref="IsId"/>.</exception>
    /// <exception cref="InvalidOperationException">There is a set of this id and <paramref name="overwrite"/> is false, or one is
    /// being imported right now, or the id is that of the <see cref="OpenSet"/>.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public SetManifest Import(DefinitionSet set, bool overwrite = false, string? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var folder = Folder(set.Version.Id);
        if (set.Version.Id == OpenSet.Id)
            throw new InvalidOperationException($"{OpenSet.Id} is the set that comes with the program.");
        PrivateFile.MakeFolder(Sets);
        Sweep();
        using var work = Lock(set.Version.Id)
            ?? throw new InvalidOperationException($"A set {set.Version.Id} is being imported right now.");
        if (Exists(set.Version.Id) && !overwrite)
            throw new InvalidOperationException($"The store has a set {set.Version.Id} already.");
        using var made = new AtomicFolder(folder);
        var tables = ModernCsvWriter.WriteTables(set, made.Path);
        var manifest = new SetManifest(
            set.Version, _time.GetUtcNow(), ModernLayout.Number,
            [.. tables.Select(table => new ManifestTable(table.Table, table.Rows, Hash(Path.Combine(made.Path, table.Table + ".csv"))))]);
        manifest.Write(made.Path);
        if (provenance is not null)
            File.WriteAllText(Path.Combine(made.Path, ProvenanceFile), provenance);
        if (DaySurgeryList.Of(folder) is { } daySurgery)
            DaySurgeryList.Write(made.Path, daySurgery);
        made.Commit(PrivateFile.Mode);
        return manifest;
    }

    /// <summary>Reads a set, whose files must be as they were imported (<see cref="FindChanged"/>):
    /// results carry the hash of the delivery.</summary>
    /// <param name="id">The set.</param>
    /// <param name="testCases">Makes test cases of the testcase table when they are first asked for; null leaves them out.</param>
    /// <param name="catalogues">Gives the catalogues of codes that stand beside it; null for none.</param>
    /// <param name="labels">Gives labels of codes for what neither set nor catalogues have in the reader's language, such as
    /// <see cref="OpenSet.Labels"/>; null for none.</param>
    /// <param name="problems">Gives its known problems; null for none.</param>
    /// <returns>The set, or issues where the store has no such set or its files are damaged.</returns>
    /// <exception cref="ArgumentException">The id is none: see <see cref="IsId"/>.</exception>
    public DefinitionReading Open(
        string id, Func<TableReader, ImmutableArray<TestCase>>? testCases = null,
        Func<string, ImmutableArray<CodeCatalogue>>? catalogues = null, Func<ImmutableArray<CodeCatalogue>>? labels = null,
        Func<string, ImmutableArray<KnownProblem>>? problems = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        var folder = Found(id);
        if (SetManifest.Read(folder) is not { } manifest)
            return new(null, [new(FormatIssues.NotADelivery, id, Detail: "no such set in the store")], () => null);
        if (manifest.Layout > ModernLayout.Number)
            return new(null, [new(FormatIssues.StoredLater, id)], () => null);
        var changed = ChangedOf(folder, manifest);
        return changed.IsEmpty
            ? DefinitionReader.Read(
                folder,
                new()
                {
                    TestCases = testCases,
                    Catalogues = catalogues,
                    Labels = labels,
                    Problems = problems,
                    DaySurgeryGroups = DaySurgeryList.Of(folder),
                },
                manifest.Version with { Id = id })
            : new(null, [.. changed.Select(table => new Issue(FormatIssues.ChangedAfterImport, id, table))], () => null);
    }

    /// <summary>Path of the rows of the changes that led to a set; null for other sets.</summary>
    /// <exception cref="ArgumentException">The id is none: see <see cref="IsId"/>.</exception>
    public string? ProvenanceOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Path.Combine(Folder(id), ProvenanceFile) is var path && File.Exists(path) ? path : null;
    }

    /// <summary>Keeps the list of day-surgery groups beside a set, in place of an earlier one.</summary>
    /// <exception cref="ArgumentException">The id is none, or the store has no such set.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public void KeepDaySurgery(string id, IEnumerable<string> drgs)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(drgs);
        if (!Exists(id))
            throw new ArgumentException($"The store has no set {id}.", nameof(id));
        DaySurgeryList.Write(Folder(id), drgs);
    }

    /// <summary>Names of the tables whose files are missing or were changed after the import.</summary>
    /// <exception cref="ArgumentException">The id is none: see <see cref="IsId"/>.</exception>
    public ImmutableArray<string> FindChanged(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var folder = Found(id);
        return SetManifest.Read(folder) is { } manifest ? ChangedOf(folder, manifest) : [];
    }

    /// <summary>Removes a set; false if there is none.</summary>
    /// <exception cref="ArgumentException">The id is none: see <see cref="IsId"/>.</exception>
    public bool Remove(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return AtomicFolder.Remove(Found(id));
    }

    internal static string DefaultRoot(Func<string, string?> variable)
    {
        if (variable("GRUPPERA_HOME") is { Length: > 0 } home)
            return home;
        var data = OperatingSystem.IsWindows() ? null : variable("XDG_DATA_HOME");
        if (string.IsNullOrEmpty(data))
            data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data, "gruppera");
    }

    private static ImmutableArray<string> ChangedOf(string folder, SetManifest manifest)
    {
        return [.. manifest.Tables.Where(table => IsChanged(Path.Combine(folder, table.Name + ".csv"), table.Hash))
            .Select(table => table.Name)];

        static bool IsChanged(string path, string hash) => !File.Exists(path) || Hash(path) != hash;
    }

    /// <summary>The folder of a set. Where one that was being replaced has been left half done, the old one is put back.</summary>
    private string Found(string id)
    {
        var folder = Folder(id);
        if (!Directory.Exists(folder) && AtomicFolder.Leftovers(folder).Length > 0)
            Sweep();
        return folder;
    }

    /// <summary>Puts right what imports that were killed have left; those that are at work are let alone.</summary>
    private void Sweep()
    {
        if (!Directory.Exists(Sets))
            return;
        foreach (var id in Directory.GetDirectories(Sets, ".*").Select(left => Path.GetFileName(left).Split('.')[1]).Where(IsId).Distinct()
            .ToList())
        {
            try
            {
                using var work = Lock(id);
                if (work is not null)
                    AtomicFolder.Recover(Folder(id));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A store that may only be read stays as it is.
            }
        }
    }

    /// <summary>The right to work on a set, which ends with the process at the latest; null if another has it.</summary>
    private FileStream? Lock(string id)
    {
        var folder = Path.Combine(Root, "locks");
        PrivateFile.MakeFolder(folder);
        try
        {
            return new(Path.Combine(folder, id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, id)))
        {
            return null;
        }
    }

    private string Folder(string id) => IsId(id)
        ? Path.Combine(Sets, id)
        : throw new ArgumentException($"'{id}' is not the id of a set: 1 to 64 of a-z, 0-9 and hyphen.", nameof(id));

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}

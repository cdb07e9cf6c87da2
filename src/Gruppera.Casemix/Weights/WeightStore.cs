using System.Collections.Immutable;
using Gruppera.Formats.Files;

namespace Gruppera.Casemix.Weights;

/// <summary>Stored weight lists: a file <c>weights/id.json</c> each. Thread-safe as far as the file system is:
/// a list appears whole or not at all.</summary>
/// <param name="root">The folder that <c>weights</c> is in, which need not exist yet.</param>
/// <param name="time">Gives the time when a list was stored; the system's clock unless given.</param>
public sealed class WeightStore(string root, TimeProvider? time = null)
{
    private const string Unfinished = ".new";
    private static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(10);
    private readonly string _folder = Path.Combine(root ?? throw new ArgumentNullException(nameof(root)), "weights");
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>True for a text that may be the id of a list: 1 to 64 of <c>a-z 0-9 -</c>, the first no hyphen.</summary>
    public static bool IsId(string? id) =>
        id is { Length: >= 1 and <= 64 } && id[0] != '-' && id.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    /// <summary>The lists that can be read, in order of their ids.</summary>
    public ImmutableArray<WeightList> List() => Directory.Exists(_folder)
        ? [.. Directory.GetFiles(_folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .Select(id => Open(id!)).OfType<WeightList>()]
        : [];

    /// <summary>When a list was last put into the store or taken away; the least time where there is none.</summary>
    public DateTime ChangedAt => Directory.Exists(_folder) ? Directory.GetLastWriteTimeUtc(_folder) : DateTime.MinValue;

    /// <summary>A stored list; null if there is none of this id, or its file was changed.</summary>
    public WeightList? Open(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsId(id) && File.Exists(PathOf(id)) ? WeightJson.Read(id, File.ReadAllBytes(PathOf(id))).List : null;
    }

    /// <summary>True if there is a file of this id, whether it can be read or not.</summary>
    public bool Exists(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsId(id) && File.Exists(PathOf(id));
    }

    /// <summary>Stores a list under the id of its manifest, in one stroke.</summary>
    /// <exception cref="ArgumentException">The list has no manifest with an id: see <see cref="IsId"/>.</exception>
    /// <exception cref="InvalidOperationException">There is a list of this id and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public WeightList Add(WeightList list, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.Manifest is not { } manifest || !IsId(manifest.Id))
            throw new ArgumentException($"'{list.Manifest?.Id}' is not the id of a list: 1 to 64 of a-z, 0-9 and hyphen.", nameof(list));
        if (Exists(manifest.Id) && !overwrite)
            throw new InvalidOperationException($"The store has a list {manifest.Id} already.");
        MakeFolder();
        var work = Path.Combine(_folder, $".{manifest.Id}.{Guid.NewGuid():N}{Unfinished}");
        try
        {
            using (var file = new FileStream(work, Private))
            {
                WeightJson.Write(new(list.Name, list.Rows(), manifest with { StoredAt = _time.GetUtcNow() }), file);
                Durable.Flush(file);
            }

            using var claim = Claim();
            if (!overwrite && Exists(manifest.Id))
                throw new InvalidOperationException($"The store has a list {manifest.Id} already.");
            File.Move(work, PathOf(manifest.Id), overwrite: true);
            Durable.FlushFolder(_folder);
        }
        finally
        {
            File.Delete(work);
        }

        return Open(manifest.Id)!;
    }

    /// <summary>Removes a list; false if there is none.</summary>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public bool Remove(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Exists(id))
            return false;
        using var claim = Claim();
        File.Delete(PathOf(id));
        return true;
    }

    /// <summary>Keeps other processes and threads from storing meanwhile. A rename that must not replace a file is a look and a rename
    /// on Unix, so that two could look at once.</summary>
    private FileStream Claim()
    {
        var path = Path.Combine(_folder, ".lock");
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (waited < 200)
            {
                Thread.Sleep(5);
            }
        }
    }

    /// <summary>The folder, which nobody else may look into, without what runs that were killed have left long ago.</summary>
    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var left in Directory.GetFiles(_folder, $".*{Unfinished}")
            .Where(path => File.GetLastWriteTimeUtc(path) < _time.GetUtcNow().UtcDateTime - LongAgo))
            File.Delete(left);
    }

    private static FileStreamOptions Private
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    private string PathOf(string id) => Path.Combine(_folder, id + ".json");
}

using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Formats.Sets;

namespace Gruppera.Formats.Catalogues;

/// <summary>Stored catalogues of codes: a file <c>codes/id.json</c> each, beside the sets. Thread-safe as far as the file system is: a
/// catalogue appears whole or not at all.</summary>
/// <param name="root">The folder that <c>codes</c> is in, which need not exist yet.</param>
/// <param name="time">Gives the time when a catalogue was stored; the system's clock unless given.</param>
public sealed class CatalogueStore(string root, TimeProvider? time = null)
{
    private readonly string _folder = Path.Combine(root ?? throw new ArgumentNullException(nameof(root)), "codes");
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The user's own store, see <see cref="SetStore.Default"/>.</summary>
    public static CatalogueStore Default => new(SetStore.Default.Root);

    /// <summary>When a catalogue was last put into the store or taken away; the least time where there is none.</summary>
    public DateTime ChangedAt => Directory.Exists(_folder) ? Directory.GetLastWriteTimeUtc(_folder) : DateTime.MinValue;

    /// <summary>True if no catalogue is stored.</summary>
    public bool IsEmpty => !Directory.Exists(_folder) || !Directory.EnumerateFiles(_folder, "*.json").Any();

    /// <summary>The catalogues that can be read, in order of their ids.</summary>
    public ImmutableArray<CodeCatalogue> List() => Directory.Exists(_folder)
        ? [.. Directory.GetFiles(_folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .Select(id => Open(id!)).OfType<CodeCatalogue>()]
        : [];

    /// <summary>The catalogues to show beside a set: those of its country first, then those of none, the latest year of each
    /// first.</summary>
    /// <param name="country">The country of the set, three letters, or empty.</param>
    public ImmutableArray<CodeCatalogue> For(string country)
    {
        ArgumentNullException.ThrowIfNull(country);
        return
        [
            .. List().OrderBy(catalogue => catalogue.System.Country.Equals(country, StringComparison.OrdinalIgnoreCase) ? 0
                : catalogue.System.Country.Length == 0 ? 1 : 2).ThenByDescending(catalogue => catalogue.Year),
        ];
    }

    /// <summary>A stored catalogue; null if there is none of this id, or its file is damaged.</summary>
    public CodeCatalogue? Open(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        try
        {
            return Exists(id) ? CatalogueJson.Read(File.ReadAllBytes(PathOf(id))) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True if there is a file of this id, whether it can be read or not.</summary>
    public bool Exists(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return SetStore.IsId(id) && File.Exists(PathOf(id));
    }

    /// <summary>Stores a catalogue under its id, in one stroke.</summary>
    /// <exception cref="ArgumentException">Its id is none: see <see cref="SetStore.IsId"/>.</exception>
    /// <exception cref="ContactFileException">There is a catalogue of this id and <paramref name="overwrite"/> is false, or the store
    /// cannot be written.</exception>
    public CodeCatalogue Add(CodeCatalogue catalogue, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!SetStore.IsId(catalogue.Id))
            throw new ArgumentException($"'{catalogue.Id}' is not the id of a catalogue: 1 to 64 of a-z, 0-9 and hyphen.",
                nameof(catalogue));
        PrivateFile.MakeFolder(_folder);
        var stored = catalogue with { StoredAt = _time.GetUtcNow() };
        using var output = new AtomicOutput(PathOf(catalogue.Id), PrivateFile.Mode, overwrite);
        output.Stream.Write(CatalogueJson.Write(stored));
        output.Commit();
        return stored;
    }

    /// <summary>Removes a catalogue; false if there is none.</summary>
    public bool Remove(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Exists(id))
            return false;
        File.Delete(PathOf(id));
        return true;
    }

    private string PathOf(string id) => Path.Combine(_folder, id + ".json");
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Web.Files;

/// <summary>What a reader asked of files: all that a server needs to do it. Immutable.</summary>
/// <param name="Place">Path of the page, or of the API, that took it.</param>
/// <param name="Owner">The reader whose it is; empty for a job of the API, which is whose its id is.</param>
/// <param name="Arrived">When it began to arrive.</param>
internal sealed record JobRequest(string Place, string Owner, DateTimeOffset Arrived)
{
    /// <summary>Name of the file at the reader's; shown, never used as a path.</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the file, in lower-case hexadecimal; empty where there is none.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What the catalogue calls the definition set.</summary>
    public string Set { get; init; } = "";

    /// <summary>SHA-256 of its tables.</summary>
    public string SetHash { get; init; } = "";

    /// <summary>Code of the reader's language.</summary>
    public string Language { get; init; } = "";

    /// <summary>Fields of the form and options of the address, in the order in which they came.</summary>
    public ImmutableArray<JobOption> Options { get; init; } = [];

    /// <summary>What an analysis of a page does; empty where the place says it.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Choices of contacts to keep.</summary>
    internal IEnumerable<string> Only => Options.Where(option => option.Name == JobKinds.Only).Select(option => option.Value);

    /// <summary>Id of the file on this server whose grouped contacts they are; empty for an upload.</summary>
    public string Source { get; init; } = "";

    /// <summary>Files of a job of the API, or of an analysis.</summary>
    public ImmutableArray<JobFile> Files { get; init; } = [];

    /// <summary>How often servers have begun it: one that stops in the middle is followed by another, once.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Who sent it, as places are counted; never stored, so that no address is: another server does not know.</summary>
    [JsonIgnore]
    public string Client { get; init; } = "";

    /// <summary>Bytes of its files at most; not stored.</summary>
    [JsonIgnore]
    public long Most { get; init; }

    /// <summary>The fields of a form; of one that comes twice the last.</summary>
    internal Dictionary<string, string> Fields() =>
        Options.GroupBy(option => option.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
}

/// <summary>A field of a form, or an option.</summary>
internal readonly record struct JobOption(string Name, string Value);

/// <summary>What came of it: all that a server tells that did not do it. Immutable.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Failure">Why it failed, by language; null if it did not.</param>
internal sealed record JobEnd(long Rows, ImmutableDictionary<string, string>? Failure)
{
    /// <summary>Names of the files that were made beside the document.</summary>
    public ImmutableArray<string> Made { get; init; } = [];

    /// <summary>Contacts that were chosen; 0 of 0 where all were meant.</summary>
    public long Chosen { get; init; }

    /// <summary>Contacts that they were chosen of.</summary>
    public long ChosenOf { get; init; }

    /// <summary>What was found, by the id of its code, with how often.</summary>
    public ImmutableArray<JobFound> Found { get; init; } = [];

    /// <summary>How the files of an analysis were understood.</summary>
    public ImmutableArray<Reading> Readings { get; init; } = [];
}

/// <summary>Something that was found, and how often.</summary>
internal readonly record struct JobFound(string Code, long Count);

/// <summary>A text as its phrase and holes; a text in a hole is kept in English.</summary>
internal sealed class StoredText : JsonConverter<Text>
{
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Stored>(ref reader, options) is { } stored ? Text.Stored(stored.Phrase, stored.Holes) : Text.None;

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Stored(value.Key, value.Holes.ToDictionary(StringComparer.Ordinal)), options);

    private sealed record Stored(string Phrase, Dictionary<string, string> Holes);
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Answers;

namespace Gruppera.Cli.Manifests;

/// <summary>What a run was made of and came to, so that it can be done again and compared: nothing of any contact, only names, hashes and
/// counts. Paths are relative to the folder of the manifest. Immutable.</summary>
internal sealed record RunManifest
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Version of this form.</summary>
    public required int Manifest { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Language of texts.</summary>
    public required string Language { get; init; }

    /// <summary>Columns that text is written in.</summary>
    public required int Width { get; init; }

    /// <summary>The words of the command line behind <c>gruppera</c>, with what settings gave.</summary>
    public required ImmutableArray<string> CommandLine { get; init; }

    /// <summary>Which options settings gave, and where they stand.</summary>
    public ImmutableArray<ManifestSetting> Settings { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The files that were read.</summary>
    public required ImmutableArray<ManifestFile> Inputs { get; init; }

    /// <summary>The definition sets that were used.</summary>
    public required ImmutableArray<ManifestSet> Sets { get; init; }

    /// <summary>The weight lists that were used, with what they say of themselves.</summary>
    public required ImmutableArray<WeightManifest> Lists { get; init; }

    /// <summary>The part of the contacts that was read, or of the work that was done; null for all.</summary>
    public ManifestPart? Part { get; init; }

    /// <summary>What was counted.</summary>
    public required SortedDictionary<string, long> Counts { get; init; }

    /// <summary>How the run ended.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The files that were written; what was printed where none was.</summary>
    public required ImmutableArray<ManifestFile> Outputs { get; init; }

    /// <summary>As JSON.</summary>
    internal string Json() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>True for a run that has begun and not ended: nobody knows what it has written.</summary>
    [JsonIgnore]
    public bool IsBegun => Outputs.IsEmpty;

    /// <summary>Reads a manifest; null where it is none.</summary>
    internal static RunManifest? Read(string json)
    {
        try
        {
            JsonStrings.Demand(json);
            return JsonSerializer.Deserialize<RunManifest>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of a file, or of all files of a folder with their names.</summary>
    internal static string HashOf(string path)
    {
        if (!Directory.Exists(path))
            return HashedFile.Of(path).Sha256;
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(path, file).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Concat(files.Select(file => $"{HashedFile.Of(file.File).Sha256}  {file.Name}\n")))));
    }
}

/// <summary>A file or folder of a run. Immutable.</summary>
/// <param name="Path">Where it is, from the folder of the manifest; <c>-</c> for what was printed.</param>
/// <param name="Sha256">SHA-256 of what it has, in lower-case hexadecimal.</param>
/// <param name="Bytes">Its length; null of a folder.</param>
internal sealed record ManifestFile(string Path, string Sha256, long? Bytes);

/// <summary>The part of its contacts that a run has read, or of its work that it has done. Immutable.</summary>
/// <param name="Number">Which part, the first being 1.</param>
/// <param name="Count">How many parts there are.</param>
/// <param name="By"><c>rows</c> for a stretch of the file, <c>patients</c> for all rows of some patients; <c>bootstrap</c> and
/// <c>scenarios</c> for a share of what is done with all of them.</param>
/// <param name="Rows">SHA-256 of the header and the rows of the part, of each file of contacts.</param>
/// <param name="Reading">SHA-256 of how the file was understood, of each.</param>
internal sealed record ManifestPart(int Number, int Count, string By, ImmutableArray<string> Rows, ImmutableArray<string> Reading);

/// <summary>A definition set of a run. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">SHA-256 of the files that it was read from.</param>
internal sealed record ManifestSet(string Id, string Sha256);

/// <summary>An option that settings gave. Immutable.</summary>
/// <param name="Option">The option.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record ManifestSetting(string Option, string Source);

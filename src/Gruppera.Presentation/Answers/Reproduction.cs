using System.Collections.Immutable;
using System.Security.Cryptography;
using Gruppera.Grouping;

namespace Gruppera.Presentation.Answers;

/// <summary>How an answer is had again, and what it was made of: the same files and the same set give the same. Immutable.</summary>
/// <param name="CommandLine">The command line that gives it.</param>
/// <param name="Curl">The request to the API that gives it; null if there is none.</param>
/// <param name="Files">The files it was made of.</param>
/// <param name="Set">Id of the definition set; null if the set stands in the files.</param>
/// <param name="SourceHash">SHA-256 of the files of the set.</param>
public sealed record Reproduction(
    string CommandLine, string? Curl, ImmutableArray<HashedFile> Files, string? Set, string? SourceHash)
{
    /// <summary>Version of the engine.</summary>
    public string Engine { get; } = Grouper.EngineVersion;

    /// <summary>A command line of words, each quoted for a shell where it must be.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    /// <summary>A word as a POSIX shell reads it back.</summary>
    public static string Quoted(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0
            && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=@,+%".Contains(letter, StringComparison.Ordinal))
            ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}

/// <summary>A file and what it holds. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its content, in lower-case hexadecimal.</param>
public sealed record HashedFile(string Name, string Sha256)
{
    /// <summary>Of a file that is there.</summary>
    public static HashedFile Of(string path)
    {
        using var file = File.OpenRead(path);
        return new(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}

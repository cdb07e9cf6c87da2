using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Gruppera.Columnar.Parquet;

/// <summary>The files that a path stands for: one file, the files of a folder and of those in it, or a pattern (<c>*</c>, <c>?</c> in any
/// part, <c>**</c> for folders at any depth). Always in the order of their names, so that rows have the same order on every
/// machine.</summary>
internal static class ParquetFiles
{
    private static readonly string[] Extensions = [".PARQUET", ".PARQ", ".PQ"];
    private static readonly EnumerationOptions Open = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System };
    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.System };

    /// <summary>True for the name of a Parquet file.</summary>
    public static bool IsNamedSo(string path) => Array.IndexOf(Extensions, Path.GetExtension(path).ToUpperInvariant()) >= 0;

    /// <summary>True for a pattern: a file of that very name is no pattern.</summary>
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?') && !Path.Exists(path);

    /// <summary>The files; none where nothing is found.</summary>
    public static ImmutableArray<string> Of(string path)
    {
        var found = Directory.Exists(path) ? Within(path, Visible)
            : IsPattern(path) ? Matching(path)
            : File.Exists(path) ? [path]
            : [];
        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>True for a folder with a Parquet file in it that one may look at.</summary>
    public static bool AreIn(string folder) => Within(folder, Open).Any();

    /// <summary>What tools put beside the data begins with <c>_</c> or <c>.</c>.</summary>
    private static IEnumerable<string> Within(string folder, EnumerationOptions options)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", options))
        {
            if (Path.GetFileName(entry) is ['_' or '.', ..])
                continue;
            foreach (var file in Directory.Exists(entry) ? Within(entry, options) : IsNamedSo(entry) ? [entry] : [])
                yield return file;
        }
    }

    private static IEnumerable<string> Matching(string pattern)
    {
        var parts = pattern.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        IEnumerable<string> at = [Path.IsPathRooted(pattern) ? Path.GetPathRoot(pattern)! : ""];
        foreach (var part in parts.Skip(Path.IsPathRooted(pattern) ? 1 : 0))
            at = at.SelectMany(place => Step(place, part));
        return at.Where(File.Exists).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Step(string place, string part)
    {
        var folder = place.Length == 0 ? "." : place;
        if (part.Length == 0 || !Directory.Exists(folder))
            return part.Length == 0 ? [place] : [];
        if (part == "**")
            return Folders(place);
        if (!part.AsSpan().ContainsAny('*', '?'))
            return Path.Exists(Path.Combine(place, part)) ? [Path.Combine(place, part)] : [];
        return Directory.EnumerateFileSystemEntries(folder, "*", Visible).Select(entry => Path.GetFileName(entry)!)
            .Where(name => name[0] != '.' && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
            .Select(name => Path.Combine(place, name)).ToList();
    }

    private static IEnumerable<string> Folders(string place) => Directory
        .EnumerateDirectories(place.Length == 0 ? "." : place, "*", Visible)
        .Select(folder => Path.Combine(place, Path.GetFileName(folder))).Where(folder => Path.GetFileName(folder)[0] != '.')
        .SelectMany(Folders).Prepend(place);
}

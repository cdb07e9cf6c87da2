using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>The layouts that come with the program. Thread-safe.</summary>
public static class LayoutCatalog
{
    private const string Folder = "Gruppera.Formats.Contacts.Layouts.";

    /// <summary>Names of the layouts, <c>canonical</c> first.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(LayoutCatalog).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^".json".Length])
            .OrderBy(name => name != "canonical").ThenBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>A layout by name; null where there is none of that name.</summary>
    public static ContactLayout? Find(string name) => JsonOf(name) is { } json ? LayoutJson.Read(json, out _) : null;

    /// <summary>All layouts, in the order of <see cref="Names"/>.</summary>
    internal static IEnumerable<ContactLayout> All => Names.Select(name => Find(name)!);

    /// <summary>The layout that fits a file by its header: the first of those with named columns that finds its diagnoses.</summary>
    /// <param name="path">The file, or <c>-</c>. A pipe or standard input is only looked at: the next that opens it reads it all.</param>
    /// <returns>The layout; null where none fits.</returns>
    /// <exception cref="ContactFileException">The file cannot be opened, or is empty.</exception>
    public static ContactLayout? Detect(string path) => ContactSource.FirstThatFits(path, All.Where(layout => layout.HasHeader));

    /// <summary>The JSON of a layout, to start one's own from; null where there is none of that name.</summary>
    public static string? JsonOf(string name)
    {
        using var stream = typeof(LayoutCatalog).Assembly.GetManifestResourceStream($"{Folder}{name}.json");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}

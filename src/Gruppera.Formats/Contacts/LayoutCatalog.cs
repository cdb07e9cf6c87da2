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

    /// <summary>A layout by name; null if there is none of that name.</summary>
    public static ContactLayout? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.IndexOf(name) is >= 0 and var place ? Layouts[place].Value : null;
    }

    /// <summary>All layouts, in the order of <see cref="Names"/>; each is read when it is asked for.</summary>
    internal static IEnumerable<ContactLayout> All => Layouts.Select(layout => layout.Value);

    private static readonly ImmutableArray<Lazy<ContactLayout>> Layouts =
        [.. Names.Select(name => new Lazy<ContactLayout>(() => LayoutJson.Read(JsonOf(name)!, out _)!))];

    /// <summary>The layout that a file is read with when none is named: a shipped one with the file's own columns;
    /// see <see cref="LayoutFit"/>.</summary>
    /// <param name="path">The file; not standard input.</param>
    /// <returns>The layout; null if none fits.</returns>
    /// <exception cref="ContactFileException">The file cannot be opened.</exception>
    public static ContactLayout? Detect(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var input = ContactSource.Open(path);
        try
        {
            return LayoutFit.Of(input.Text, new() { Needs = ContactNeeds.Diagnoses }, input.Name).Layout;
        }
        catch (ContactFileException exception) when (exception.IsMisfit)
        {
            return null;
        }
    }

    /// <summary>The JSON of a layout, to start your own from; null if there is none of that name.</summary>
    public static string? JsonOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var stream = typeof(LayoutCatalog).Assembly.GetManifestResourceStream($"{Folder}{name}.json");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}

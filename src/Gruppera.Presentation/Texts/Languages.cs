using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Gruppera.Presentation.Texts;

/// <summary>The languages of the program: English, and those that have a file in this folder. Thread-safe.</summary>
public static class Languages
{
    private const string Suffix = ".texts.json";

    /// <summary>All of them, English first.</summary>
    public static ImmutableArray<Language> All { get; } = [Language.English, .. Read(typeof(Languages).Assembly)];

    /// <summary>The language of a name such as <c>sv</c>, <c>sv-SE</c> or <c>sv_SE.UTF-8</c>; null if there is none.</summary>
    public static Language? Find(string? name) =>
        All.FirstOrDefault(language => name?.StartsWith(language.Code, StringComparison.OrdinalIgnoreCase) == true);

    private static IEnumerable<Language> Read(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(name => Read(name[..^Suffix.Length], assembly.GetManifestResourceStream(name)!));

    /// <summary>Reads a language: an object of English keys, each with its translation, or with <c>one</c> and <c>other</c>.</summary>
    internal static Language Read(string code, Stream file)
    {
        using (file)
        {
            using var json = JsonDocument.Parse(file);
            return new(
                code, json.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => Of(text.Value), StringComparer.Ordinal));
        }
    }

    private static Translation Of(JsonElement text) => text.ValueKind == JsonValueKind.String
        ? new(text.GetString()!)
        : new(text.GetProperty("other").GetString()!, text.GetProperty("one").GetString()!);
}

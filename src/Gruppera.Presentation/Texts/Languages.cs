using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;

namespace Gruppera.Presentation.Texts;

/// <summary>The languages of the program: English, and those that have a file in this folder. Thread-safe.</summary>
public static class Languages
{
    private const string Suffix = ".texts.json";

    /// <summary>All of them, English first.</summary>
    public static ImmutableArray<Language> All { get; } = [Language.English, .. Read(typeof(Languages).Assembly)];

    /// <summary>The language of a name such as <c>sv</c>, <c>SV-se</c> or <c>sv_SE.UTF-8</c>; null if there is none. All Norwegian
    /// (<c>no</c>, <c>nn</c>) is read as bokmål.</summary>
    public static Language? Find(string? name)
    {
        var code = (name ?? "").Split('-', '_', '.', '@')[0].Trim();
        if (code.Equals("no", StringComparison.OrdinalIgnoreCase) || code.Equals("nn", StringComparison.OrdinalIgnoreCase))
            code = "nb";
        return All.FirstOrDefault(language => language.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The language there is that a reader likes best, by a header <c>Accept-Language</c>; null if there is none. Quality 0 says
    /// that a reader does not want it.</summary>
    public static Language? Preferred(string? header) => (header ?? "").Split(',')
        .Select(each => StringWithQualityHeaderValue.TryParse(each, out var value) ? value : null).OfType<StringWithQualityHeaderValue>()
        .Where(each => each.Quality is not 0).OrderByDescending(each => each.Quality ?? 1)
        .Select(each => Find(each.Value)).FirstOrDefault(known => known is not null);

    private static IEnumerable<Language> Read(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(name => new Language(name[..^Suffix.Length], () => Texts(assembly.GetManifestResourceStream(name)!)));

    /// <summary>Reads a language: an object of English keys, each with its translation, or with <c>one</c> and <c>other</c>.</summary>
    internal static Language Read(string code, Stream file) => new(code, Texts(file));

    private static Dictionary<string, Translation> Texts(Stream file)
    {
        using (file)
        {
            using var json = JsonDocument.Parse(file);
            var texts = new Dictionary<string, Translation>(StringComparer.Ordinal);
            foreach (var text in json.RootElement.EnumerateObject())
                texts.Add(text.Name, Of(text.Value));
            return texts;
        }
    }

    private static Translation Of(JsonElement text) => text.ValueKind == JsonValueKind.String
        ? new(text.GetString()!)
        : new(text.GetProperty("other").GetString()!, text.GetProperty("one").GetString()!);
}

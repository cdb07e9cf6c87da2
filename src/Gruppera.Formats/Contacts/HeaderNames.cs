using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Gruppera.Formats.Contacts;

/// <summary>What people call the columns of contacts, in five languages: header -> fact. The one set of synonyms for files, forms and what
/// is pasted. Thread-safe.</summary>
public static class HeaderNames
{
    /// <summary>An age whose header does not say whether it is days or years.</summary>
    internal const string Age = "age";

    /// <summary>A length of stay whose header does not say whether it is care days or nights.</summary>
    internal const string Stay = "stay";

    /// <summary>What each diagnosis is, in files with a row for each.</summary>
    internal const string DiagnosisType = "diagnosis_type";

    private static readonly char[] Digits = [.. "0123456789"];
    private static readonly FrozenDictionary<string, string> Facts = Load();

    /// <summary>The fact that a header means, as <c>sex</c>, <c>age_years</c>, <c>principal</c> or <c>secondary</c>, with its number where
    /// it has one; null for a header that is no such name. <c>age</c> and <c>stay</c> are facts without a unit.</summary>
    public static (string Fact, int Number)? Find(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (Facts.TryGetValue(Fold(header), out var fact))
            return (fact, 0);
        var stem = header.TrimEnd();
        var digits = stem.Length - stem.TrimEnd(Digits).Length;
        return digits is 1 or 2 && Facts.TryGetValue(Fold(stem[..^digits]), out fact)
            && fact is CodeFacts.Principal or CodeFacts.Secondary or CodeFacts.Diagnoses or CodeFacts.Procedures
            ? (fact, int.Parse(stem[^digits..], System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The names of a fact, as they are listed.</summary>
    internal static IEnumerable<string> Of(string fact) => Facts.Where(pair => pair.Value == fact).Select(pair => pair.Key);

    /// <summary>A header as it is compared: small letters without rings and dots, and digits; nothing else.</summary>
    internal static string Fold(string header)
    {
        var folded = new StringBuilder(header.Length);
        foreach (var letter in header.ToLowerInvariant())
        {
            _ = letter switch
            {
                'å' or 'ä' or 'á' or 'à' => folded.Append('a'),
                'ö' or 'ø' or 'ó' or 'õ' => folded.Append('o'),
                'æ' => folded.Append("ae"),
                'é' or 'è' => folded.Append('e'),
                'ü' => folded.Append('u'),
                _ => char.IsLetterOrDigit(letter) ? folded.Append(letter) : folded,
            };
        }

        return folded.ToString();
    }

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(HeaderNames).Assembly.GetManifestResourceStream("Gruppera.Formats.Contacts.Headers.json")!;
        using var document = JsonDocument.Parse(stream, new() { CommentHandling = JsonCommentHandling.Skip });
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in document.RootElement.EnumerateObject())
        {
            facts[Fold(fact.Name)] = fact.Name;
            foreach (var name in fact.Value.EnumerateArray())
                facts.TryAdd(Fold(name.GetString()!), fact.Name);
        }

        return facts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>What a column of codes can be, as <c>--column HEADER=fact</c> and readings call it.</summary>
internal static class CodeFacts
{
    internal const string Principal = "principal";
    internal const string Second = "second";
    internal const string Secondary = "secondary";
    internal const string Dagger = "dagger";
    internal const string Diagnoses = "diagnoses";
    internal const string Procedures = "procedures";
    internal const string Condition = "condition";
    internal const string Inside = "record";
    internal const string None = "none";
}

using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gruppera.Formats.Contacts;

/// <summary>What people call the columns of contacts, in seven languages: header -> fact. The one set of synonyms for files, forms and what
/// is pasted. Thread-safe.</summary>
public static partial class HeaderNames
{
    /// <summary>An age whose header does not say whether it is days or years.</summary>
    internal const string Age = "age";

    /// <summary>A length of stay whose header does not say whether it is care days or nights.</summary>
    internal const string Stay = "stay";

    /// <summary>What each diagnosis is, in files with a row for each.</summary>
    internal const string DiagnosisType = "diagnosis_type";

    /// <summary>Words before or behind a name of codes, folded, the longest first.</summary>
    private static readonly string[] CodeWordsAround =
    [
        "icd10sekoder", "icd10secode", "icd10sekod", "icd10codes", "icd10koder", "icd10koodi", "icd10koodit", "icd10kode", "icd10code",
        "icd10kod", "icd10se", "icd10", "icdkoder", "icdkod", "icdkode", "icdcode", "ncspkod", "kvakod", "ncsp", "kva", "icd",
        "koodid", "koodit", "koder", "codes", "koodi", "kood", "kodi", "code", "kode", "kod",
    ];

    private static readonly FrozenDictionary<string, string> Facts = Load();

    /// <summary>The fact that a header means, as <c>sex</c>, <c>age_years</c>, <c>principal</c> or <c>secondary</c>, with its number where
    /// it has one; null for a header that is no such name. <c>age</c> and <c>stay</c> are facts without a unit.</summary>
    public static (string Fact, int Number)? Find(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (Facts.TryGetValue(Fold(header), out var fact))
            return (fact, 0);
        if (LegendPair().Match(header) is { Success: true, Index: > 0 } legend)
            return Find(header[..legend.Index]);
        if (OfCodes(header) is { } codes)
            return (codes, 0);
        for (var end = header.Length; end > 0;)
        {
            var stop = header.AsSpan(0, end).LastIndexOfAnyInRange('0', '9') + 1;
            var start = header.AsSpan(0, stop).LastIndexOfAnyExceptInRange('0', '9') + 1;
            if (stop - start is 1 or 2 && OfCodes(header[..start] + " " + header[stop..]) is { } numbered)
                return (numbered, int.Parse(header.AsSpan(start, stop - start), System.Globalization.CultureInfo.InvariantCulture));
            end = start;
        }

        return null;
    }

    /// <summary>The facts of the headers of one file, one for each. <c>ICD10</c> is the tenth where <c>ICD9</c> is the ninth, and the
    /// name of a classification elsewhere.</summary>
    public static (string Fact, int Number)?[] FindAll(IReadOnlyList<string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var isNumbered = headers.Any(header => Fold(header) == "icd9");
        var found = new (string, int)?[headers.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = isNumbered && Fold(headers[i]) == "icd10" ? (CodeFacts.Diagnoses, 10) : Find(headers[i]);
        return found;
    }

    /// <summary>The fact of a name of codes, with or without a word that says that they are codes.</summary>
    private static string? OfCodes(string header)
    {
        var name = Fold(header);
        if (IsCodes(name) is { } plain)
            return plain;
        foreach (var word in CodeWordsAround)
        {
            if (name.EndsWith(word, StringComparison.Ordinal) && IsCodes(name[..^word.Length]) is { } before)
                return before;
            if (name.StartsWith(word, StringComparison.Ordinal) && IsCodes(name[word.Length..]) is { } behind)
                return behind;
        }

        return null;

        static string? IsCodes(string name) => Facts.TryGetValue(name, out var fact)
            && fact is CodeFacts.Principal or CodeFacts.Secondary or CodeFacts.Diagnoses or CodeFacts.Procedures ? fact : null;
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
                'ü' or 'ú' => folded.Append('u'),
                'í' => folded.Append('i'),
                'ý' => folded.Append('y'),
                'ð' => folded.Append('d'),
                _ => char.IsLetterOrDigit(letter) ? folded.Append(letter) : folded,
            };
        }

        return folded.ToString();
    }

    /// <summary>A code and its word, as headers explain them: <c>1=man</c>.</summary>
    [GeneratedRegex(@"\b(?<code>\d{1,2})\s*[=:]\s*(?<word>\p{L}[\p{L} ]*)", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex LegendPair();

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

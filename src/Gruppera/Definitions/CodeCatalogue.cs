using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>A list of codes with their texts, as the owner of a classification publishes it. It stands beside definition sets and affects
/// no grouping. Immutable, thread-safe.</summary>
public sealed record CodeCatalogue
{
    private const int InternationalDiagnosis = 4;
    private const int InternationalProcedure = 5;

    private readonly Lazy<FrozenDictionary<string, CatalogueCode>>? _byCode;

    /// <summary>Its id among stored catalogues, of <c>a-z</c>, <c>0-9</c> and hyphen.</summary>
    public string Id { get; init; } = "";

    /// <summary>The classification.</summary>
    public CodeSystem System { get; init; } = CodeSystem.Find("icd-10")!;

    /// <summary>The year it is for; 0 if not given.</summary>
    public int Year { get; init; }

    /// <summary>The file it was read from, without its path.</summary>
    public string File { get; init; } = "";

    /// <summary>SHA-256 of that file, in lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When it was stored.</summary>
    public DateTimeOffset StoredAt { get; init; }

    /// <summary>Its codes, in the order of the file.</summary>
    public ImmutableArray<CatalogueCode> Codes
    {
        get;
        init => (field, _byCode) = (value, new(() => value.Where(code => code.Dagger.Length == 0)
            .DistinctBy(code => Key(code.Code), StringComparer.Ordinal)
                .ToFrozenDictionary(code => Key(code.Code), StringComparer.Ordinal)));
    } = [];

    /// <summary>The languages it has texts in, in order.</summary>
    public ImmutableArray<string> Languages =>
        [.. Codes.SelectMany(code => code.Texts).Select(text => text.Language).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A code of its own, however it is written; null if it has none. Pairs are found by neither of their codes.</summary>
    public CatalogueCode? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _byCode?.Value.GetValueOrDefault(Key(code));
    }

    /// <summary>The codes whose texts may be shown beside a definition set: all for a set of the same country, or where either has none;
    /// for another country those that are the same everywhere, of at most four characters in ICD-10, of three letters and two digits among
    /// procedures. National sub codes of one country can mean another thing in the next.</summary>
    /// <param name="country">The country of the set, three letters, or empty.</param>
    public IEnumerable<CatalogueCode> For(string country)
    {
        ArgumentNullException.ThrowIfNull(country);
        return country.Length == 0 || System.Country.Length == 0 || country.Equals(System.Country, StringComparison.OrdinalIgnoreCase)
            ? Codes
            : Codes.Where(code => IsInternational(code.Code) && (code.Dagger.Length == 0 || IsInternational(code.Dagger)));
    }

    private bool IsInternational(string code)
    {
        var key = Key(code);
        return System.Kind switch
        {
            CodeSystemKind.Diagnosis => key.Length <= InternationalDiagnosis,
            CodeSystemKind.Procedure => key.Length == InternationalProcedure && key[..3].All(char.IsAsciiLetter)
                && key[3..].All(char.IsAsciiDigit),
            _ => true,
        };
    }

    private static string Key(string code) => DiagnosisCode.Parse(code).ToString();
}

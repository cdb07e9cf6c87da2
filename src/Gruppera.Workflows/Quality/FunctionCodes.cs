using System.Text.RegularExpressions;

namespace Gruppera.Workflows.Quality;

/// <summary>Distinguishes codes of the classification of functions (ICF) from diagnoses: they look like b110, d450, e115+2 or
/// s730.1.</summary>
internal static partial class FunctionCodes
{
    /// <summary>True for a letter of ICF with three digits or more: worth a look at how it is written.</summary>
    internal static bool MayBe(DiagnosisCode code) => code.ToString() is ['B' or 'D' or 'E' or 'S', var one, var two, var three, ..]
        && char.IsAsciiDigit(one) && char.IsAsciiDigit(two) && char.IsAsciiDigit(three);

    /// <summary>True for a text with a qualifier of ICF, which ICD writes nowhere, and for one with a small letter, unless other codes of
    /// the contact show that it writes diagnoses in small letters.</summary>
    internal static bool Is(string text, IReadOnlyCollection<string> all) =>
        WithQualifier().IsMatch(text) || (InSmall().IsMatch(text)
            && !all.Any(other => other.Length > 0 && char.IsAsciiLetterLower(other[0]) && !InSmall().IsMatch(other)));

    [GeneratedRegex(@"^[BDESbdes]\d{3,5}[.+]\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithQualifier();

    [GeneratedRegex(@"^[bdes]\d{3,5}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InSmall();
}

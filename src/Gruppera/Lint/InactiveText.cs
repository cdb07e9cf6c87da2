using System.Globalization;
using System.Text.RegularExpressions;

namespace Gruppera.Lint;

/// <summary>Texts of codes that say that the code went out, as <c>Deleted 2012/12/31</c>. Thread-safe.</summary>
public static partial class InactiveText
{
    /// <summary>The year that a text says a code went out in, 0 where it says none; null where it does not say that it went out.</summary>
    public static int? Of(TableText text) => Of(text.National) ?? Of(text.Combined);

    private static int? Of(string? text) => text is null || Marked().Match(text) is not { Success: true } found ? null
        : int.TryParse(found.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;

    [GeneratedRegex(
        "^\\W*(deleted|inactivated|inactive|inaktiverad|inaktivert|inaktiv|utgått|udgået|poistettu|poistunut)\\b" +
        "\\W*(?<year>(19|20)\\d\\d)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marked();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Gruppera.Casemix.Weights;

/// <summary>What a number of a list is of: it decides which readings are possible.</summary>
internal enum ListNumberKind
{
    /// <summary>A weight: below a thousand unless it is written out, so that a mark before three digits is a decimal mark.</summary>
    Weight,

    /// <summary>A limit in kronor.</summary>
    Kronor,

    /// <summary>A limit in care days.</summary>
    Days,
}

/// <summary>A number of a list as it was read.</summary>
/// <param name="Value">The number; null if there is none or it cannot be read.</param>
/// <param name="IsNone">True if the cell says that there is none: blank, a dash, or nines alone.</param>
/// <param name="Other">The other reading of a number that could be two things; null otherwise.</param>
internal readonly partial record struct ListNumber(double? Value, bool IsNone = false, double? Other = null)
{
    private const int NinesOfKronor = 5;
    private const int NinesOfDays = 3;
    private const int Timeout = 1000;

    private static readonly string[] Nones =
    [
        "", "-", "–", "—", ".", "saknas", "ingen", "inga", "none", "no limit", "null", "na", "n/a", "∞",
    ];

    /// <summary>True for a number that can be used as it is, or none.</summary>
    internal bool IsRead => Other is null && (IsNone || Value is not null);

    /// <summary>Reads a cell as published lists have it: <c>193 861 kr</c>, <c>1,942</c>, <c>99 999 999</c> for none.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="kind">What the number is of.</param>
    /// <param name="mark">The decimal mark where it is known, otherwise 0.</param>
    internal static ListNumber Read(string cell, ListNumberKind kind, char mark = '\0')
    {
        var text = kind == ListNumberKind.Weight ? Plain(cell) : Unit().Replace(Plain(cell), "").TrimEnd();
        if (Nones.Contains(text, StringComparer.OrdinalIgnoreCase))
            return new(null, IsNone: true);
        if (kind != ListNumberKind.Weight && IsNines(text, kind))
            return new(null, IsNone: true);
        if (Grouped().Match(text) is { Success: true } grouped)
            return Of(Blanks().Replace(grouped.Groups["whole"].Value, ""), grouped.Groups["part"].Value);
        if (Thousands().Match(text) is { Success: true } thousands && (thousands.Groups["first"].Value[0] != mark || mark == '\0'))
            return Of(Marks().Replace(thousands.Groups["whole"].Value, ""), thousands.Groups["part"].Value);
        if (Simple().Match(text) is not { Success: true } simple)
        {
            return text.Contains('e', StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var power)
                && double.IsFinite(power) ? new(power) : default;
        }

        var (whole, part) = (simple.Groups["whole"].Value, simple.Groups["part"].Value);
        var asDecimals = Of(whole, part);
        if (!CouldBeThousands(whole, part))
            return mark != '\0' && simple.Groups["mark"].Success && simple.Groups["mark"].Value[0] != mark ? default : asDecimals;
        if (mark != '\0')
            return simple.Groups["mark"].Value[0] == mark ? asDecimals : Of(whole + part, "");
        return kind == ListNumberKind.Weight ? asDecimals : asDecimals with { Other = Of(whole + part, "").Value };
    }

    /// <summary>The decimal mark that the numbers of a column show, where they agree; otherwise 0.</summary>
    internal static char MarkOf(IEnumerable<string> cells)
    {
        var found = '\0';
        foreach (var cell in cells)
        {
            var shown = MarkOf(Unit().Replace(Plain(cell), "").TrimEnd());
            if (shown != '\0' && found != '\0' && shown != found)
                return '\0';
            found = shown != '\0' ? shown : found;
        }

        return found;
    }

    private static char MarkOf(string text)
    {
        if (Grouped().Match(text) is { Success: true } grouped)
            return grouped.Groups["mark"].Success ? grouped.Groups["mark"].Value[0] : '\0';
        if (Thousands().Match(text) is { Success: true } thousands)
            return thousands.Groups["first"].Value[0] == '.' ? ',' : '.';
        var simple = Simple().Match(text);
        return simple.Groups["mark"].Success && !CouldBeThousands(simple.Groups["whole"].Value, simple.Groups["part"].Value)
            ? simple.Groups["mark"].Value[0]
            : '\0';
    }

    private static bool CouldBeThousands(string whole, string part) =>
        part.Length == 3 && whole.TrimStart('-', '+') is { Length: >= 1 and <= 3 } digits && digits[0] != '0';

    private static bool IsNines(string text, ListNumberKind kind)
    {
        var digits = Separators().Replace(NoDecimals().Replace(text, ""), "");
        return digits.Length >= (kind == ListNumberKind.Days ? NinesOfDays : NinesOfKronor) && digits.All(digit => digit == '9');
    }

    private static string Plain(string cell) => Spaces().Replace(cell, " ").Trim();

    private static ListNumber Of(string whole, string part) =>
        double.Parse($"{whole}.{part}0", NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? new(number) : default;

    [GeneratedRegex(@"[\s\u00a0\u2007\u2009\u202f]+", RegexOptions.None, Timeout)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s*(?:kronor|kr\.?|sek|:-|dagar|dygn|days?|d)$", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(?<whole>[-+]?\d{1,3}(?:[ '’]\d{3})+)(?:(?<mark>[.,])(?<part>\d*))?$", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Grouped();

    [GeneratedRegex(
        @"^(?<whole>[-+]?\d{1,3}(?:(?<first>\.)\d{3}(\.\d{3})+|(?<first>,)\d{3}(,\d{3})+))$"
        + @"|^(?<whole>[-+]?\d{1,3}(?<first>\.)\d{3}(\.\d{3})*),(?<part>\d*)$"
        + @"|^(?<whole>[-+]?\d{1,3}(?<first>,)\d{3}(,\d{3})*)\.(?<part>\d*)$",
        RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^(?<whole>[-+]?\d+)(?:(?<mark>[.,])(?<part>\d*))?$", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Simple();

    [GeneratedRegex(@"[.,]0{0,2}$", RegexOptions.None, Timeout)]
    private static partial Regex NoDecimals();

    [GeneratedRegex(@"[ '’]", RegexOptions.None, Timeout)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[.,]", RegexOptions.None, Timeout)]
    private static partial Regex Marks();

    [GeneratedRegex(@"[ '’.,]", RegexOptions.None, Timeout)]
    private static partial Regex Separators();
}

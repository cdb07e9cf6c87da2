using System.Globalization;

namespace Gruppera.Formats.Contacts;

/// <summary>Costs as files have them: digits, with a point or a comma before the decimals. Thread-safe.</summary>
public static class Costs
{
    /// <summary>What no contact costs: sums of hundredths are exact below it.</summary>
    public const decimal TooLarge = 1e12m;

    /// <summary>Reads a cost.</summary>
    /// <param name="text">Digits with at most one point or comma before the decimals, and a sign or none; empty for no cost.</param>
    /// <param name="cost">The cost; null for none, and where the text is no number.</param>
    /// <returns>False if the text is no number.</returns>
    public static bool TryRead(string text, out decimal? cost)
    {
        ArgumentNullException.ThrowIfNull(text);
        cost = null;
        if (text.Length == 0)
            return true;
        var isNumber = decimal.TryParse(
            text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number);
        cost = isNumber ? number : null;
        return isNumber;
    }
}

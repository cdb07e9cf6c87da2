using System.Globalization;

namespace Gruppera.Formats.Contacts;

/// <summary>Costs as files have them: digits, with a point or a comma before the decimals.</summary>
internal static class Costs
{
    /// <summary>Reads a cost; blank is none. False if it is no number.</summary>
    internal static bool TryRead(string text, out decimal? cost)
    {
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

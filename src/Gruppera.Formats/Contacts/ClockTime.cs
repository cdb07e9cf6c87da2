using System.Globalization;

namespace Gruppera.Formats.Contacts;

/// <summary>Times of day as files have them: <c>14:05</c>, <c>14.05</c>, <c>1405</c>, with seconds or not, and after a date or
/// not.</summary>
public static class ClockTime
{
    private static readonly string[] Times = ["H:mm", "H:mm:ss", "H.mm", "H.mm.ss", "HHmm", "HHmmss"];
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>Reads a time, and the date before it where there is one. False for a blank text and for one that is no time.</summary>
    public static bool TryRead(string text, out TimeOnly time, out DateOnly? date)
    {
        ArgumentNullException.ThrowIfNull(text);
        (time, date) = (default, null);
        text = text.Trim();
        var gap = text.IndexOfAny([' ', 'T']);
        if (gap > 0)
        {
            if (!DateOnly.TryParseExact(text[..gap], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return false;
            (date, text) = (day, text[(gap + 1)..].Trim());
        }

        var point = text.Length > 8 && text[8] == '.' && text[2] == ':' ? 8 : text.Length; // fractions of a second
        return TimeOnly.TryParseExact(text[..point].TrimEnd('Z'), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}

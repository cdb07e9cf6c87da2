using System.Globalization;

namespace Gruppera.Formats.Fhir;

/// <summary>Dates and times of FHIR as a hospital's clock shows them. Not thread-safe.</summary>
/// <param name="zone">The zone of the clock; null to take times as they are written.</param>
/// <param name="tally">Takes what is left out, and times that may show another day.</param>
internal sealed class FhirDates(TimeZoneInfo? zone, FhirTally tally)
{
    /// <summary>A day, <c>yyyy-MM-dd</c>; empty for one that is not told to the day.</summary>
    /// <param name="text">The date, with a time of day or not.</param>
    /// <param name="element">Where it stands.</param>
    /// <param name="time">The day and time of day, <c>yyyy-MM-dd HH:mm</c>; empty without one.</param>
    internal string Day(string text, string element, out string time)
    {
        time = "";
        if (text.Length == 0)
            return "";
        if (text.Length < 10 || !DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            tally.Add(FormatIssues.FhirIncompleteDate, element);
            return "";
        }

        if (text.Length < 16 || text[10] != 'T')
            return text[..10];
        if (zone is not null && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            time = TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return time[..10];
        }

        if (text[^1] == 'Z')
            tally.Add(FormatIssues.FhirUtc, element);
        time = $"{text[..10]} {text[11..16]}";
        return text[..10];
    }
}

using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>A day, and the minute of it where the time is known. Ordered by day, then by minute;
/// an unknown time comes last in its day.</summary>
internal readonly record struct Moment(int Day, int? Minute)
{
    private const int LastMinute = 24 * 60;

    internal static Moment StartOf(ContactRecord record) => Of(record.Admission!.Value, record.StartTime);

    /// <summary>When a contact ended: its date of discharge, or the last of its care days.</summary>
    internal static Moment EndOf(ContactRecord record) =>
        Of(record.DischargeDate ?? record.Admission!.Value.AddDays(Math.Max(0, record.Contact.Duration.Days - 1)), record.EndTime);

    internal int CompareTo(Moment other) =>
        Day != other.Day ? Day.CompareTo(other.Day) : (Minute ?? LastMinute).CompareTo(other.Minute ?? LastMinute);

    /// <summary>True if this is earlier for certain: on an earlier day, or at an earlier time that both have.</summary>
    internal bool IsBefore(Moment other) => Day != other.Day ? Day < other.Day : Minute < other.Minute;

    private static Moment Of(DateOnly date, string time) => !ClockTime.TryRead(time, out var clock, out var day)
        ? new(date.DayNumber, null)
        : new((day ?? date).DayNumber, (clock.Hour * 60) + clock.Minute);
}

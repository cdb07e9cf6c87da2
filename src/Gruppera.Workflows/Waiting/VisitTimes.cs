using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Waiting;

/// <summary>The three times of an emergency visit: start, physician, end. Immutable.</summary>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), page 9: the times that the patient register asks for since
/// 2015.</remarks>
internal readonly record struct VisitTimes
{
    private const int MinutesOfDay = 24 * 60;

    /// <summary>Minutes from the start to the physician; null if either is missing or wrong.</summary>
    internal int? Waiting { get; private init; }

    /// <summary>Minutes from the start to the end; null if either is missing or wrong.</summary>
    internal int? Total { get; private init; }

    /// <summary>The column of a time that cannot be read, or null.</summary>
    internal ContactRole? Unreadable { get; private init; }

    /// <summary>True if the times cannot follow one another.</summary>
    internal bool IsInWrongOrder { get; private init; }

    internal static VisitTimes Of(ContactRecord record)
    {
        var admission = record.Admission?.DayNumber ?? 0;
        var start = Read(record.StartTime, admission, null, out var isStart);
        var doctor = Read(record.DoctorTime, admission, start, out var isDoctor);
        var end = Read(
            record.EndTime, record.IsInpatient && record.DischargeDate is { } discharge ? discharge.DayNumber : admission, doctor ?? start,
            out var isEnd);
        if (!isStart || !isDoctor || !isEnd)
            return new() { Unreadable = !isStart ? ContactRole.StartTime : !isDoctor ? ContactRole.DoctorTime : ContactRole.EndTime };
        if (doctor < start || end < start || end < doctor)
            return new() { IsInWrongOrder = true };
        return new() { Waiting = doctor - start, Total = end - start };
    }

    /// <summary>Minutes since the first day of all. A time without a date that would come before an earlier one is of the next day, if it
    /// is then less than twelve hours later: visits pass midnight.</summary>
    private static int? Read(string text, int day, int? after, out bool isReadable)
    {
        isReadable = true;
        if (text.Length == 0)
            return null;
        isReadable = ClockTime.TryRead(text, out var clock, out var date);
        if (!isReadable)
            return null;
        var minute = ((date?.DayNumber ?? day) * MinutesOfDay) + (clock.Hour * 60) + clock.Minute;
        return date is null && minute < after && minute + MinutesOfDay - after <= MinutesOfDay / 2 ? minute + MinutesOfDay : minute;
    }
}

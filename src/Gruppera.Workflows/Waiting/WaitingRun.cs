using System.Collections.Immutable;
using Gruppera.Casemix.Statistics;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Waiting;

/// <summary>Minutes of many visits, counted minute by minute, so that quantiles are exact to the minute and memory does not grow.</summary>
public sealed class Minutes
{
    private const int Most = 7 * 24 * 60;
    private readonly long[] _counts = new long[Most + 1];
    private long _sum;

    /// <summary>Visits.</summary>
    public long Visits { get; private set; }

    /// <summary>Mean; not a number for no visits.</summary>
    public double Mean => Visits == 0 ? double.NaN : (double)_sum / Visits;

    /// <summary>The quantile of the minutes, as <see cref="Sample.Quantile(ReadOnlySpan{double}, double)"/> defines it; not a number for no
    /// visits. Above a week it is a week.</summary>
    public double Quantile(double share) => Visits == 0
        ? double.NaN
        : Sample.Quantile(_counts.Select((count, minutes) => KeyValuePair.Create(minutes, count)), Visits, share);

    /// <summary>Share of the visits that took at most so many minutes; not a number for no visits.</summary>
    public double ShareWithin(int minutes) => Visits == 0 ? double.NaN : (double)_counts.Take(minutes + 1).Sum() / Visits;

    internal void Add(int minutes)
    {
        _counts[Math.Min(minutes, Most)]++;
        _sum += minutes;
        Visits++;
    }
}

/// <summary>Times of the visits of a unit.</summary>
public sealed class UnitTimes
{
    /// <summary>From the start to the physician.</summary>
    public Minutes Waiting { get; } = new();

    /// <summary>From the start to the end.</summary>
    public Minutes Total { get; } = new();

    /// <summary>Visits whose times cannot be read or are in the wrong order.</summary>
    public long Wrong { get; internal set; }

    /// <summary>Visits without any time.</summary>
    public long WithoutTimes { get; internal set; }
}

/// <summary>Waiting times and total times of visits by unit, out of their three times. Constant memory for each unit.</summary>
public static class WaitingRun
{
    /// <summary>Reads a file of contacts; inpatient stays are passed over.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="by">Meaning or name of the column that units are identified by; empty for none.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other (a warning).</param>
    /// <param name="stop">Stops between rows.</param>
    /// <returns>Units in the order of their names; the total under the empty name last if units are distinguished.</returns>
    /// <exception cref="ContactFileException">The file does not fit the layout, or has no column of times.</exception>
    public static ImmutableArray<(string Unit, UnitTimes Times)> Read(
        Stream text, ContactLayout layout, string name, string by, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(issue);
        var reader = new RecordReader(text, layout, name);
        if (!reader.Has(ContactRole.DoctorTime) && !reader.Has(ContactRole.EndTime))
            throw new ContactFileException("the file has no column for doctor_time or end_time");
        var column = reader.ColumnOf(by);
        var units = new SortedDictionary<string, UnitTimes>(StringComparer.Ordinal);
        var all = new UnitTimes();
        foreach (var record in reader.Read(issue))
        {
            stop.ThrowIfCancellationRequested();
            if (record.Issue is { } problem)
            {
                issue(problem);
                continue;
            }

            if (record.IsInpatient || record.CareForm == CareForm.Outside)
                continue;
            Add(all, record);
            if (column.Length == 0)
                continue;
            if (!units.TryGetValue(reader.Text(column), out var unit))
                units.Add(reader.Text(column), unit = new());
            Add(unit, record);
        }

        return [.. units.Select(unit => (unit.Key, unit.Value)), ("", all)];
    }

    private static void Add(UnitTimes unit, ContactRecord record)
    {
        var times = VisitTimes.Of(record);
        unit.Wrong += times.IsInWrongOrder || times.Unreadable is not null ? 1 : 0;
        unit.WithoutTimes += record.StartTime.Length + record.DoctorTime.Length + record.EndTime.Length == 0 ? 1 : 0;
        if (times.Waiting is { } waiting)
            unit.Waiting.Add(waiting);
        if (times.Total is { } total)
            unit.Total.Add(total);
    }
}

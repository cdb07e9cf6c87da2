namespace Gruppera;

/// <summary>Care days: date of discharge minus date of admission plus one; 0 for an outpatient contact; missing counts as 0.</summary>
/// <remarks>Source: docs/specification/grouping.md §0; the Swedish document, "Vårdtiden påverkar grupperingen i vissa DRG".</remarks>
public readonly record struct Duration
{
    /// <summary>A number of care days.</summary>
    /// <param name="days">Days, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Duration(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        Days = days;
    }

    /// <summary>Days, not negative.</summary>
    public int Days { get; }

    /// <summary>The duration of an outpatient contact.</summary>
    public static Duration Outpatient => default;

    /// <summary>Care days of an inpatient episode: the same day gives 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Admission comes after discharge.</exception>
    public static Duration FromDates(DateOnly admission, DateOnly discharge)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(admission, discharge);
        return new(discharge.DayNumber - admission.DayNumber + 1);
    }
}

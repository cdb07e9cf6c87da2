namespace Gruppera;

/// <summary>Care days: date of discharge minus date of admission plus one; 0 for an outpatient contact; missing counts as 0.</summary>
/// <param name="Days">Days, not negative.</param>
/// <remarks>Source: grouping.md §0; the Swedish document, "Vårdtiden påverkar grupperingen i vissa DRG".</remarks>
public readonly record struct Duration(int Days)
{
    /// <summary>The duration of an outpatient contact.</summary>
    public static Duration Outpatient => default;

    /// <summary>Care days of an inpatient episode: the same day gives 1; not positive where the dates are in the wrong order.</summary>
    public static Duration FromDates(DateOnly admission, DateOnly discharge) =>
        new(discharge.DayNumber - admission.DayNumber + 1);
}

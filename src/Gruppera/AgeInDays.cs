namespace Gruppera;

/// <summary>Age in whole days at admission, or at the visit for outpatients: 0 or more; missing counts as 0.</summary>
/// <remarks>The limits of the tables are days, counted with 365.25 days a year (so <c>&gt;6574</c> is 18 years and over).
/// Source: docs/specification/grouping.md §0; the Swedish document, "I en del fall påverkar patientens ålder grupperingen".</remarks>
public readonly record struct AgeInDays
{
    /// <summary>An age.</summary>
    /// <param name="days">Days, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public AgeInDays(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        Days = days;
    }

    /// <summary>Days, not negative.</summary>
    public int Days { get; }

    /// <summary>The first day on which <paramref name="years"/> years are completed, 365.25 days a year and rounded up, so that
    /// a person of 18 completed years is on the adult side of every limit. See docs/decisions/0004-age-in-years.md.</summary>
    /// <param name="years">Completed years, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public static AgeInDays FromYears(int years)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(years);
        return new((int)Math.Min(int.MaxValue, ((years * 1461L) + 3) / 4));
    }

    /// <summary>Days from the date of birth to the date of admission or visit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Birth comes after admission.</exception>
    public static AgeInDays FromDates(DateOnly birth, DateOnly admission)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(birth, admission);
        return new(admission.DayNumber - birth.DayNumber);
    }
}

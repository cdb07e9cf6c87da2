using System.Runtime.CompilerServices;

namespace Gruppera;

/// <summary>Why facts cannot be used. Small, since it is decided for every contact of a file;
/// the issue is looked up where there is one.</summary>
internal enum FactFault
{
    None,
    WrongOrder,
    UnreadableDate,
    AgeMissing,
    DurationMissing,
    OutOfRange,
}

/// <summary>The age that a contact's facts give, and whether they agree: see <see cref="ContactFacts"/>.</summary>
internal struct AgeDecision
{
    private const int MiddleMonth = 7;
    private int _lowest;
    private int _highest;

    internal int Days { get; private set; }

    internal GivenFact From { get; private set; }

    /// <summary>What is wrong with the fact that the age would come from.</summary>
    internal FactFault Fault { get; private set; }

    internal bool IsContradictory { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static AgeDecision Of(in GivenFacts given) =>
        given is { AgeDays: { } only, BirthDate: null, BirthDateOfId: null, AgeYears: null, BirthYear: null }
            ? new() { From = GivenFact.AgeDays, Days = only }
            : OfSeveral(given);

    private static AgeDecision OfSeveral(in GivenFacts given)
    {
        var age = new AgeDecision { _lowest = int.MinValue, _highest = int.MaxValue };
        if (given.AgeDays is { } days)
            age.Take(GivenFact.AgeDays, days, (int)(days * 4L / 1461));
        if (given.Admission is { } visit)
        {
            if (given.BirthDate is { } birth)
                age.TakeBirth(GivenFact.BirthDate, birth, visit);
            if (given.BirthDateOfId is { } born)
                age.TakeBirth(GivenFact.PersonalId, born, visit);
        }

        if (given.AgeYears is { } years)
            age.Take(GivenFact.AgeYears, AgeInDays.FromYears(years).Days, years);
        if (given.BirthYear is { } year && given.Admission is { } day)
            age.TakeBirthYear(year, day);
        age.IsContradictory |= (long)age._lowest - age._highest > 1;
        return age;
    }

    private void TakeBirth(GivenFact fact, DateOnly birth, DateOnly visit)
    {
        if (birth > visit)
        {
            Refuse(fact, FactFault.WrongOrder);
            return;
        }

        var hadBirthday = (visit.Month, visit.Day).CompareTo((birth.Month, birth.Day)) >= 0;
        Take(fact, AgeInDays.FromDates(birth, visit).Days, visit.Year - birth.Year - (hadBirthday ? 0 : 1));
    }

    /// <summary>A person born in the middle of the year, whose age in years may be one of two; 0 days before that day in the year of
    /// birth.</summary>
    private void TakeBirthYear(int year, DateOnly visit)
    {
        var years = visit.Year - year;
        if (year is < 1 or > 9999)
            Refuse(GivenFact.BirthYear, FactFault.UnreadableDate);
        else if (years < 0)
            Refuse(GivenFact.BirthYear, FactFault.WrongOrder);
        else
            Take(GivenFact.BirthYear, Math.Max(0, visit.DayNumber - new DateOnly(year, MiddleMonth, 1).DayNumber), years - 1, years);
    }

    private void Take(GivenFact fact, int days, int years) => Take(fact, days, years, years);

    private void Take(GivenFact fact, int days, int fewestYears, int mostYears)
    {
        if (From == GivenFact.None)
            (From, Days) = (fact, days);
        _lowest = Math.Max(_lowest, fewestYears);
        _highest = Math.Min(_highest, mostYears);
    }

    /// <summary>A fact that cannot be right: a problem where nothing goes before it, else it contradicts what does.</summary>
    private void Refuse(GivenFact fact, FactFault fault)
    {
        IsContradictory |= From != GivenFact.None;
        if (From == GivenFact.None)
            (From, Fault) = (fact, fault);
    }
}

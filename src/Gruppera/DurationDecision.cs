using System.Runtime.CompilerServices;

namespace Gruppera;

/// <summary>The care days that a contact's facts give, and whether they agree: see <see cref="ContactFacts"/>.</summary>
internal struct DurationDecision
{
    internal int Days { get; private set; }

    internal GivenFact From { get; private set; }

    /// <summary>What is wrong with the fact that the care days would come from.</summary>
    internal FactFault Fault { get; private set; }

    internal bool IsContradictory { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DurationDecision Of(in GivenFacts given)
    {
        if (given.CareForm == CareForm.Outpatient)
            return new() { From = GivenFact.CareForm, IsContradictory = given.Duration > 1 };
        int? dates = given is { Admission: { } admission, Discharge: { } discharge } ? discharge.DayNumber - admission.DayNumber + 1 : null;
        if (given.Duration is { } days)
        {
            return new()
            {
                Days = days,
                From = days < 1 && given.CareForm == CareForm.Inpatient ? GivenFact.None : GivenFact.Duration,
                IsContradictory = dates is { } counted && Differ(days, counted, given.LeaveDays ?? 0),
            };
        }

        if (dates is < 1)
            return new() { From = GivenFact.Discharge, Fault = FactFault.WrongOrder };
        // Primary care is a visit, unless the patient stayed overnight.
        if (given.CareForm == CareForm.Primary && (dates ?? 1) == 1)
            return new() { From = GivenFact.CareForm };
        if (dates is { } known)
            return new() { Days = known, From = GivenFact.Discharge };
        if (given.CareForm == CareForm.Outside)
            return new() { From = GivenFact.CareForm };
        var isVisit = given is { CareForm: CareForm.ByDates, IsVisitWithoutDischarge: true, Admission: not null, Discharge: null };
        return isVisit ? new() { From = GivenFact.Admission } : default;
    }

    /// <summary>True if the number is more than one day outside what the dates allow: all their days, or those without leave.</summary>
    private static bool Differ(int days, int dates, int leave) =>
        dates < 1 || days > dates + 1L || days < (long)dates - leave - 1;
}

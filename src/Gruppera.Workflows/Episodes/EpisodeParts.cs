using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>How the parts of an episode become one contact: codes once, costs only where all are known.</summary>
internal static class EpisodeParts
{
    private static readonly ProcedureCode FirstForm = ProcedureCode.Parse("XS900");
    private static readonly ProcedureCode LastProfession = ProcedureCode.Parse("XS925");
    private static readonly ProcedureCode Physician = ProcedureCode.Parse("XS915");

    /// <summary>False for the codes that describe the visit itself: XS100, its form and the professions met.</summary>
    internal static bool BelongsToCare(ProcedureCode code) => code != JoinedVisit.Mark && (code < FirstForm || code > LastProfession);

    /// <summary>True for a visit to a physician, met in person: no telephone, letter or other contact at a distance (XS001 to
    /// XS099).</summary>
    internal static bool IsPhysicianVisit(ContactRecord record) =>
        record.CareForm is CareForm.ByDates or CareForm.Outpatient && record.Contact.Procedures.Contains(Physician)
        && !record.Contact.Procedures.Any(code => code.ToString().StartsWith("XS0", StringComparison.Ordinal));

    /// <summary>A stay with a visit's codes, as secondary diagnoses where they are new, and its cost. A visit never gives a stay its
    /// principal diagnosis.</summary>
    internal static ContactRecord WithVisit(ContactRecord stay, ContactRecord visit) => stay with
    {
        Contact = stay.Contact with
        {
            Diagnoses = stay.Contact.Diagnoses.IsEmpty ? [] : Union(stay.Contact.Diagnoses, visit.Contact.Diagnoses),
            Procedures = Joined(stay.Contact.Procedures, visit.Contact.Procedures.Where(BelongsToCare)),
        },
        Cost = Sum(stay.Cost, visit.Cost),
    };

    /// <summary>A hospital episode out of stays in order of time.</summary>
    internal static ContactRecord Episode(IReadOnlyList<ContactRecord> stays, int principal)
    {
        var (first, last) = (stays[0], stays.MaxBy(Moment.EndOf, Comparer<Moment>.Create((one, other) => one.CompareTo(other)))!);
        var end = DateOnly.FromDayNumber(Math.Max(Moment.EndOf(last).Day, first.Admission!.Value.DayNumber));
        var others = stays.Where((_, i) => i != principal).ToList();
        return first with
        {
            Contact = first.Contact with
            {
                Sex = stays.Select(stay => stay.Contact.Sex).FirstOrDefault(sex => sex != Sex.Missing),
                Duration = Duration.FromDates(first.Admission.Value, end),
                Discharge = last.Contact.Discharge,
                Diagnoses = others.Aggregate(stays[principal].Contact.Diagnoses, (all, stay) => Union(all, stay.Contact.Diagnoses)),
                Procedures = stays.Skip(1).Aggregate(first.Contact.Procedures, (all, stay) => Joined(all, stay.Contact.Procedures)),
            },
            DischargeDate = end,
            EndTime = last.EndTime,
            Cost = stays.Skip(1).Aggregate(first.Cost, (sum, stay) => Sum(sum, stay.Cost)),
            LeaveDays = LeaveDays(stays),
        };
    }

    /// <summary>The sum of two costs; a cost that is not known makes it unknown.</summary>
    private static string Sum(string one, string other) => Of(one) is { } first && Of(other) is { } second
        ? (first + second).ToString(CultureInfo.InvariantCulture)
        : "";

    internal static decimal? Of(string cost) => Costs.TryRead(cost, out var number) ? number : null;

    private static ImmutableArray<Diagnosis> Union(ImmutableArray<Diagnosis> all, ImmutableArray<Diagnosis> more) =>
        [.. all, .. more.Distinct().Where(diagnosis => !all.Contains(diagnosis))];

    /// <summary>Procedures of two parts: one recorded in both is one, two of a kind in one part stay two.</summary>
    private static ImmutableArray<ProcedureCode> Joined(ImmutableArray<ProcedureCode> all, IEnumerable<ProcedureCode> more)
    {
        var had = all.CountBy(code => code).ToDictionary();
        return [.. all, .. more.Where(code => (had[code] = had.GetValueOrDefault(code) - 1) < 0)];
    }

    private static string LeaveDays(IReadOnlyList<ContactRecord> stays)
    {
        var known = stays.Where(stay => int.TryParse(stay.LeaveDays, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        return known.Count == 0
            ? stays[0].LeaveDays
            : known.Sum(stay => int.Parse(stay.LeaveDays, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
    }
}

using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Questions;

/// <summary>Tries every diagnosis code as the only code of ordinary contacts; see <see cref="LeadingDiagnosis"/>.</summary>
internal static class LeadingDiagnoses
{
    private static readonly AgeInDays Adult = AgeInDays.FromYears(40);
    private static readonly ImmutableArray<int> InpatientDays = [1, 10];

    internal static ImmutableArray<LeadingDiagnosis> Of(string drg, Lookups lookups, Grouper grouper)
    {
        var contacts = Contacts(drg, lookups);
        var found = ImmutableArray.CreateBuilder<LeadingDiagnosis>();
        foreach (var code in lookups.Diagnoses)
        {
            var (inpatient, outpatient, male, female) = (false, false, false, false);
            Diagnosis[] diagnoses = [new(code)];
            foreach (var (sex, days, procedures) in contacts)
            {
                if (grouper.Group(new ContactView(sex, Adult, new(days), DischargeMode.Alive, diagnoses, procedures)).Drg != drg)
                    continue;
                inpatient |= days > 0;
                outpatient |= days == 0;
                male |= sex == Sex.Male;
                female |= sex == Sex.Female;
            }

            if (inpatient || outpatient)
                found.Add(new(code.ToString(), lookups.Index.TextOf(new Diagnosis(code)), inpatient, outpatient, male, female));
        }

        return found.ToImmutable();
    }

    private static List<(Sex Sex, int Days, ProcedureCode[] Procedures)> Contacts(string drg, Lookups lookups)
    {
        var visits = lookups.Index.RulesOf(drg).Select(rank => VisitCodes(lookups.Set.Rules[rank], lookups)).Prepend([])
            .DistinctBy(codes => string.Join(' ', codes)).ToList();
        var contacts = new List<(Sex, int, ProcedureCode[])>();
        foreach (var sex in new[] { Sex.Male, Sex.Female })
        {
            contacts.AddRange(InpatientDays.Select(days => (sex, days, Array.Empty<ProcedureCode>())));
            contacts.AddRange(visits.Select(codes => (sex, 0, codes)));
        }

        return contacts;
    }

    /// <summary>Codes that give the visit form and profession that a rule asks for: of each the first that gives nothing else that any
    /// rule asks for.</summary>
    private static ProcedureCode[] VisitCodes(RuleRow rule, Lookups lookups) =>
    [
        .. rule.AskedValues().Where(asked => asked is { Type: FeatureType.Procprop, IsDenied: false }).Select(asked => asked.Value)
            .Where(lookups.VisitMarkers.Contains)
            .Select(value => lookups.ProceduresWith(FeatureType.Procprop, value).Order()
                .MinBy(code =>
                    lookups.Index.FeaturesOf(code).Count(row => row.Value != value && lookups.UsesOf(row.Type, row.Value).Any())))
            .Where(code => !code.IsBlank),
    ];
}

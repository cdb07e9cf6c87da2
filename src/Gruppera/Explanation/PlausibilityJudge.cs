using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Explanation;

/// <summary>Judges how plausible changes to a contact are, and which codes to add are likely first. Not thread-safe.</summary>
internal sealed class PlausibilityJudge(CompiledDefinition definition, CareContact contact, GroupingResult now)
{
    private readonly int _orMask = OrMaskOf(definition, contact);
    private readonly DefinitionIndex _index = definition.Set.Index;

    /// <summary>How plausible a change is.</summary>
    internal Plausibility Of(ContactChange change, in GroupingResult result)
    {
        if (result.ReturnCode != ReturnCode.Grouped && result.ReturnCode != now.ReturnCode)
            return Plausibility.Fault;
        if (change.Kind is ContactChangeKind.Age or ContactChangeKind.Sex)
            return Plausibility.OtherPatient;
        var isSameMdc = result.Mdc == now.Mdc && result.DrgMdc == now.DrgMdc;
        if (isSameMdc && OrMaskOf(definition, change.Apply(contact)) == _orMask)
            return Plausibility.SameCare;
        return change.Kind is ContactChangeKind.DropCode or ContactChangeKind.MakePrincipal ? Plausibility.OwnCodes
            : isSameMdc ? Plausibility.OtherTreatment : Plausibility.OtherCare;
    }

    /// <summary>One change for all codes to add to each table; of diagnoses those of the contact's MDC first.</summary>
    internal ImmutableArray<ContactChange> Merge(List<ContactChange> changes)
    {
        var merged = ImmutableArray.CreateBuilder<ContactChange>();
        foreach (var change in changes)
        {
            if (change.AnyOf.IsEmpty)
                merged.Add(change);
            else if (!merged.Any(other => other.Kind == change.Kind))
                merged.Add(
                    change with
                    {
                        AnyOf = [.. changes.Where(other => other.Kind == change.Kind).SelectMany(other => other.AnyOf)
                            .OrderBy(code => !IsAtHome(change.Kind, code)).ThenBy(code => code, StringComparer.Ordinal)],
                    });
        }

        return merged.ToImmutable();
    }

    private bool IsAtHome(ContactChangeKind kind, string code) => kind == ContactChangeKind.AddDiagnosis
        && _index.FeaturesOf(Diagnosis.Parse(code)).Any(row => row.Type == FeatureType.Mdc && row.Value == now.Mdc);

    private static int OrMaskOf(CompiledDefinition definition, CareContact contact) =>
        new ContactTrace(definition, contact).Features.OrMask;
}

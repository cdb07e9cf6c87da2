using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>The extra rule with 00X10: a procedure of a group's property that no operating room belongs to counts as an operation where it
/// is done under general anaesthesia. Right behind the rule that asks for an operating-room procedure and the property comes the same rule
/// without the operating room, with 00X10.</summary>
/// <remarks>Source: docs/specification/casemix.md, "Rules for a good group" [TC] does not show when;
/// the Swedish tables of 2014 have it behind 640 of 661 rules with
/// <c>or_proc</c> S and a property that procedures without OR 1 have too, and behind 4 of 581 whose procedures all have OR 1.</remarks>
internal static class AnaesthesiaRule
{
    /// <summary>The diagnosis property that procedures of general anaesthesia give.</summary>
    internal const string Anaesthesia = "00X10";

    /// <summary>The conditions of the extra rule; empty if none is called for.</summary>
    internal static ImmutableArray<string> Of(DefinitionSet set, ImmutableArray<string> conditions)
    {
        var property = conditions[RuleColumn.Procpro.Index];
        var free = RuleColumn.All.FirstOrDefault(column => column.Type == FeatureType.Dgprop && conditions[column.Index].Length == 0);
        return conditions[RuleColumn.Or.Index] == "S" && free is not null
            && set.Index.ProceduresWith(FeatureType.Procprop, property).Any(row => !IsOperation(set, row.Code))
            && set.Index.ProceduresWith(FeatureType.Dgprop, Anaesthesia).Any()
            ? conditions.SetItem(RuleColumn.Or.Index, "").SetItem(free.Index, Anaesthesia)
            : [];
    }

    private static bool IsOperation(DefinitionSet set, ProcedureCode code) =>
        set.Index.FeaturesOf(code).Any(row => row is { Type: FeatureType.Or, Value: "1" });
}

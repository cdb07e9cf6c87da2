using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>The reasoning about complications, category by category. Source: docs/specification/grouping.md §5.</summary>
internal static class ComplicationLens
{
    internal static ImmutableArray<ExplainedComplication> Complications(ContactTrace trace) =>
    [
        .. trace.Events.Where(step => step.Kind is TraceKind.Counts or TraceKind.Inactive or TraceKind.Excluded)
            .Where(step => trace.Definition.Complications[step.Operand].Level > 0).Select(step => OfDiagnosis(trace, step)),
        .. trace.Of(TraceKind.Level).Select(step => new ExplainedComplication(
            trace.Origins[step.Unit].Code, CodeRole.Procedure, "", TableText.None, step.Operand, ComplicationState.Counts, [])),
    ];

    private static ExplainedComplication OfDiagnosis(ContactTrace trace, TraceEvent step)
    {
        var definition = trace.Definition;
        var complication = definition.Complications[step.Operand];
        var category = definition.ComplicationValues[step.Operand];
        var explained = new ExplainedComplication(
            trace.Origins[step.Unit].Code,
            CodeRole.Secondary,
            category,
            trace.Index.NameOf(FeatureType.Compl, category),
            complication.Level,
            step.Kind switch
            {
                TraceKind.Counts => ComplicationState.Counts,
                TraceKind.Inactive => ComplicationState.Inactive,
                _ => ComplicationState.Excluded,
            },
            [.. complication.Activators.Select(fact => definition.Facts[fact].Value)]);
        return step.Kind switch
        {
            TraceKind.Counts when step.Second >= 0 =>
                explained with { ActivatedBy = RuleLens.EvidenceOf(trace, new(RuleColumn.Dgprop1, Test.Has, step.Second)) },
            TraceKind.Excluded => Exclude(trace, explained, (EntryPart)step.Second),
            _ => explained,
        };
    }

    private static ExplainedComplication Exclude(ContactTrace trace, ExplainedComplication explained, EntryPart part)
    {
        var key = trace.Index.EntriesOf(trace.Contact.Diagnoses[trace.Origins[0].Place - 1])[(int)part];
        var row = trace.Index.ExclusionsOf(key).First(row => IsSameList(row.Category, explained.Category));
        return explained with { ExcludedBy = key.ToString(), File = trace.FileOf(row.Source), Row = row.Source.Row };
    }

    /// <summary>Categories share one exclusion list where all but the letter agrees.</summary>
    private static bool IsSameList(string one, string other) =>
        one == other || (one.Length > 3 && one.Length == other.Length && one[..2] == other[..2] && one[3..] == other[3..]);
}

using System.Collections.Immutable;
using Gruppera.Grouping;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>Explains why a contact gets its group: the same grouping with a buffering tracer, seen through lenses. Exact:
/// it shows the rule that
/// <see cref="Grouper"/> fires, and each claim is the tables'. Immutable and thread-safe.</summary>
public sealed class Explainer
{
    private readonly Grouper _grouper;
    private readonly WhatIf _whatIf;

    /// <summary>Makes one for a grouper.</summary>
    public Explainer(Grouper grouper)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        _grouper = grouper;
        _whatIf = new(grouper);
    }

    /// <summary>Explains a contact. Never throws for what is in the contact.</summary>
    public ContactExplanation Explain(CareContact contact, ExplanationLens lens = ExplanationLens.Near)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var definition = _grouper.Definition;
        var trace = new ContactTrace(definition, contact);
        var result = _grouper.Group(contact);
        var conditions = trace.RuleHeld ? RuleLens.Conditions(trace, trace.Rank) : [];
        var category = trace.Of(TraceKind.Category).FirstOrDefault();
        return new()
        {
            Contact = contact,
            Version = definition.Set.Version,
            Engine = Grouper.EngineVersion,
            Group = GroupOutcome.Of(result),
            ReturnCodeText = result.ReturnCodeText,
            Mdc = result.Mdc,
            MdcName = trace.Index.NameOf(Definitions.FeatureType.Mdc, result.Mdc),
            Category = trace.CategoryText(category.Second),
            RecodedFrom = category.Operand == category.Second ? "" : trace.CategoryText(category.Operand),
            Level = result.ComplicationLevel,
            RuleHeld = trace.RuleHeld,
            Problems =
            [
                .. trace.Index.ProblemsOfRule(result.Rule.Id)
                    .Concat(trace.Index.ProblemsOfDrg(result.Drg).Where(each => each.Rules.IsEmpty))
                    .Concat(contact.Diagnoses.SelectMany(code => new[] { code.Code, code.Dagger }).Where(code => !code.IsBlank)
                        .Select(code => code.ToString()).Concat(contact.Procedures.Select(code => code.ToString()))
                        .SelectMany(trace.Index.ProblemsOfCode)).Distinct(),
            ],
            Codes = new CodeLens(trace, _grouper, conditions).Codes(),
            Complications = ComplicationLens.Complications(trace),
            Conditions = conditions,
            Siblings = lens == ExplanationLens.Why ? [] : NearLens.Siblings(trace),
            NearMisses = lens == ExplanationLens.Why ? [] : NearLens.NearMisses(trace, result, _whatIf),
            Failed = lens == ExplanationLens.Full ? NearLens.Failed(trace) : [],
        };
    }

    /// <summary>What became of each complication category that the contact's secondary diagnoses have, and of the levels that procedures
    /// give: the same as in <see cref="Explain"/>, without the rest and much faster. Never throws for what is in the contact.</summary>
    public ImmutableArray<ExplainedComplication> Complications(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return ComplicationLens.Complications(new(_grouper.Definition, contact, isMatched: false));
    }
}

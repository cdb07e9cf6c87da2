using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>What each recorded code gave, and what it did.</summary>
internal sealed class CodeLens
{
    private readonly ContactTrace _trace;
    private readonly Grouper _grouper;
    private readonly HashSet<string> _used;
    private readonly HashSet<(int Unit, EntryPart Part, FeatureType Type, string Value)> _counting = [];

    internal CodeLens(ContactTrace trace, Grouper grouper, ImmutableArray<ExplainedCondition> conditions)
    {
        (_trace, _grouper) = (trace, grouper);
        _used = [.. conditions.Where(condition => condition.IsMet).SelectMany(condition => condition.Evidence.Codes)];
        var definition = trace.Definition;
        foreach (var step in trace.Events)
        {
            switch (step.Kind)
            {
                case TraceKind.Fact:
                    var (type, value) = definition.Facts[step.Operand];
                    _counting.Add((step.Unit, step.Part, type, value));
                    break;
                case TraceKind.Category:
                    var category = definition.Categories[step.Operand];
                    _counting.Add((0, step.Part, FeatureType.Dgcat, definition.Facts[category.Fact].Value));
                    _counting.Add((0, step.Part, FeatureType.Mdc, category.Mdc));
                    break;
                case TraceKind.Counts:
                    _counting.Add((step.Unit, step.Part, FeatureType.Compl, definition.ComplicationValues[step.Operand]));
                    break;
                case TraceKind.Or:
                    for (var or = 0; or < 3; or++)
                    {
                        if ((step.Operand >> or & 1) != 0)
                            _counting.Add((step.Unit, step.Part, FeatureType.Or, $"{or + 1}"));
                    }

                    break;
                case TraceKind.Level:
                    _counting.Add((step.Unit, step.Part, FeatureType.Cc, $"{step.Operand}"));
                    break;
            }
        }
    }

    internal ImmutableArray<ExplainedCode> Codes()
    {
        var contact = _trace.Contact;
        var codes = ImmutableArray.CreateBuilder<ExplainedCode>();
        var units = _trace.Origins.Select((origin, unit) => (origin, unit))
            .ToDictionary(pair => (pair.origin.Role == CodeRole.Procedure, pair.origin.Place), pair => pair.unit);
        for (var i = 0; i < contact.Diagnoses.Length; i++)
        {
            if (!contact.Diagnoses[i].IsBlank)
                codes.Add(Explain(contact.Diagnoses[i], i + 1, units[(false, i + 1)]));
        }

        for (var i = 0; i < contact.Procedures.Length; i++)
        {
            if (contact.Procedures[i] != _trace.Definition.Options.PrimaryCareCode || contact.Procedures[i].IsBlank)
                codes.Add(Explain(contact.Procedures[i], i + 1, units.GetValueOrDefault((true, i + 1), -1)));
        }

        return codes.ToImmutable();
    }

    private ExplainedCode Explain(Diagnosis recorded, int place, int unit)
    {
        var diagnosis = recorded.Code.IsBlank ? new(recorded.Dagger) : recorded;
        var entries = _trace.Index.EntriesOf(recorded);
        var change = new ContactChange { Kind = ContactChangeKind.DropCode, Code = diagnosis.ToString(), Place = place };
        return Judge(change, unit, new()
        {
            Role = _trace.Origins[unit].Role,
            Place = place,
            Code = diagnosis.ToString(),
            Text = _trace.Index.TextOf(diagnosis),
            IsKnown = !entries[0].IsBlank,
            Properties = [.. entries.SelectMany((key, part) => Rows(unit, key, (EntryPart)part))],
            Without = null!,
        });
    }

    private ExplainedCode Explain(ProcedureCode procedure, int place, int unit)
    {
        var code = _trace.Index.Resolve(procedure);
        var rows = unit < 0 ? [] : _trace.Index.FeaturesOf(code).Where(row => row.Type != FeatureType.None)
            .Select(row => Property($"{code}", EntryPart.Code, unit, row.Type, row.Value, row.Source));
        return Judge(
            new() { Kind = ContactChangeKind.DropCode, Code = procedure.ToString(), Place = place, IsProcedure = true }, unit, new()
            {
                Role = CodeRole.Procedure,
                Place = place,
                Code = procedure.ToString(),
                Text = _trace.Index.TextOf(procedure),
                IsKnown = unit >= 0,
                Properties = [.. rows.DistinctBy(row => (row.Type, row.Value))],
                Without = null!,
            });
    }

    /// <summary>Groups the contact once more without the code.</summary>
    private ExplainedCode Judge(ContactChange drop, int unit, ExplainedCode code)
    {
        var without = _grouper.Group(drop.Apply(_trace.Contact));
        var influence = without.Rank != _trace.Rank ? CodeInfluence.Decides
            : unit >= 0 && _used.Contains(_trace.Origins[unit].Code) ? CodeInfluence.Supports
            : CodeInfluence.None;
        return code with { Influence = influence, Without = GroupOutcome.Of(without) };
    }

    private IEnumerable<GivenProperty> Rows(int unit, Diagnosis key, EntryPart part) => key.Code.IsBlank
        ? []
        : _trace.Index.FeaturesOf(key).Where(row => row.Type != FeatureType.None)
            .Select(row => Property(key.ToString(), part, unit, row.Type, row.Value, row.Source)).DistinctBy(row => (row.Type, row.Value));

    private GivenProperty Property(string code, EntryPart part, int unit, FeatureType type, string value, SourceRow source) => new(
        code, part, type, value, _trace.Index.NameOf(type, value), _counting.Contains((unit, part, type, value)), _trace.FileOf(source),
        source.Row);
}

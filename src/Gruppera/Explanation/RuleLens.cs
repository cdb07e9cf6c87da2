using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Questions;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>The conditions of a rule against a contact: what met each, or what the contact has instead.</summary>
internal static class RuleLens
{
    internal static ImmutableArray<ExplainedCondition> Conditions(ContactTrace trace, int rank)
    {
        var conditions = trace.Definition.Conditions[rank];
        var words = RuleWording.Of(trace.Definition.Set.Rules[rank], trace.Index);
        return [.. conditions.Select((condition, i) =>
            new ExplainedCondition(words[i].Column, words[i].Cell, words[i].Text, trace.IsMet(condition), EvidenceOf(trace, condition)))];
    }

    internal static Evidence EvidenceOf(ContactTrace trace, Condition condition) => condition.Test switch
    {
        Test.ValidPrincipal => Principal(trace),
        Test.Has or Test.Lacks => Fact(trace, condition.Operand),
        Test.OrState => Or(trace),
        Test.TwoUnits => Both(trace, condition),
        Test.OtherUnit or Test.NoOtherUnit => trace.OtherOperations(condition.Operand) is { IsEmpty: false } others
            ? new(others, "operating-room procedure")
            : new([], "no such procedure"),
        Test.Level => Level(trace, condition.Operand),
        Test.AgeBelow or Test.AgeAbove => new([], ContactChange.AgeText(trace.Contact.Age)),
        Test.DurationBelow or Test.DurationAbove => new([], Days(trace.Contact.Duration)),
        Test.Sex => new([], new ContactChange { Kind = ContactChangeKind.Sex, Sex = trace.Features.Sex }.Text),
        Test.Discharge or Test.NotDischarge =>
            new([], new ContactChange { Kind = ContactChangeKind.Discharge, Discharge = trace.Features.Discharge }.Text),
        _ => new([], "the cell cannot be read"),
    };

    internal static Text Days(Duration duration) => duration.Days switch
    {
        0 => (Text)"no care day",
        1 => "1 care day",
        var days => $"{days} care days",
    };

    private static Evidence Principal(ContactTrace trace)
    {
        if (trace.Origins is not [{ Role: CodeRole.Principal } principal, ..])
            return new([], "no diagnosis");
        if (trace.Category == 0)
            return new([principal.Code], "no category");
        var category = trace.CategoryText(trace.Category);
        return trace.Features.HasValidPrincipal
            ? new([principal.Code], $"category {category}")
            : new([principal.Code], "the dagger code is not in the definition tables");
    }

    private static Evidence Fact(ContactTrace trace, int fact)
    {
        var (type, value) = trace.Definition.Facts[fact];
        if (type is FeatureType.Mdc or FeatureType.Dgcat)
        {
            if (trace.Category == 0)
                return Principal(trace);
            var has = type == FeatureType.Mdc ? trace.Definition.Categories[trace.Category].Mdc : trace.CategoryText(trace.Category);
            return new([trace.Origins[0].Code], Text.Verbatim(has));
        }

        var givers = trace.Givers(fact);
        return givers.IsEmpty ? new([], $"no code gives {value}") : new(givers, Text.Verbatim(value));
    }

    private static Evidence Or(ContactTrace trace)
    {
        var steps = trace.Of(TraceKind.Or).ToList();
        if (steps.Count == 0)
            return new([], "no procedure with an OR value");
        var text = string.Join(" + ", steps.SelectMany(step => Values(step.Operand)).Distinct().Order(StringComparer.Ordinal));
        return new(trace.Codes(steps), Text.Verbatim(text));
    }

    private static IEnumerable<string> Values(int mask)
    {
        if ((mask & 1) != 0)
            yield return "OR 1";
        if ((mask & 2) != 0)
            yield return "OR 2";
        if ((mask & 4) != 0)
            yield return "OR 3";
    }

    private static Evidence Both(ContactTrace trace, Condition condition)
    {
        var (first, second) = (trace.Definition.Facts[condition.Operand].Value, trace.Definition.Facts[condition.Second].Value);
        var (withFirst, withSecond) = (trace.Givers(condition.Operand), trace.Givers(condition.Second));
        Text text = (withFirst.IsEmpty, withSecond.IsEmpty) switch
        {
            (true, true) => (Text)$"no code gives {first} or {second}",
            (true, false) => $"{second}; no code gives {first}",
            (false, true) => $"{first}; no code gives {second}",
            _ when trace.IsMet(condition) => $"{first} and {second}",
            _ => $"{first} and {second} from one procedure alone",
        };
        return new([.. withFirst.Union(withSecond)], text);
    }

    private static Evidence Level(ContactTrace trace, int asked)
    {
        var steps = trace.Of(TraceKind.Counts).Where(step => trace.Definition.Complications[step.Operand].Level >= asked)
            .Concat(trace.Of(TraceKind.Level).Where(step => step.Operand >= asked));
        return new(trace.Codes(steps), $"complication level {trace.Level}");
    }
}

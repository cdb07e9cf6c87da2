using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Reach;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Writes test cases for a technical change: a contact for each rule that comes in, which gets to it; and one for each code whose
/// rows change, which gets another group or rule by it. A rule that no contact gets to, and a code that makes no difference, have none.
/// Thread-safe.</summary>
/// <remarks>Source: docs/specification/casemix.md, "Rules for a good group" [TC].
/// The contacts are those that <see cref="Reachability"/> finds.</remarks>
public static class CaseDraft
{
    private static readonly string[] Features = ["dg_feat", "proc_feat"];

    /// <summary>The change with its test cases; as it is where it cannot be applied.</summary>
    /// <param name="set">The set that it changes.</param>
    /// <param name="change">The change; it need not have been checked.</param>
    public static TechnicalChange Add(DefinitionSet set, TechnicalChange change)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(change);
        if (ChangeApplier.Apply(set, [change], set.Version).Set is not { } after)
            return change;
        var cases = Of(set, after, change).ToImmutableArray();
        var table = ChangeTable.Of(ChangeTable.TestCases)!;
        var rows = ModernLayout.Tables(new(set.Version, [], testCases: () => cases)).Single(each => each.Name == table.Name).Rows.Select(
            row => new ChangeRow(table.Name, ChangeDirection.In, [.. row.Take(table.Columns.Length)]) { VersionToChange = set.Version.Id });
        return change with { Rows = [.. change.Rows, .. rows] };
    }

    /// <summary>A case for each rule of a set that some contact gets to, by the id of the rule, with the result that the set gives it: all
    /// that certifying needs to try every rule.</summary>
    /// <param name="reachability">Which rules these are.</param>
    /// <returns>The cases in the order of the rules, and the ranks of the rules without one.</returns>
    public static (ImmutableArray<TestCase> Cases, ImmutableArray<int> Without) OfRules(Reachability reachability)
    {
        ArgumentNullException.ThrowIfNull(reachability);
        var grouper = new Grouper(reachability.Definition);
        var rules = reachability.Definition.Set.Rules;
        var reached = Enumerable.Range(0, rules.Length).Select(rank => (Rank: rank, reachability.ToRule(rank).Witness)).ToList();
        return (
            [.. reached.Where(rule => rule.Witness is not null).Select(rule => Case(grouper, rules[rule.Rank].Id, rule.Witness!))],
            [.. reached.Where(rule => rule.Witness is null).Select(rule => rule.Rank)]);
    }

    private static TestCase Case(Grouper grouper, string id, CareContact contact)
    {
        var result = grouper.Group(contact);
        return new(contact with { Id = id }, result.Drg, result.Rule.Id, result.ReturnCode);
    }

    private static IEnumerable<TestCase> Of(DefinitionSet set, DefinitionSet after, TechnicalChange change)
    {
        var (before, reach) = (new Grouper(set), new Reachability(CompiledDefinition.Compile(after)));
        var now = new Grouper(reach.Definition);
        var known = set.Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var rank in Enumerable.Range(0, after.Rules.Length).Where(rank => !known.Contains(after.Rules[rank].Id)))
        {
            if (reach.ToRule(rank).Witness is { } witness)
                yield return Case(now, after.Rules[rank].Id, witness);
        }

        var witnesses = new Lazy<List<CareContact>>(
            () => [.. Enumerable.Range(0, after.Rules.Length).Select(rank => reach.ToRule(rank).Witness).OfType<CareContact>()]);
        foreach (var code in change.Rows.Where(row => Features.Contains(row.Table))
            .Select(row => (row.Table, Code: row.Cells[0], Dagger: row.Table == "dg_feat" ? row.Cells[1] : "")).Distinct())
        {
            if (witnesses.Value.SelectMany(witness => With(witness, code.Table, code.Code, code.Dagger))
                .FirstOrDefault(IsMoved) is { } moved)
                yield return Case(now, $"{code.Code}{code.Dagger}", moved);
        }

        bool IsMoved(CareContact contact) =>
            (before.Group(contact), now.Group(contact)) is var (then, later) && (then.Drg, then.Rule.Id) != (later.Drg, later.Rule.Id);
    }

    /// <summary>A contact with the code in every part that it can play.</summary>
    private static IEnumerable<CareContact> With(CareContact contact, string table, string code, string dagger)
    {
        if (table == "proc_feat")
        {
            var procedure = ProcedureCode.Parse(code);
            return [contact.Procedures.Contains(procedure) ? contact : contact with { Procedures = [.. contact.Procedures, procedure] }];
        }

        var diagnosis = new Diagnosis(DiagnosisCode.Parse(code), DiagnosisCode.Parse(dagger));
        return
        [
            contact with { Diagnoses = [diagnosis, .. contact.Diagnoses.Skip(1)] },
            contact with { Diagnoses = [.. contact.Diagnoses, diagnosis] },
        ];
    }
}

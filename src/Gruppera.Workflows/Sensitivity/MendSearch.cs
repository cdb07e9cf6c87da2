using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Sensitivity;

/// <summary>Looks for the smallest change of the logic that would mend an anomaly of two rules: the one that holds without the code is
/// tried before the one that holds with it; or that and one of its cells becomes blank, where the code makes it fail. Of those that mend
/// most contacts the one of fewest cells is taken. Thread-safe.</summary>
/// <param name="set">The set.</param>
/// <param name="weightOf">Weight of a group; null if it has none.</param>
public sealed class MendSearch(DefinitionSet set, Func<string, double?> weightOf)
{
    /// <summary>Contacts of a pair that are tried at most.</summary>
    public const int MostTried = 500;

    /// <summary>The smallest change for each of some pairs of rules, with the other contacts of a file that it moves.</summary>
    /// <param name="grouper">Groups contacts as the set is.</param>
    /// <param name="weightOf">Weight of a group; null if it has none.</param>
    /// <param name="pairs">The pairs, with contacts of each.</param>
    /// <param name="file">The file, which is read again for each change.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static IEnumerable<Mend> All(
        Grouper grouper, Func<string, double?> weightOf,
        IEnumerable<(string Rule, string RuleWithout, IReadOnlyCollection<(CareContact Contact, double WeightWithout)> Contacts)> pairs,
        OpenContacts file, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(file);
        var set = grouper.Definition.Set;
        var search = new MendSearch(set, weightOf);
        foreach (var (rule, without, contacts) in pairs)
        {
            var mend = search.Of(rule, without, contacts);
            if (!mend.IsFound || ChangeApplier.Apply(set, [mend.Change], set.Version).Set is not { } after)
            {
                yield return mend;
                continue;
            }

            using var again = file.Again();
            var moved = new SimulationRun(SetDiff.Of(set, after))
                .Run(again, file.Layout, file.Name, "", "", false, null, _ => { }, stop).Moved;
            var changed = new Grouper(after);
            var own = contacts.Count(each => changed.Group(each.Contact).Drg != grouper.Group(each.Contact).Drg);
            yield return mend with { Others = Math.Max(0, moved - own) };
        }
    }

    /// <summary>The smallest change that mends most of the contacts.</summary>
    /// <param name="rule">Id of the rule that holds with the code.</param>
    /// <param name="ruleWithout">Id of the rule that holds without it.</param>
    /// <param name="contacts">Contacts that weigh less with the code, with their weight without it.</param>
    public Mend Of(string rule, string ruleWithout, IReadOnlyCollection<(CareContact Contact, double WeightWithout)> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        var draft = new ChangeDraft(set);
        var best = new Mend(rule, ruleWithout, null, 0, contacts.Count, new("none", []));
        if (set.Index.RuleOf(ruleWithout) is not (>= 0 and var rank))
            return best;
        var columns = set.Rules[rank].Asked().Select(asked => asked.Column)
            .Where(column => column.Kind is ColumnKind.OperatingRoom or ColumnKind.OtherProcedure or ColumnKind.Value or ColumnKind.Level)
            .Where(column => column != RuleColumn.Mdc && column != RuleColumn.Dgcat && IsForbidding(column, set.Rules[rank][column]));
        foreach (var blank in columns.Select(column => (RuleColumn?)column).Prepend(null))
        {
            var change = draft.Move(ruleWithout, rule, blank);
            if (change.Rows.IsEmpty || ChangeApplier.Apply(set, [change], set.Version).Set is not { } after)
                continue;
            var grouper = new Grouper(after);
            var mended = contacts.Count(each => weightOf(grouper.Group(each.Contact).Drg) >= each.WeightWithout - 1e-9);
            if (mended > best.Mended)
                best = best with { Blank = blank, Mended = mended, Change = change };
        }

        return best;
    }

    /// <summary>True for a cell that a further code can make fail.</summary>
    private static bool IsForbidding(RuleColumn column, string cell) =>
        cell is ['-', ..] || (column.Kind == ColumnKind.OperatingRoom && cell is "N" or "Z");
}

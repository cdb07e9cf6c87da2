using Gruppera.Definitions;
using Gruppera.Grouping;
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

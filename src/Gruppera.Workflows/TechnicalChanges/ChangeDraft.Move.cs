using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <content>Rules that are tried earlier, or ask for less.</content>
public sealed partial class ChangeDraft
{
    /// <summary>Moves a rule before another that is tried earlier, and may blank one of its cells; it keeps its id.</summary>
    /// <param name="rule">Id or order of the rule.</param>
    /// <param name="before">Id or order of the rule that it is placed before; that of the rule itself, or of one tried later, leaves it
    /// where it is.</param>
    /// <param name="blank">Column whose cell becomes blank; null for none.</param>
    /// <returns>A change; without rows where the set lacks a rule, or nothing would change.</returns>
    public TechnicalChange Move(string rule, string before, RuleColumn? blank = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(before);
        var (rank, next) = (set.Index.RuleOf(rule), set.Index.RuleOf(before));
        var isMoved = next >= 0 && next < rank;
        if (rank < 0 || next < 0 || (!isMoved && (blank is null || set.Rules[rank][blank].Length == 0)))
            return Of($"{rule} before {before}", []);
        var table = ChangeTable.Of("drg_logic")!;
        var row = ChangeTable.Modern(set).First(modern => modern.Name == table.Name).Rows.Index()
            .First(each => each.Index == rank).Item;
        var cells = table.CellsOf(row);
        var places = new RulePlaces(set);
        var changed = isMoved ? cells.SetItem(table.Columns.IndexOf("ord"), places.Before(next, set.Rules[rank].Drg).Ord) : cells;
        if (blank is not null)
            changed = changed.SetItem(table.Columns.IndexOf(blank.Name), "");
        ImmutableArray<ChangeRow> rows =
        [
            new("drg_logic", ChangeDirection.Out, cells), new("drg_logic", ChangeDirection.In, changed),
            .. GiveWay(places).Where(each => each["id"] != set.Rules[rank].Id),
        ];
        return Of($"{rule} before {before}", rows);
    }
}

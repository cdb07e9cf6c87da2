using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Orders for rules that come in before others. Where no number is left between two rules, those behind give way.
/// Not thread-safe.</summary>
/// <remarks>An order of a modern set is digits only, and rules with one order stand as in their file: docs/specification/grouping.md
/// §1.</remarks>
internal sealed class RulePlaces(DefinitionSet set)
{
    private readonly long[] _ords = [.. set.Rules.Select(rule =>
        long.TryParse(rule.Ord, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue)];
    private readonly HashSet<string> _ids = [.. set.Rules.Select(rule => rule.Id)];
    private readonly SortedSet<int> _moved = [];
    private long _last;
    private string _lastText = "";

    /// <summary>Order and id of a rule of a group before the rule of a rank. To be asked with rising ranks; asked for one rank again, it
    /// gives the place behind the one that it gave.</summary>
    internal (string Ord, string Id) Before(int rank, string drg)
    {
        if (set.Order == RuleOrder.Text)
        {
            var before = rank > 0 ? set.Rules[rank - 1].Ord : "";
            _lastText = (string.CompareOrdinal(before, _lastText) > 0 ? before : _lastText) + "5";
            return (_lastText, _lastText);
        }

        var low = Math.Max(_last, rank > 0 ? _ords[rank - 1] : 0);
        for (var (behind, least) = (rank, low + 2); behind < _ords.Length && _ords[behind] < least; behind++, least++)
        {
            _ords[behind] = least;
            _moved.Add(behind);
        }

        _last = low + ((_ords[rank] - low) / 2);
        return (
            _last.ToString(CultureInfo.InvariantCulture),
            Enumerable.Range(1, int.MaxValue - 1).Select(i => $"{drg}{i:00}").First(_ids.Add));
    }

    /// <summary>The rules that give way, each with its new order.</summary>
    internal IEnumerable<(ImmutableArray<string> Out, ImmutableArray<string> In)> Moved()
    {
        if (_moved.Count == 0)
            yield break;
        var table = ChangeTable.Of("drg_logic")!;
        var ord = table.Columns.IndexOf("ord");
        foreach (var (rank, row) in ChangeTable.Modern(set).First(modern => modern.Name == table.Name).Rows.Index()
            .Where(row => _moved.Contains(row.Index)))
        {
            var cells = table.CellsOf(row);
            yield return (cells, cells.SetItem(ord, _ords[rank].ToString(CultureInfo.InvariantCulture)));
        }
    }
}

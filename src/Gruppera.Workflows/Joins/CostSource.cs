using System.Globalization;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>The costs of one file, contact by contact, summed over rows and columns; some also one by one.</summary>
internal sealed class CostSource
{
    private readonly DelimitedFile _file;
    private readonly CostFileLayout _layout;
    private readonly Action<Issue> _issue;
    private readonly int[] _costs;
    private readonly int _type;

    internal CostSource(DelimitedFile file, CostFileLayout layout, KeyedRows rows, Action<Issue> issue)
    {
        (_file, _layout, Rows, _issue) = (file, layout, rows, issue);
        _costs = [.. layout.Costs.Select(file.ColumnOf)];
        _type = layout.Type.Length > 0 ? file.ColumnOf(layout.Type) : -1;
        Columns = [.. (layout.KeepsEach ? layout.Costs : []).Concat(layout.Types.Select(type => "cost_" + type))];
    }

    internal KeyedRows Rows { get; }

    /// <summary>Columns besides the sum.</summary>
    internal string[] Columns { get; }

    /// <summary>The sum of a contact, and each of <see cref="Columns"/>. Null where there is no cost, or one that cannot be read: a sum
    /// without it would be wrong.</summary>
    internal decimal?[] Take(string key)
    {
        var sums = new decimal?[1 + Columns.Length];
        var isUnreadable = false;
        foreach (var row in Rows.Take(key))
        {
            for (var i = 0; i < _costs.Length; i++)
            {
                if (row[_costs[i]].Length == 0)
                    continue;
                if (!TryRead(row[_costs[i]], out var cost))
                {
                    isUnreadable = true;
                    _issue(new(FormatIssues.UnreadableCost, _file.Name, "", row.Row, _layout.Costs[i]));
                    continue;
                }

                sums[0] = (sums[0] ?? 0) + cost;
                Add(_layout.KeepsEach ? 1 + i : 0, cost);
                Add(TypeOf(row) is >= 0 and var type ? 1 + (_layout.KeepsEach ? _costs.Length : 0) + type : 0, cost);
            }
        }

        return isUnreadable ? new decimal?[1 + Columns.Length] : sums;

        void Add(int place, decimal cost) => sums[place] = place > 0 ? (sums[place] ?? 0) + cost : sums[0];
    }

    internal static string Text(decimal? cost) => cost?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "";

    private int TypeOf(DelimitedRow row) => _type < 0 ? -1 : _layout.Types.IndexOf(row[_type], 0, StringComparer.OrdinalIgnoreCase);

    private static bool TryRead(string text, out decimal cost)
    {
        cost = 0;
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (!Costs.TryRead(digits, out var read) || read is not { } number || Math.Abs(number) >= Costs.TooLarge)
            return false;
        cost = number;
        return true;
    }
}

using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Formats.Grouped;

/// <summary>A rule for contacts to leave out, laid on the columns of one file. Immutable.</summary>
internal sealed class Exclusion(ExclusionRule rule, ImmutableArray<Cell> cells)
{
    private readonly ImmutableArray<ImmutableArray<(byte[] Text, bool IsStart)>> _values =
    [
        .. rule.Columns.Select(column =>
            column.Values.Select(value => (Encoding.UTF8.GetBytes(value.TrimEnd('*')), value.EndsWith('*'))).ToImmutableArray()),
    ];

    /// <summary>True if the rule leaves the contact out.</summary>
    /// <param name="row">The current row.</param>
    /// <param name="data">Its block.</param>
    /// <param name="isUndated">Set where the rule would leave it out but for its period, and the row has no date.</param>
    internal bool LeavesOut(GroupedRow row, ReadOnlySpan<byte> data, ref bool isUndated)
    {
        var isOnlyUndated = false;
        return rule.IsOnly ? !Holds(row, data, ref isOnlyUndated) : Holds(row, data, ref isUndated);
    }

    private bool Holds(GroupedRow row, ReadOnlySpan<byte> data, ref bool isUndated)
    {
        DateOnly? date = null;
        var hasPeriod = rule.From is not null || rule.To is not null;
        if (hasPeriod && (date = row.Date(data, rule.IsOnly)) is { } day && (day < rule.From || day > rule.To))
            return false;
        for (var i = 0; i < cells.Length; i++)
        {
            if (!HasAny(row.Text(data, cells[i]), _values[i]))
                return false;
        }

        isUndated |= hasPeriod && date is null;
        return !hasPeriod || date is not null;
    }

    /// <summary>A value, or a word of a list, that is one of those asked for; one that ends in * stands for all that begin so.</summary>
    private static bool HasAny(ReadOnlySpan<byte> text, ImmutableArray<(byte[] Text, bool IsStart)> values)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value.Text))
                return true;
        }

        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)' ');
            var word = end < 0 ? text : text[..end];
            foreach (var value in values)
            {
                if (value.IsStart ? word.StartsWith(value.Text) : word.SequenceEqual(value.Text))
                    return true;
            }

            text = end < 0 ? default : text[(end + 1)..];
        }

        return false;
    }
}

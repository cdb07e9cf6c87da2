using System.Collections.Immutable;
using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Which rows of a file are contacts, by the values of a column. Immutable.</summary>
/// <param name="Column">The column; a file without it has no such rows.</param>
/// <param name="Values">The values, compared without regard to case; an empty one stands for a blank cell.</param>
/// <param name="Keeps">True if only rows with these values are contacts; false if rows with them are none.</param>
public sealed record RowCondition(ColumnRef Column, ImmutableArray<string> Values, bool Keeps)
{
    /// <summary>The condition as a person would say it.</summary>
    public override string ToString() =>
        $"{Column} {(Keeps ? "=" : "≠")} {string.Join(", ", Values.Select(value => value.Length > 0 ? value : "blank"))}";
}

/// <summary>A condition laid on the header of one file. Immutable.</summary>
internal sealed class BoundCondition(RowCondition condition, Cell cell)
{
    private readonly byte[][] _values = [.. condition.Values.Select(Encoding.UTF8.GetBytes)];

    internal Cell Cell { get; } = cell;

    /// <summary>True if a row with this value is left out.</summary>
    internal bool LeavesOut(ReadOnlySpan<byte> text)
    {
        foreach (var value in _values)
        {
            if (text.SequenceEqual(value) || Ascii.EqualsIgnoreCase(text, value))
                return !condition.Keeps;
        }

        return condition.Keeps;
    }
}

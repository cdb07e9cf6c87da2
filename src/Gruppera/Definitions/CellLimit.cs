using System.Globalization;

namespace Gruppera.Definitions;

/// <summary>A limit as a cell has it: below or above a number of days, strict.</summary>
/// <param name="IsBelow">True for <c>&lt;n</c>, false for <c>&gt;n</c>.</param>
/// <param name="Days">The number.</param>
public readonly record struct CellLimit(bool IsBelow, int Days)
{
    /// <summary>Reads a cell; null if it is no limit.</summary>
    public static CellLimit? Read(string cell) =>
        Argument.Needed(cell) is ['<' or '>', ..] && int
            .TryParse(cell.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? new(cell[0] == '<', days) : null;
}

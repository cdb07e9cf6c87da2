using System.Collections.Immutable;

namespace Gruppera.Formats.Browsing;

/// <summary>Which rows of a table are asked for, and in which order. Immutable.</summary>
public sealed record RowWish
{
    /// <summary>Columns with the values that a row must have one of; columns that the table lacks hold for no row.</summary>
    public ImmutableArray<(string Column, ImmutableArray<string> Values)> Filters { get; init; } = [];

    /// <summary>Days between which a row must lie: the date of the first of the columns that has one; null for any.</summary>
    public RowPeriod? Period { get; init; }

    /// <summary>A column whose number must be above another; null for any.</summary>
    public (string Column, double Number)? Above { get; init; }

    /// <summary>Text that must stand somewhere in the row, in any case; empty for any row.</summary>
    public string Words { get; init; } = "";

    /// <summary>Rows that are looked at, in ascending order, the first of the table being 0; null for all.</summary>
    public ImmutableArray<int>? Among { get; init; }

    /// <summary>Column that they are sorted by: as numbers where all are numbers, blank ones last; empty for the order of the
    /// file.</summary>
    public string Sort { get; init; } = "";

    /// <summary>True to have the largest first.</summary>
    public bool IsDescending { get; init; }
}

/// <summary>Days that rows are chosen by. Immutable.</summary>
/// <param name="Columns">Columns of dates, the one to be asked first first.</param>
/// <param name="Formats">How dates are written, as layouts say it.</param>
/// <param name="From">The first day; null for any.</param>
/// <param name="To">The last; null for any.</param>
public sealed record RowPeriod(ImmutableArray<string> Columns, ImmutableArray<string> Formats, DateOnly? From, DateOnly? To);

/// <summary>A column by whose values rows can be chosen. Immutable.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Values">Its values with their rows, in order of the values.</param>
public sealed record ColumnValues(string Column, ImmutableArray<(string Value, long Rows)> Values);

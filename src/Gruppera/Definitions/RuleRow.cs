using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>One rule as the table has it: where every non-blank condition is met, the group is given. Immutable.</summary>
/// <remarks>Source: docs/specification/grouping.md §1 and §6.</remarks>
public sealed record RuleRow
{
    /// <summary>The condition columns of its table.</summary>
    public ImmutableArray<RuleColumn> Columns { get; init; } = RuleColumn.All;

    /// <summary>The order as delivered: digits in modern deliveries, the old ORD in older ones.</summary>
    public required string Ord { get; init; }

    /// <summary>The stable key of the rule: the old ORD in older deliveries, <c>id</c> in modern ones.</summary>
    public required string Id { get; init; }

    /// <summary>Resulting national group.</summary>
    public required string Drg { get; init; }

    /// <summary>Group of the Combined version (LOC_DRG, drg_comb); may be empty.</summary>
    public string CombinedDrg { get; init; } = "";

    /// <summary>Return code given with the group.</summary>
    public ReturnCode ReturnCode { get; init; }

    /// <summary>The cells of the condition columns, one for each of <see cref="Columns"/>; empty = no requirement.</summary>
    public required ImmutableArray<string> Conditions { get; init; }

    /// <summary>National versions the rule belongs to (nat_ver), as delivered; may be empty.</summary>
    public string NationalVersions { get; init; } = "";

    /// <summary>Place in the delivery.</summary>
    public SourceRow Source { get; init; }

    /// <summary>The cell of a condition column; empty if its table has no such column.</summary>
    public string this[RuleColumn column]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(column);
            return column.Index < Conditions.Length ? Conditions[column.Index] : "";
        }
    }

    /// <summary>The columns in which it asks for something, with their cells, in order.</summary>
    public IEnumerable<(RuleColumn Column, string Cell)> Asked()
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (this[Columns[i]] is { Length: > 0 } cell)
                yield return (Columns[i], cell);
        }
    }

    /// <summary>The values that its cells name, in the order of the columns.</summary>
    public IEnumerable<AskedValue> AskedValues()
    {
        foreach (var (column, cell) in Asked())
        {
            foreach (var value in column.ValuesOf(cell))
                yield return value;
        }
    }
}

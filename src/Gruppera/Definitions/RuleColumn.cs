using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>A condition column of the rules. Immutable.</summary>
/// <remarks><see cref="All"/> is the table of columns. Reading, writing, compiling, wording, comparing and asking all walk it, or the
/// columns of a rule; what the cells of a kind of column mean stands in the room that needs it. Source: docs/specification/grouping.md
/// §6.</remarks>
public sealed class RuleColumn
{
    internal RuleColumn(int index, string name, ColumnKind kind, FeatureType type = FeatureType.None, string letters = "") =>
        (Index, Name, Id, Kind, Type, Letters) = (index, name, name, kind, type, [.. letters.Select(letter => letter.ToString())]);

    /// <summary>Valid principal diagnosis: <c>+</c> or <c>-</c>.</summary>
    public static RuleColumn Icd { get; } = new(0, "icd", ColumnKind.Principal, letters: "+-");

    /// <summary>MDC of the contact.</summary>
    public static RuleColumn Mdc { get; } = new(1, "mdc", ColumnKind.Value, FeatureType.Mdc);

    /// <summary>Diagnosis category of the principal diagnosis.</summary>
    public static RuleColumn Dgcat { get; } = new(2, "dgcat", ColumnKind.Value, FeatureType.Dgcat);

    /// <summary>Principal diagnosis property.</summary>
    public static RuleColumn Pdgprop { get; } = new(3, "pdgprop", ColumnKind.Value, FeatureType.Pdgprop);

    /// <summary>Complication level: <c>1</c> or <c>2</c>.</summary>
    public static RuleColumn Compl { get; } = new(4, "compl", ColumnKind.Level, letters: "12");

    /// <summary>Operating-room requirement: <c>S P N Z + -</c>.</summary>
    public static RuleColumn Or { get; } = new(5, "or_proc", ColumnKind.OperatingRoom, FeatureType.Or, "SPNZ+-") { Id = "or" };

    /// <summary>Procedure property.</summary>
    public static RuleColumn Procpro { get; } = new(6, "procpro", ColumnKind.Value, FeatureType.Procprop);

    /// <summary>Secondary procedure: a property, <c>-property</c>, <c>+</c> or <c>-</c>.</summary>
    public static RuleColumn Secpro { get; } = new(7, "secpro", ColumnKind.OtherProcedure, FeatureType.Procprop, "+-");

    /// <summary>First diagnosis property, or <c>-property</c>.</summary>
    public static RuleColumn Dgprop1 { get; } = new(8, "dgprop1", ColumnKind.Value, FeatureType.Dgprop);

    /// <summary>Second diagnosis property, or <c>-property</c>.</summary>
    public static RuleColumn Dgprop2 { get; } = new(9, "dgprop2", ColumnKind.Value, FeatureType.Dgprop);

    /// <summary>Third diagnosis property, or <c>-property</c>.</summary>
    public static RuleColumn Dgprop3 { get; } = new(10, "dgprop3", ColumnKind.Value, FeatureType.Dgprop);

    /// <summary>Fourth diagnosis property, or <c>-property</c>.</summary>
    public static RuleColumn Dgprop4 { get; } = new(11, "dgprop4", ColumnKind.Value, FeatureType.Dgprop);

    /// <summary>Age limit in days, <c>&lt;n</c> or <c>&gt;n</c>, strict.</summary>
    public static RuleColumn Agelim { get; } = new(12, "agelim", ColumnKind.Age);

    /// <summary>Sex: <c>M</c>, <c>F</c>, or <c>-</c> for missing.</summary>
    public static RuleColumn Sex { get; } = new(13, "sex", ColumnKind.Sex, letters: "MF-");

    /// <summary>Duration limit in days, <c>&lt;n</c> or <c>&gt;n</c>, strict.</summary>
    public static RuleColumn Dur { get; } = new(14, "dur", ColumnKind.Duration);

    /// <summary>Discharge: <c>N</c> not dead, <c>E</c>, <c>R</c>, <c>L</c>.</summary>
    public static RuleColumn Disch { get; } = new(15, "disch", ColumnKind.Discharge, letters: "NERL");

    /// <summary>The table of columns, in the order of the modern layout.</summary>
    public static ImmutableArray<RuleColumn> All { get; } =
        [Icd, Mdc, Dgcat, Pdgprop, Compl, Or, Procpro, Secpro, Dgprop1, Dgprop2, Dgprop3, Dgprop4, Agelim, Sex, Dur, Disch];

    /// <summary>Its place among the columns, from 0, and that of its cell in <see cref="RuleRow.Conditions"/>.</summary>
    public int Index { get; }

    /// <summary>Its name in the modern layout, such as <c>or_proc</c>.</summary>
    public string Name { get; }

    /// <summary>Its name in issues, answers and pages: <see cref="Name"/>, but <c>or</c>.</summary>
    public string Id { get; private init; }

    /// <summary>What it asks about.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Type of the values that its cells name; <see cref="FeatureType.None"/> where they name none.</summary>
    public FeatureType Type { get; }

    /// <summary>The cells that it takes apart from values and limits.</summary>
    public ImmutableArray<string> Letters { get; }

    /// <summary>A column by <see cref="Name"/> or <see cref="Id"/>, in upper or lower case; null if there is none.</summary>
    public static RuleColumn? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || column.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Type of the value that a cell names. Values <c>nnKnn</c> of diagnosis properties are properties of the first secondary
    /// diagnosis.</summary>
    public FeatureType TypeOf(string cell) =>
        Argument.Needed(cell).AsSpan().TrimStart('-') is [_, _, 'K', ..] && Type == FeatureType.Dgprop ? FeatureType.Sdgprop : Type;

    /// <summary>The values that a cell names; an OR letter names the OR values that it asks for or forbids.</summary>
    public ImmutableArray<AskedValue> ValuesOf(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (Kind == ColumnKind.OperatingRoom)
            return [.. (cell switch { "S" or "N" => "1", "P" or "Z" => "12", _ => "" })
                .Select(value => new AskedValue(Type, value.ToString(), cell is "N" or "Z"))];
        return Type == FeatureType.None || cell is "" or "+" or "-" ? [] : [new(TypeOf(cell), cell.TrimStart('-'), cell[0] == '-')];
    }

    /// <summary>True if a cell means the same in both columns: the diagnosis properties stand in any of theirs.</summary>
    public bool IsLike(RuleColumn other) => (Argument.Needed(other).Kind, other.Type) == (Kind, Type);

    /// <summary>Its <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}

using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>How a file of contacts is written: what stands where, and what its values mean. Immutable.</summary>
/// <remarks>Written as JSON, see docs/formats/layouts.md; <see cref="LayoutJson"/> reads it.</remarks>
public sealed record ContactLayout
{
    /// <summary>Name, as <c>--layout</c> takes it.</summary>
    public required string Name { get; init; }

    /// <summary>What files it is for.</summary>
    public TableText Title { get; init; }

    /// <summary>True for fixed-width lines, false for delimited text.</summary>
    public bool IsFixedWidth { get; init; }

    /// <summary>Delimiter, or <c>'\0'</c> to find it out from the first line.</summary>
    public char Delimiter { get; init; }

    /// <summary>True where the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Names of the columns of a file without header; empty where they are numbered.</summary>
    public ImmutableArray<string> Header { get; init; } = [];

    /// <summary>Name of the character encoding, as <c>utf-8</c> or <c>windows-1252</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>A column that holds a record of its own; numbered columns then mean its fields.</summary>
    public ColumnRef? Inside { get; init; }

    /// <summary>Delimiter of the record inside a column.</summary>
    public char InsideDelimiter { get; init; } = ',';

    /// <summary>Single columns by their meaning.</summary>
    public ImmutableDictionary<ContactRole, ColumnRef> Columns { get; init; } = ImmutableDictionary<ContactRole, ColumnRef>.Empty;

    /// <summary>Where the diagnoses stand.</summary>
    public CodeColumns Diagnoses { get; init; } = new();

    /// <summary>Where the procedures stand.</summary>
    public CodeColumns Procedures { get; init; } = new();

    /// <summary>What values of the sex column mean; empty = the usual ones (M 1, F 2 K).</summary>
    public ImmutableDictionary<string, Sex> SexValues { get; init; } = ImmutableDictionary<string, Sex>.Empty;

    /// <summary>What values of the discharge column mean; empty = the usual letters (E R L).</summary>
    public ImmutableDictionary<string, DischargeMode> DischargeValues { get; init; } = ImmutableDictionary<string, DischargeMode>.Empty;

    /// <summary>What values of the care form column mean; empty = <c>inpatient</c>, <c>outpatient</c>,
    /// <c>primary</c>, <c>outside</c> and the words of other languages.</summary>
    public ImmutableDictionary<string, CareForm> CareFormValues { get; init; } = ImmutableDictionary<string, CareForm>.Empty;

    /// <summary>What contacts are whose care form is not given.</summary>
    public CareForm CareForm { get; init; }

    /// <summary>What values of the specialty column mean; empty = <c>somatic</c>, <c>psychiatric</c> and the words of other languages.</summary>
    public ImmutableDictionary<string, Specialty> SpecialtyValues { get; init; } = ImmutableDictionary<string, Specialty>.Empty;

    /// <summary>What contacts are whose specialty is not given.</summary>
    public Specialty Specialty { get; init; }

    /// <summary>Columns whose values must all have a meaning: one without is an issue (<c>"*": "issue"</c>).</summary>
    public ImmutableHashSet<ContactRole> StrictValues { get; init; } = [];

    /// <summary>Forms of dates, tried in order: <c>y</c>, <c>M</c>, <c>d</c> for digits, anything else for itself.</summary>
    public ImmutableArray<string> Dates { get; init; } = ["yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>Further slices of a fixed-width line that are carried to the output.</summary>
    public ImmutableArray<ColumnRef> Carry { get; init; } = [];
}

/// <summary>Where codes of one kind stand: in one column as a list, in numbered columns, or at positions. Immutable.</summary>
public sealed record CodeColumns
{
    /// <summary>Column with all codes, separated by blanks; empty where there is none.</summary>
    public string List { get; init; } = "";

    /// <summary>Names of numbered columns, with <c>{n}</c> for 1, 2, 3 ...; empty where there are none.</summary>
    public string Names { get; init; } = "";

    /// <summary>Further names, read after <see cref="Names"/>; without <c>{n}</c> they are single columns.</summary>
    public ImmutableArray<string> More { get; init; }

    /// <summary>Names of the columns of dagger codes, with <c>{n}</c>; empty where there are none.</summary>
    public string DaggerNames { get; init; } = "";

    /// <summary>Position of the first code; 0 where codes have names.</summary>
    public int From { get; init; }

    /// <summary>Position of the first dagger code; 0 where there are none.</summary>
    public int DaggerFrom { get; init; }

    /// <summary>Number of codes at positions.</summary>
    public int Count { get; init; }

    /// <summary>Distance from one code to the next.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Length of a code in fixed-width lines.</summary>
    public int Length { get; init; }
}

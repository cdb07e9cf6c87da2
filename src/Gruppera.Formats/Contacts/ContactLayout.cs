using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>How a file of contacts is written: what stands where, and what its values mean. Immutable.</summary>
/// <remarks>Written as JSON, see docs/formats/layouts.md; <see cref="LayoutJson"/> reads it.</remarks>
public sealed record ContactLayout
{
    /// <summary>A header of any kind, to read what it says.</summary>
    internal static ContactLayout AnyHeader { get; } = new() { Name = "" };

    /// <summary>Name, as <c>--layout</c> takes it.</summary>
    public required string Name { get; init; }

    /// <summary>What files it is for.</summary>
    public TableText Title { get; init; }

    /// <summary>True for fixed-width lines, false for delimited text.</summary>
    public bool IsFixedWidth { get; init; }

    /// <summary>Delimiter, or <c>'\0'</c> to find it out from the first line.</summary>
    public char Delimiter { get; init; }

    /// <summary>True if the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Names of the columns of a file without header; empty if they are numbered.</summary>
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

    /// <summary>What values of the sex column mean, before <see cref="Sex"/>'s own reading; empty = that alone.</summary>
    public ImmutableDictionary<string, Sex> SexValues { get; init; } = ImmutableDictionary<string, Sex>.Empty;

    /// <summary>What values of the discharge column mean, before <see cref="DischargeMode"/>'s own reading; empty = that alone.</summary>
    public ImmutableDictionary<string, DischargeMode> DischargeValues { get; init; } = ImmutableDictionary<string, DischargeMode>.Empty;

    /// <summary>What values of the care form column mean, before <see cref="CareForm"/>'s own reading; empty = that alone.</summary>
    public ImmutableDictionary<string, CareForm> CareFormValues { get; init; } = ImmutableDictionary<string, CareForm>.Empty;

    /// <summary>What contacts are whose care form is not given.</summary>
    public CareForm CareForm { get; init; }

    /// <summary>True if a date of admission without discharge, care days and care form is a visit;
    /// otherwise the row has an issue.</summary>
    public bool IsVisitWithoutDischarge { get; init; }

    /// <summary>What a row may lack and still be grouped: a missing age and missing care days then count as 0.
    /// Not part of a layout's JSON.</summary>
    public ContactNeeds AllowMissing { get; init; }

    /// <summary>True for cases with known results, which are read by the rules of the tables: whatever is missing counts as 0, and a blank
    /// first diagnosis is passed over. Not part of a layout's JSON.</summary>
    public bool IsOfCases { get; init; }
    /// <summary>What values of the specialty column mean; empty = <c>somatic</c>, <c>psychiatric</c> and the words of other
    /// languages.</summary>
    public ImmutableDictionary<string, Specialty> SpecialtyValues { get; init; } = ImmutableDictionary<string, Specialty>.Empty;

    /// <summary>What contacts are whose specialty is not given.</summary>
    public Specialty Specialty { get; init; }

    /// <summary>The conversion that the codes of contacts go through; null for none. Not part of a layout's JSON.</summary>
    public CodeConversion? CodeConversion { get; init; }

    /// <summary>Columns whose values must all have a meaning: one without is an issue (<c>"*": "issue"</c>).</summary>
    public ImmutableHashSet<ContactRole> StrictValues { get; init; } = [];

    /// <summary>Forms of dates, tried in order: <c>y</c>, <c>M</c>, <c>d</c> for digits, anything else for itself.</summary>
    public ImmutableArray<string> Dates { get; init; } = ["yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>Hours from which a stay is inpatient care where no care form says so, as in Denmark; 0 if the dates decide.</summary>
    public int InpatientHours { get; init; }

    /// <summary>Which rows are contacts; the others are counted and told.</summary>
    public ImmutableArray<RowCondition> Rows { get; init; } = [];

    /// <summary>True if nothing but the values says that an age is in years: one above 125 then ends the reading.
    /// Not part of a layout's JSON.</summary>
    internal bool IsAgeAssumed { get; init; }

    /// <summary>Where the table stands in this one file; null where it stands plainly. Not part of a layout's JSON.</summary>
    internal TextPlace? Place { get; init; }

    /// <summary>The order of day, month and year in columns of dates that do not tell it by themselves. Not part of a layout's
    /// JSON.</summary>
    internal ImmutableDictionary<ContactRole, DateOrders> DateOrders { get; init; } = ImmutableDictionary<ContactRole, DateOrders>.Empty;

    /// <summary>Further slices of a fixed-width line that are carried to the output.</summary>
    public ImmutableArray<ColumnRef> Carry { get; init; } = [];
}

using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>What the logic says of a group. Immutable.</summary>
public sealed record DrgView
{
    /// <summary>The group.</summary>
    public required NamedDrg Drg { get; init; }

    /// <summary>Its short name; may be empty.</summary>
    public TableText ShortText { get; init; }

    /// <summary>Its code in the Combined version, or the local code of older deliveries; may be empty.</summary>
    public string CombinedDrg { get; init; } = "";

    /// <summary>Its MDC in the name table; null where the table has none.</summary>
    public NamedValue? Mdc { get; init; }

    /// <summary>Its rules, in order.</summary>
    public ImmutableArray<RuleBrief> Rules { get; init; } = [];

    /// <summary>Principal diagnoses that lead to it as the only code, in code order.</summary>
    public ImmutableArray<LeadingDiagnosis> Leading { get; init; } = [];

    /// <summary>The properties that its rules demand, those of most rules first.</summary>
    public ImmutableArray<DemandedProperty> Demanded { get; init; } = [];

    /// <summary>The group and its siblings by complication level, the highest level first; empty where it has none.</summary>
    public ImmutableArray<ComplicationSibling> Siblings { get; init; } = [];

    /// <summary>What its code says; null where the set's codes are not of the Swedish form.</summary>
    public DrgCodeMeaning? CodeMeaning { get; init; }

    /// <summary>Procedure group or conservative group; null where no rule gives the group.</summary>
    public GroupSteering? Steering { get; init; }

    /// <summary>Why it counts as a derived day-surgery group; null where it does not.</summary>
    public DerivedDaySurgery? DaySurgery { get; init; }

    /// <summary>Whether the list of day-surgery groups beside the set has the group; null where there is no list.</summary>
    public bool? IsListedDaySurgery { get; init; }
}

/// <summary>A principal diagnosis that leads to a group as the only code of an ordinary contact: the patient is 40 years old, of either
/// sex, and leaves alive; the contact is inpatient with 1 or 10 care days, or an outpatient visit, tried plain and with the visit form
/// and profession that the group's rules ask for. Immutable.</summary>
/// <param name="Code">The diagnosis code.</param>
/// <param name="Text">Its text.</param>
/// <param name="Inpatient">True where an inpatient contact gets the group.</param>
/// <param name="Outpatient">True where a visit gets the group.</param>
/// <param name="Male">True where a man gets the group.</param>
/// <param name="Female">True where a woman gets the group.</param>
public sealed record LeadingDiagnosis(string Code, TableText Text, bool Inpatient, bool Outpatient, bool Male, bool Female);

/// <summary>A property that rules of a group demand, with the codes that have it. Immutable.</summary>
/// <param name="Property">The property.</param>
/// <param name="Rules">How many of the group's rules demand it.</param>
/// <param name="Diagnoses">Diagnoses and pairs that have it, in code order.</param>
/// <param name="Procedures">Procedures that have it, in code order.</param>
/// <param name="IsVisitMarker">True where it tells a visit's form or the profession met, and no care procedure.</param>
public sealed record DemandedProperty(
    NamedValue Property, int Rules, ImmutableArray<NamedCode> Diagnoses, ImmutableArray<NamedCode> Procedures, bool IsVisitMarker);

/// <summary>A group whose rules differ from another's in the complication level only. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Levels">The levels that its rules demand, highest first: 2, 1, or 0 for none.</param>
/// <param name="Rules">How many of its rules are such siblings.</param>
public sealed record ComplicationSibling(NamedDrg Drg, ImmutableArray<int> Levels, int Rules);

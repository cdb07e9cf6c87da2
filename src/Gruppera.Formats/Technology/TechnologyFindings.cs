using System.Collections.Immutable;

namespace Gruppera.Formats.Technology;

/// <summary>A code of the technology as the set and the data have it.</summary>
/// <param name="Part">Which part it belongs to, from 1.</param>
/// <param name="Code">The code as asked for.</param>
/// <param name="Text">Its text; empty where the set has none.</param>
/// <param name="InSet">True where the set knows it, or codes that begin with it; null for ATC codes, which the tables do not have.</param>
/// <param name="Contacts">Contacts that have it.</param>
/// <param name="WithTechnology">Those of them that have every part.</param>
/// <param name="Neighbours">Codes next to it in the set that a coder may choose in its place.</param>
public sealed record TechnologyCode(int Part, string Code, string Text, bool? InSet, long Contacts, long WithTechnology, ImmutableArray<string> Neighbours);

/// <summary>Contacts that have some of the parts.</summary>
/// <param name="Parts">The parts, from 1.</param>
/// <param name="Contacts">Contacts that have them all.</param>
/// <param name="WithTechnology">Those of them that have every part: over the contacts, how pure the combination is.</param>
public sealed record TechnologyCombination(ImmutableArray<int> Parts, long Contacts, long WithTechnology);

/// <summary>A group that contacts with the technology get.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Contacts">Contacts with the technology in it.</param>
/// <param name="All">All contacts in it.</param>
/// <param name="MeanCost">Mean cost of those with the technology; not a number where none has a cost.</param>
/// <param name="MeanCostOfOthers">Mean cost of the others.</param>
public sealed record TechnologyGroup(string Drg, long Contacts, long All, double MeanCost, double MeanCostOfOthers);

/// <summary>How a unit registers the technology.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Coded">Contacts with every part but medicines.</param>
/// <param name="WithMedicine">Those of them with the medicine's ATC code.</param>
/// <param name="WithCost">Those of them with a cost of medicines above 0.</param>
public sealed record TechnologyUnit(string Unit, long Coded, long WithMedicine, long WithCost);

/// <summary>What the tables and the data say of a new technology. Immutable.</summary>
public sealed record TechnologyFindings
{
    /// <summary>The question.</summary>
    public required TechnologyQuestion Question { get; init; }

    /// <summary>Contacts read; 0 where no file was given.</summary>
    public required long Read { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public required long Unreadable { get; init; }

    /// <summary>Contacts with every part.</summary>
    public required long Contacts { get; init; }

    /// <summary>Patients of these contacts.</summary>
    public required long Patients { get; init; }

    /// <summary>Patients with three of these contacts or more within <see cref="TechnologyQuestion.Days"/> days.</summary>
    public required long PatientsInSeries { get; init; }

    /// <summary>Contacts with the medicine but not the other parts, a contact with those lying near: cost and code apart.</summary>
    public required long Apart { get; init; }

    /// <summary>Its codes.</summary>
    public required ImmutableArray<TechnologyCode> Codes { get; init; }

    /// <summary>Every combination of the parts, the purest first.</summary>
    public required ImmutableArray<TechnologyCombination> Combinations { get; init; }

    /// <summary>Groups that its contacts get, those with most first.</summary>
    public required ImmutableArray<TechnologyGroup> Groups { get; init; }

    /// <summary>Units that have contacts with every part but medicines.</summary>
    public required ImmutableArray<TechnologyUnit> Units { get; init; }

    /// <summary>True where a part has no code that the set knows: primary codes must come first.</summary>
    public bool LacksCodes => Question.Parts.Select((_, part) => Codes.Where(code => code.Part == part + 1)).Any(codes => codes.All(code => code.InSet == false));

    /// <summary>True where NordDRG can describe it: single contacts with staff, not chains, continuous care at home, or self-care.</summary>
    public bool IsWithinScope => Question.Setting is TechnologySetting.Inpatient or TechnologySetting.Visit or TechnologySetting.HomeVisit;

    /// <summary>First year whose national weights are made from costs with the technology in them.</summary>
    public int FirstYearInWeights => Question.Start + 2;
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gruppera.Workflows.Technology;

/// <summary>A code of the technology as the set and the data have it.</summary>
/// <param name="Part">Which part it belongs to, from 1.</param>
/// <param name="Code">The code as asked for.</param>
/// <param name="Text">Its text; empty if the set has none.</param>
/// <param name="InSet">True if the set knows it, or codes that begin with it; null for an ATC code that the set does not know as a code:
/// no rule can ask for it.</param>
/// <param name="Contacts">Contacts that have it.</param>
/// <param name="WithTechnology">Those of them that have every part.</param>
/// <param name="Elsewhere">Groups of those that lack a part, with their contacts, at most <see cref="MostGroups"/>:
/// what else the code covers.</param>
/// <param name="Neighbours">Codes next to it in the set, or with all the words of its text, that a coder may choose in its place.</param>
public sealed record TechnologyCode(
    int Part, string Code, TableText Text, bool? InSet, long Contacts, long WithTechnology, ImmutableArray<TechnologyGroupCount> Elsewhere,
    ImmutableArray<TechnologyNeighbour> Neighbours)
{
    /// <summary>The code as people write it.</summary>
    [JsonIgnore]
    public string Written { get; init; } = Code;

    /// <summary>How many groups <see cref="Elsewhere"/> names.</summary>
    public const int MostGroups = 3;
}

/// <summary>A code that a coder may choose in place of another.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">Its text; empty if the set has none.</param>
public readonly record struct TechnologyNeighbour(string Code, TableText Text)
{
    /// <summary>The code as people write it.</summary>
    [JsonIgnore]
    public string Written { get; init; } = Code;
}

/// <summary>Contacts of a group.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Contacts">How many.</param>
public readonly record struct TechnologyGroupCount(string Drg, long Contacts);

/// <summary>Contacts that have some of the parts.</summary>
/// <param name="Parts">The parts, from 1.</param>
/// <param name="Contacts">Contacts that have them all.</param>
/// <param name="WithTechnology">Those of them that have every part.</param>
public sealed record TechnologyCombination(ImmutableArray<int> Parts, long Contacts, long WithTechnology)
{
    /// <summary>Share of its contacts that have every part; not a number without contacts.</summary>
    public double Purity => (double)WithTechnology / Contacts;
}

/// <summary>A group that contacts with the technology get.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Contacts">Contacts with the technology in it.</param>
/// <param name="All">All contacts in it.</param>
/// <param name="MeanCost">Mean cost of those with the technology; not a number if none has a cost.</param>
/// <param name="MeanCostOfOthers">Mean cost of the others.</param>
/// <param name="Years">Contacts with the technology by year of admission; 0 for those without a date.</param>
public sealed record TechnologyGroup(
    string Drg, long Contacts, long All, double MeanCost, double MeanCostOfOthers, ImmutableSortedDictionary<int, long> Years);

/// <summary>How a unit registers the technology.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Coded">Contacts with every part but medicines.</param>
/// <param name="WithMedicine">Those of them with the medicine's ATC code.</param>
/// <param name="WithCost">Those of them with a cost of medicines above 0.</param>
/// <param name="WithBoth">Those of them with both.</param>
public sealed record TechnologyUnit(string Unit, long Coded, long WithMedicine, long WithCost, long WithBoth);

/// <summary>What the tables and the data say of a new technology. Immutable.</summary>
public sealed record TechnologyFindings
{
    /// <summary>The question.</summary>
    public required TechnologyQuestion Question { get; init; }

    /// <summary>Contacts read; 0 if no file was given.</summary>
    public required long Read { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public required long Unreadable { get; init; }

    /// <summary>Contacts with every part.</summary>
    public required long Contacts { get; init; }

    /// <summary>Patients of these contacts.</summary>
    public required long Patients { get; init; }

    /// <summary>Patients with three of these contacts or more within <see cref="TechnologyQuestion.Days"/> days.</summary>
    public required long PatientsInSeries { get; init; }

    /// <summary>Mean cost of all contacts with a cost above 0, in kronor; not a number if there is none.</summary>
    public required double MeanCost { get; init; }

    /// <summary>Cost of the contacts whose groups have weights, per DRG point; not a number without weights or costs.</summary>
    public required double CostPerPoint { get; init; }

    /// <summary>Contacts with the medicine but not the other parts, a contact with those lying near: cost and code apart.</summary>
    public required long Apart { get; init; }

    /// <summary>Its codes.</summary>
    public required ImmutableArray<TechnologyCode> Codes { get; init; }

    /// <summary>Every combination of the parts, the purest first.</summary>
    public required ImmutableArray<TechnologyCombination> Combinations { get; init; }

    /// <summary>The purest combination of parts that rules can ask for; null if there is none, or no contact has the technology.</summary>
    public TechnologyCombination? Steering => Combinations.FirstOrDefault(each => each.WithTechnology > 0
        && each.Parts.All(part => Codes.Any(code => code.Part == part && code.InSet == true)));

    /// <summary>Groups that its contacts get, those with most first.</summary>
    public required ImmutableArray<TechnologyGroup> Groups { get; init; }

    /// <summary>Units that have contacts with every part but medicines.</summary>
    public required ImmutableArray<TechnologyUnit> Units { get; init; }

    /// <summary>True if a part has no code that the set knows: primary codes must come first.</summary>
    public bool LacksCodes =>
        Question.Parts.Select((_, part) => Codes.Where(code => code.Part == part + 1)).Any(codes => codes.All(code => code.InSet == false));

    /// <summary>True if NordDRG can describe it: single contacts with staff, not chains, continuous care at home, or self-care.</summary>
    public bool IsWithinScope => Question.Setting is TechnologySetting.Inpatient or TechnologySetting.Visit or TechnologySetting.HomeVisit;

    /// <summary>First year whose national weights are made from costs with the technology in them.</summary>
    public int FirstYearInWeights => Question.Start + 2;
}

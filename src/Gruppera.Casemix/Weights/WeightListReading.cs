using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>What the user says of a list that could be read in several ways. Immutable.</summary>
public sealed record WeightListOptions
{
    /// <summary>The column of weights; null if the list has but one.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The column of limits of cost; null if the list has but one.</summary>
    public string? LimitColumn { get; init; }

    /// <summary>The sheet; null if but one has a list.</summary>
    public string? Sheet { get; init; }

    /// <summary>The decimal mark, a point or a comma; 0 if the numbers say it.</summary>
    public char DecimalMark { get; init; }
}

/// <summary>A sheet of a list, or the one of a text file.</summary>
/// <param name="Name">Its name; empty of a text file.</param>
/// <param name="Rows">Rows in order, each with its number and its cells.</param>
public sealed record WeightSheet(string Name, IReadOnlyList<(int Row, string[] Cells)> Rows);

/// <summary>How a list was understood. Immutable; names of columns as they stand in the list, empty for one that it lacks.</summary>
/// <param name="Sheet">The sheet; empty of a text file.</param>
/// <param name="HeaderRow">The row that names the columns.</param>
/// <param name="Weight">The column of weights.</param>
/// <param name="Limit">That of limits in kronor.</param>
/// <param name="DaysLimit">That of limits in care days.</param>
/// <param name="LowLimits">Those of lower limits.</param>
/// <param name="Others">Other columns that were used: name, care form, specialty.</param>
/// <param name="Unused">Columns that were not.</param>
/// <param name="WithoutLimit">Rows that say that the group has no limit of cost.</param>
/// <param name="Passed">Rows below the header without group and weight, such as headings and sources.</param>
public sealed record WeightListSeen(
    string Sheet, int HeaderRow, string Weight, string Limit, string DaysLimit, ImmutableArray<string> LowLimits,
    ImmutableArray<string> Others,
    ImmutableArray<string> Unused, int WithoutLimit, int Passed);

/// <summary>Why a list cannot be read as it is.</summary>
public enum WeightListProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>No row names the columns.</summary>
    NoHeader,

    /// <summary>Several columns could be that of weights.</summary>
    SeveralWeightColumns,

    /// <summary>Several columns could be that of limits.</summary>
    SeveralLimitColumns,

    /// <summary>Several sheets have a list.</summary>
    SeveralSheets,

    /// <summary>The column or sheet that was named is not there.</summary>
    NotThere,

    /// <summary>A number could be two things.</summary>
    TwoReadings,

    /// <summary>The document is no JSON; where it stops being it is told as a name.</summary>
    NoJson,

    /// <summary>The document has no manifest with rows of a group and a weight.</summary>
    NoRows,

    /// <summary>The rows are not those that the hash of the manifest is of.</summary>
    Changed,
}

/// <summary>A list that was read. Immutable.</summary>
/// <param name="List">The list; null if there is a problem.</param>
/// <param name="Seen">How it was understood; null if there is no header.</param>
/// <param name="Issues">Rows that could not be read.</param>
/// <param name="Problem">Why there is no list.</param>
/// <param name="Names">Columns or sheets to choose among.</param>
public sealed record WeightListReading(
    WeightList? List, WeightListSeen? Seen, ImmutableArray<Issue> Issues, WeightListProblem Problem, ImmutableArray<string> Names);

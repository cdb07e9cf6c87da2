using System.Collections.Immutable;

namespace Gruppera.Workflows.Episodes;

/// <summary>Why a visit belongs to an inpatient episode, or why none was found.</summary>
public enum MergeReason
{
    /// <summary>The visit is marked XS100, unplanned admission.</summary>
    Marked,

    /// <summary>A physician's visit on the day of an admission of the same patient to the same hospital.</summary>
    SameDay,

    /// <summary>The visit is marked XS100, but no episode is there to join: nothing was changed.</summary>
    NoEpisode,

    /// <summary>The visit is marked XS100, but has no patient.</summary>
    NoPatient,

    /// <summary>The visit is marked XS100, but has no hospital.</summary>
    NoHospital,

    /// <summary>The visit is marked XS100, but has no date.</summary>
    NoDate,
}

/// <summary>What became of a visit. Immutable.</summary>
/// <param name="VisitRow">Row of the visit.</param>
/// <param name="VisitId">Id of the visit.</param>
/// <param name="EpisodeRow">Row of the episode; 0 if there is none.</param>
/// <param name="EpisodeId">Id of the episode.</param>
/// <param name="Reason">Why.</param>
/// <param name="Diagnoses">Diagnoses of the visit; the episode took those it did not have.</param>
/// <param name="Procedures">Procedures of the visit that belong to the care: all but XS100, visit form and professions.</param>
/// <param name="Cost">Cost of the visit; null if it has none.</param>
/// <param name="MakesCostUnknown">True if either the visit or the stay lacks a cost, so that the cost of the episode is not known.</param>
public sealed record Merge(
    long VisitRow, string VisitId, long EpisodeRow, string EpisodeId, MergeReason Reason,
    ImmutableArray<Diagnosis> Diagnoses, ImmutableArray<ProcedureCode> Procedures, decimal? Cost, bool MakesCostUnknown);

/// <summary>A stay that is part of a hospital episode. Immutable.</summary>
/// <param name="EpisodeRow">Row of the episode: that of its first stay.</param>
/// <param name="EpisodeId">Id of the episode.</param>
/// <param name="Row">Row of the stay.</param>
/// <param name="Id">Id of the stay.</param>
/// <param name="Number">Its number in the episode, the first being 1.</param>
/// <param name="Admission">First day.</param>
/// <param name="Discharge">Last day.</param>
/// <param name="Diagnoses">Diagnoses of the stay.</param>
/// <param name="Procedures">Procedures of the stay.</param>
/// <param name="Cost">Its cost; null if it has none.</param>
/// <param name="IsPrincipal">True for the stay that gives the principal diagnosis.</param>
public sealed record JoinedStay(
    long EpisodeRow, string EpisodeId, long Row, string Id, int Number, DateOnly Admission, DateOnly Discharge,
    ImmutableArray<Diagnosis> Diagnoses, ImmutableArray<ProcedureCode> Procedures, decimal? Cost, bool IsPrincipal);

/// <summary>What a run did. <see cref="Rows"/> is written, joined and unreadable rows together. Immutable.</summary>
public sealed record EpisodesSummary
{
    /// <summary>Rows of contacts in the file.</summary>
    public long Rows { get; init; }

    /// <summary>Inpatient episodes written.</summary>
    public long Episodes { get; init; }

    /// <summary>Stays that became part of an earlier stay's hospital episode.</summary>
    public long JoinedStays { get; init; }

    /// <summary>Contacts that are no inpatient stays, joined or not.</summary>
    public long Visits { get; init; }

    /// <summary>Visits joined to an episode because of XS100.</summary>
    public long Marked { get; init; }

    /// <summary>Visits joined to an episode because of the day.</summary>
    public long SameDay { get; init; }

    /// <summary>Visits that were joined already, in an earlier run.</summary>
    public long Already { get; init; }

    /// <summary>Visits marked XS100 without an episode.</summary>
    public long WithoutEpisode { get; init; }

    /// <summary>Visits marked XS100 without patient, hospital or date.</summary>
    public long WithoutKey { get; init; }

    /// <summary>Stays without patient, hospital or date: nothing can be joined to them.</summary>
    public long StaysWithoutKey { get; init; }

    /// <summary>Rows whose dates are in the wrong order: written as they are, for those who correct them.</summary>
    public long WrongDates { get; init; }

    /// <summary>Rows that could not be read and were left out.</summary>
    public long Unreadable { get; init; }

    /// <summary>Cost moved from visits and stays to episodes.</summary>
    public decimal Cost { get; init; }

    /// <summary>Episodes whose cost is not known because a part of it lacks its cost.</summary>
    public long CostUnknown { get; init; }

    /// <summary>Cost of the other parts of these.</summary>
    public decimal CostOfUnknown { get; init; }
}

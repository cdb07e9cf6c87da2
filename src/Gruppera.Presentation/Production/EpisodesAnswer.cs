using Gruppera.Workflows.Episodes;

namespace Gruppera.Presentation.Production;

/// <summary>What became of the contacts whose episodes were found. Immutable.</summary>
/// <param name="Contacts">Rows of contacts in the file.</param>
/// <param name="Episodes">Inpatient episodes written.</param>
/// <param name="StaysWithoutKey">Stays without patient, hospital or date: nothing joins them.</param>
/// <param name="JoinedStays">Stays that became part of a hospital episode.</param>
/// <param name="Visits">Outpatient contacts, joined or not.</param>
/// <param name="Marked">Visits joined to an episode because of XS100.</param>
/// <param name="SameDay">Physicians' visits joined to an episode of the same day.</param>
/// <param name="Already">Visits joined in an earlier run.</param>
/// <param name="WithoutEpisode">Visits with XS100 but without an episode.</param>
/// <param name="WithoutKey">Visits with XS100 but without patient, hospital or date.</param>
/// <param name="WrongDates">Rows with dates in the wrong order, kept as they are.</param>
/// <param name="Unreadable">Rows that could not be read, left out.</param>
/// <param name="CostMoved">Cost moved to episodes, in kronor.</param>
/// <param name="CostUnknown">Episodes with unknown cost, since a part has none.</param>
/// <param name="CostOfUnknown">Known cost of their other parts, in kronor.</param>
public sealed record EpisodesAnswer(
    long Contacts, long Episodes, long StaysWithoutKey, long JoinedStays, long Visits, long Marked, long SameDay, long Already,
    long WithoutEpisode, long WithoutKey, long WrongDates, long Unreadable, decimal CostMoved, long CostUnknown, decimal CostOfUnknown)
{
    /// <summary>Of a run.</summary>
    public static EpisodesAnswer Of(EpisodesSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new(
            summary.Rows, summary.Episodes, summary.StaysWithoutKey, summary.JoinedStays, summary.Visits, summary.Marked, summary.SameDay,
            summary.Already, summary.WithoutEpisode, summary.WithoutKey, summary.WrongDates, summary.Unreadable, summary.Cost,
            summary.CostUnknown, summary.CostOfUnknown);
    }
}

using System.Globalization;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
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

    /// <summary>What is said of it.</summary>
    public Document Document(Voice voice)
    {
        ArgumentNullException.ThrowIfNull(voice);
        var rows = new List<string[]>();
        Add("contacts", Contacts);
        Add("  inpatient episodes", Episodes);
        AddSome("    without patient, hospital or date: nothing joins them", StaysWithoutKey);
        AddSome("  stays that became part of a hospital episode", JoinedStays);
        Add("  outpatient contacts", Visits);
        Add("    joined to an episode because of XS100", Marked);
        AddSome("    physicians' visits joined to an episode of the same day", SameDay);
        Add("    joined before", Already);
        Add("    with XS100 but without an episode", WithoutEpisode);
        AddSome("    with XS100 but without patient, hospital or date", WithoutKey);
        AddSome("  rows with dates in the wrong order, kept as they are", WrongDates);
        Add("  rows that could not be read, left out", Unreadable);
        rows.Add([voice.Say("cost moved"), CostMoved.ToString("0.##", CultureInfo.InvariantCulture)]);
        AddSome("episodes with unknown cost, since a part has none", CostUnknown);
        if (CostOfUnknown != 0)
            rows.Add([voice.Say("  known cost of their other parts"), CostOfUnknown.ToString("0.##", CultureInfo.InvariantCulture)]);
        return new Document().Table(["", ""], rows, 1);

        void AddSome(Text text, long count)
        {
            if (count > 0)
                Add(text, count);
        }

        void Add(Text text, long count) => rows.Add([voice.Say(text), Voice.Number(count)]);
    }
}

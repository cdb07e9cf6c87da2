using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>Why a visit belongs to an inpatient episode.</summary>
public enum MergeReason
{
    /// <summary>The visit is marked XS100, unplanned admission.</summary>
    Marked,

    /// <summary>The visit was on the day of an admission of the same patient to the same hospital.</summary>
    SameDay,

    /// <summary>The visit is marked XS100, but no episode is there to join: nothing was changed.</summary>
    NoEpisode,
}

/// <summary>What became of a visit. Immutable.</summary>
/// <param name="VisitRow">Row of the visit.</param>
/// <param name="VisitId">Id of the visit.</param>
/// <param name="EpisodeRow">Row of the episode; 0 where there is none.</param>
/// <param name="EpisodeId">Id of the episode.</param>
/// <param name="Reason">Why.</param>
/// <param name="Diagnoses">Diagnoses of the visit; the episode took those it did not have.</param>
/// <param name="Procedures">Procedures that went to the episode: all but XS100, visit form and professions.</param>
/// <param name="Cost">Cost moved; null where the visit has none.</param>
public sealed record Merge(
    long VisitRow, string VisitId, long EpisodeRow, string EpisodeId, MergeReason Reason,
    ImmutableArray<Diagnosis> Diagnoses, ImmutableArray<ProcedureCode> Procedures, decimal? Cost);

/// <summary>What a run did. <see cref="Rows"/> is written and unreadable rows together. Immutable.</summary>
public sealed record EpisodesSummary
{
    /// <summary>Rows of contacts in the file.</summary>
    public long Rows { get; init; }

    /// <summary>Inpatient episodes.</summary>
    public long Episodes { get; init; }

    /// <summary>Outpatient contacts, joined or not.</summary>
    public long Visits { get; init; }

    /// <summary>Visits joined to an episode because of XS100.</summary>
    public long Marked { get; init; }

    /// <summary>Visits joined to an episode because of the day.</summary>
    public long SameDay { get; init; }

    /// <summary>Visits that were joined already, in an earlier run.</summary>
    public long Already { get; init; }

    /// <summary>Visits marked XS100 without an episode.</summary>
    public long WithoutEpisode { get; init; }

    /// <summary>Rows that could not be read and were left out.</summary>
    public long Unreadable { get; init; }

    /// <summary>Cost moved from visits to episodes.</summary>
    public decimal Cost { get; init; }
}

/// <summary>
/// Joins visits that led to unplanned admission to their inpatient episodes: their codes and cost go to the episode, the visit
/// stays with XS100, so that it groups to Z82O with weight 0, and with cost 0. Source: the Swedish document, "Besök som leder till
/// oplanerad slutenvård". Reads the file three times; memory grows with the number of inpatient episodes, about 150 bytes each.
/// </summary>
public sealed class EpisodeMerger
{
    private static readonly ProcedureCode Mark = ProcedureCode.Parse("XS100");
    private static readonly ProcedureCode FirstForm = ProcedureCode.Parse("XS900");
    private static readonly ProcedureCode LastProfession = ProcedureCode.Parse("XS925");
    private readonly Func<Stream> _open;
    private readonly ContactLayout _layout;
    private readonly string _name;
    private readonly bool _isMarkedOnly;
    private readonly Dictionary<UInt128, Episode> _episodes = [];
    private readonly Dictionary<long, List<ContactRecord>> _visits = [];
    private long _unreadable;

    /// <summary>Makes a merger for a file.</summary>
    /// <param name="open">Opens the text of the file from its start; called three times.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="isMarkedOnly">True to leave visits without XS100 alone.</param>
    public EpisodeMerger(Func<Stream> open, ContactLayout layout, string name, bool isMarkedOnly = false) =>
        (_open, _layout, _name, _isMarkedOnly) = (open, layout, name, isMarkedOnly);

    /// <summary>Writes the contacts in the canonical layout, in their order.</summary>
    /// <param name="output">Takes the contacts.</param>
    /// <param name="merged">Called for each visit joined or in want of an episode, in the order of the visits.</param>
    /// <param name="issue">Called for each row that cannot be read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or names neither patient nor hospital.</exception>
    public EpisodesSummary Run(Stream output, Action<Merge> merged, Action<Issue> issue, CancellationToken stop = default)
    {
        foreach (var record in Read(stop).Where(record => record.IsInpatient))
        {
            if (EpisodeKey.Of(record) is { } key)
                _episodes.TryAdd(key, new(record.Row, record.Contact.Id));
        }

        foreach (var record in Read(stop))
        {
            if (Find(record) is not { } found)
                continue;
            if (!_visits.TryGetValue(found.Episode.Row, out var visits))
                _visits[found.Episode.Row] = visits = [];
            visits.Add(record);
        }

        using var text = _open();
        var reader = NewReader(text);
        using var writer = new CanonicalWriter(output, reader.OtherColumns);
        var summary = new EpisodesSummary();
        foreach (var record in Readable(reader, issue, stop))
            summary = Write(record, writer, merged, summary);
        return summary with { Rows = summary.Episodes + summary.Visits + _unreadable, Unreadable = _unreadable };
    }

    private EpisodesSummary Write(ContactRecord record, CanonicalWriter writer, Action<Merge> merged, EpisodesSummary summary)
    {
        if (record.IsInpatient)
        {
            writer.Write(_visits.GetValueOrDefault(record.Row, []).Aggregate(record, Join));
            return summary with { Episodes = summary.Episodes + 1 };
        }

        summary = summary with { Visits = summary.Visits + 1, Already = summary.Already + (record.Episode.Length > 0 ? 1 : 0) };
        if (Find(record) is not { } found)
        {
            writer.Write(record);
            if (!IsMarked(record) || record.Episode.Length > 0)
                return summary;
            merged(new(record.Row, record.Contact.Id, 0, "", MergeReason.NoEpisode, [], [], null));
            return summary with { WithoutEpisode = summary.WithoutEpisode + 1 };
        }

        var cost = CostOf(record);
        writer.Write(record with
        {
            Contact = IsMarked(record) ? record.Contact : record.Contact with { Procedures = record.Contact.Procedures.Add(Mark) },
            Cost = cost is null ? "" : "0",
            Episode = found.Episode.Name,
        });
        merged(new(
            record.Row, record.Contact.Id, found.Episode.Row, found.Episode.Id, found.Reason,
            record.Contact.Diagnoses, [.. record.Contact.Procedures.Where(BelongsToCare)], cost));
        return found.Reason == MergeReason.Marked
            ? summary with { Marked = summary.Marked + 1, Cost = summary.Cost + (cost ?? 0) }
            : summary with { SameDay = summary.SameDay + 1, Cost = summary.Cost + (cost ?? 0) };
    }

    /// <summary>The episode with a visit's codes, as secondary diagnoses where they are new, and its cost. A visit never gives an
    /// episode its principal diagnosis.</summary>
    private static ContactRecord Join(ContactRecord episode, ContactRecord visit)
    {
        var contact = episode.Contact;
        var (own, added) = (CostOf(episode), CostOf(visit));
        return episode with
        {
            Contact = contact with
            {
                Diagnoses = contact.Diagnoses.IsEmpty
                    ? []
                    : [.. contact.Diagnoses, .. visit.Contact.Diagnoses.Distinct().Where(diagnosis => !contact.Diagnoses.Contains(diagnosis))],
                Procedures = [.. contact.Procedures, .. visit.Contact.Procedures.Where(BelongsToCare)],
            },
            Cost = added is null ? episode.Cost : ((own ?? 0) + added.Value).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The episode that a visit belongs to. A marked visit may have ended after midnight.</summary>
    private (Episode Episode, MergeReason Reason)? Find(ContactRecord visit)
    {
        if (visit.IsInpatient || visit.Episode.Length > 0 || EpisodeKey.Of(visit) is not { } key)
            return null;
        var isMarked = IsMarked(visit);
        if (!isMarked && _isMarkedOnly)
            return null;
        if (_episodes.TryGetValue(key, out var episode) || (isMarked && _episodes.TryGetValue(EpisodeKey.Of(visit, 1)!.Value, out episode)))
            return (episode, isMarked ? MergeReason.Marked : MergeReason.SameDay);
        return null;
    }

    private IEnumerable<ContactRecord> Read(CancellationToken stop)
    {
        using var text = _open();
        foreach (var record in Readable(NewReader(text), _ => { }, stop))
            yield return record;
    }

    private IEnumerable<ContactRecord> Readable(RecordReader reader, Action<Issue> issue, CancellationToken stop)
    {
        _unreadable = 0;
        foreach (var record in reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            var problem = record.Issue ?? (Costs.TryRead(record.Cost, out _) ? null : new Issue(IssueCodes.UnreadableCost, _name, "", record.Row, reader.NameOf(ContactRole.Cost)));
            if (problem is null)
            {
                yield return record;
                continue;
            }

            _unreadable++;
            issue(problem);
        }
    }

    private RecordReader NewReader(Stream text)
    {
        var reader = new RecordReader(text, _layout, _name);
        foreach (var role in new[] { ContactRole.Patient, ContactRole.Hospital, ContactRole.AdmissionDate })
        {
            if (!reader.Has(role))
                throw Missing(LayoutJson.NameOf(role));
        }

        return reader;
    }

    private ContactFileException Missing(string role) => new($"visits are joined to episodes by patient, hospital and day: layout '{_layout.Name}' finds no column for {role}");

    /// <summary>False for the codes that describe the visit itself: XS100, its form and the professions met.</summary>
    private static bool BelongsToCare(ProcedureCode code) => code != Mark && (code < FirstForm || code > LastProfession);

    private static bool IsMarked(ContactRecord record) => record.Contact.Procedures.Contains(Mark);

    private static decimal? CostOf(ContactRecord record) => Costs.TryRead(record.Cost, out var cost) ? cost : null;

    /// <summary>An episode that visits may belong to: the first one of its patient, hospital and day in the file.</summary>
    private readonly record struct Episode(long Row, string Id)
    {
        internal string Name => Id.Length > 0 ? Id : string.Create(CultureInfo.InvariantCulture, $"row {Row}");
    }
}

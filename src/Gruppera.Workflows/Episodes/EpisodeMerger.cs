using Gruppera.Formats;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>
/// Joins visits that led to unplanned admission to their inpatient episodes: their codes and cost go to the episode, the visit stays with
/// cost 0 and the name of the episode, so that it weighs 0 and is no contact. Also makes hospital episodes out of stays at clinics. Reads
/// the file three times; memory grows with the number of inpatient stays, about 150 bytes each, and with what is joined.
/// </summary>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), "Besök som leder till oplanerad slutenvård".</remarks>
/// <param name="open">Opens the text of the file from its start; called three times.</param>
/// <param name="layout">How it is written.</param>
/// <param name="name">What issues call it.</param>
/// <param name="options">What is joined.</param>
public sealed class EpisodeMerger(Func<Stream> open, ContactLayout layout, string name, EpisodeOptions? options = null)
{
    private readonly EpisodeOptions _options = options ?? new();
    private readonly KeyedHash _hash = new();
    private readonly Stays _stays = new();
    private readonly Dictionary<long, Stay[]> _episodes = []; // by the row of each of their stays
    private readonly Dictionary<long, List<ContactRecord>> _visits = []; // by the row of their stay
    private readonly Dictionary<long, ContactRecord> _parts = []; // stays of hospital episodes, by row
    private EpisodesSummary _summary = new();

    /// <summary>Writes the contacts in the canonical layout, in their order.</summary>
    /// <param name="output">Takes the contacts.</param>
    /// <param name="merged">Called for each visit joined or without an episode, in the order of the visits.</param>
    /// <param name="joined">Called for each stay of a hospital episode, episode by episode.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other (a warning).</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or names neither patient nor hospital.</exception>
    public EpisodesSummary Run(
        Stream output, Action<Merge> merged, Action<JoinedStay> joined, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(joined);
        ArgumentNullException.ThrowIfNull(issue);
        FindStays(stop);
        FindParts(stop);
        using var text = open();
        var reader = NewReader(text);
        using var writer = new CanonicalWriter(output, reader.OtherColumns, withRows: _options.WithRows);
        foreach (var record in Readable(reader, issue, stop))
        {
            if (record.Issue is not null)
                writer.Write(record);
            else if (record.IsInpatient)
                WriteStay(record, writer, joined);
            else
                WriteVisit(record, writer, merged);
        }

        return _summary with
        {
            Rows = _summary.Episodes + _summary.JoinedStays + _summary.Visits + _summary.WrongDates + _summary.Unreadable,
        };
    }

    private void FindStays(CancellationToken stop)
    {
        foreach (var record in Read(stop).Where(record => record.IsInpatient))
        {
            if (record.Admission is not null && _hash.Of(record) is { } key)
                _stays.Add(Stay.Of(key, record));
        }

        _stays.Sort();
        if (_options.Level != EpisodeLevel.Hospital)
            return;
        foreach (var episode in HospitalEpisodes.Find(_stays.All, _options.Gap))
        {
            foreach (var stay in episode)
                _episodes.Add(stay.Row, episode);
        }
    }

    private void FindParts(CancellationToken stop)
    {
        foreach (var record in Read(stop))
        {
            if (_episodes.ContainsKey(record.Row))
                _parts.Add(record.Row, record);
            if (Find(record) is not { } found)
                continue;
            if (!_visits.TryGetValue(found.Stay.Row, out var visits))
                _visits[found.Stay.Row] = visits = [];
            visits.Add(record);
        }
    }

    private void WriteStay(ContactRecord record, CanonicalWriter writer, Action<JoinedStay> joined)
    {
        if (record.Admission is null || _hash.Of(record) is null)
            _summary = _summary with { StaysWithoutKey = _summary.StaysWithoutKey + 1 };
        if (!_episodes.TryGetValue(record.Row, out var episode))
        {
            _summary = _summary with { Episodes = _summary.Episodes + 1 };
            writer.Write(Known(WithVisits(record), PartsOf(record)));
            return;
        }

        if (episode[0].Row != record.Row)
        {
            _summary = _summary with { JoinedStays = _summary.JoinedStays + 1, Cost = _summary.Cost + (EpisodeParts.Of(record.Cost) ?? 0) };
            return;
        }

        var principal = HospitalEpisodes.Principal(episode, _options.Principal);
        var stays = episode.Select(stay => _parts[stay.Row]).ToList();
        for (var i = 0; i < stays.Count; i++)
        {
            joined(new(
                record.Row, record.Contact.Id, stays[i].Row, stays[i].Contact.Id, i + 1, DateOnly.FromDayNumber(episode[i].Start.Day),
                DateOnly.FromDayNumber(episode[i].End.Day),
                stays[i].Contact.Diagnoses, stays[i].Contact.Procedures, episode[i].Cost, i == principal));
        }

        _summary = _summary with { Episodes = _summary.Episodes + 1 };
        writer.Write(Known(EpisodeParts.Episode([.. stays.Select(WithVisits)], principal), stays.SelectMany(PartsOf)));
    }

    private ContactRecord WithVisits(ContactRecord stay) => _visits.GetValueOrDefault(stay.Row, []).Aggregate(stay, EpisodeParts.WithVisit);

    private IEnumerable<ContactRecord> PartsOf(ContactRecord stay) => _visits.GetValueOrDefault(stay.Row, []).Prepend(stay);

    /// <summary>Counts an episode whose cost became unknown because one of its parts has none.</summary>
    private ContactRecord Known(ContactRecord episode, IEnumerable<ContactRecord> parts)
    {
        if (episode.Cost.Length == 0 && parts.Sum(part => EpisodeParts.Of(part.Cost)) is var known
            && parts.Any(part => part.Cost.Length > 0))
            _summary = _summary with { CostUnknown = _summary.CostUnknown + 1, CostOfUnknown = _summary.CostOfUnknown + (known ?? 0) };
        return episode;
    }

    private void WriteVisit(ContactRecord record, CanonicalWriter writer, Action<Merge> merged)
    {
        var isMarked = IsMarked(record);
        _summary = _summary with { Visits = _summary.Visits + 1, Already = _summary.Already + (record.Episode.Length > 0 ? 1 : 0) };
        if (Find(record) is not { } found)
        {
            writer.Write(record);
            if (!isMarked || record.Episode.Length > 0)
                return;
            var reason = record.Patient.Length == 0 ? MergeReason.NoPatient : record.Hospital.Length == 0 ? MergeReason.NoHospital
                : record.Admission is null ? MergeReason.NoDate : MergeReason.NoEpisode;
            merged(new(record.Row, record.Contact.Id, 0, "", reason, [], [], null, false));
            _summary = reason == MergeReason.NoEpisode
                ? _summary with { WithoutEpisode = _summary.WithoutEpisode + 1 }
                : _summary with { WithoutKey = _summary.WithoutKey + 1 };
            return;
        }

        var (cost, stay) = (EpisodeParts.Of(record.Cost), found.Stay);
        var episode = _episodes.TryGetValue(stay.Row, out var stays) ? stays[0] : stay;
        writer.Write(record with { Cost = cost is null ? "" : "0", Episode = episode.Name });
        merged(new(
            record.Row, record.Contact.Id, episode.Row, episode.Id, isMarked ? MergeReason.Marked : MergeReason.SameDay,
            record.Contact.Diagnoses, [.. record.Contact.Procedures.Where(EpisodeParts.BelongsToCare)], cost,
            cost is null != stay.Cost is null));
        _summary = _summary with
        {
            Marked = _summary.Marked + (isMarked ? 1 : 0),
            SameDay = _summary.SameDay + (isMarked ? 0 : 1),
            Cost = _summary.Cost + (cost ?? 0),
        };
    }

    /// <summary>The stay that a visit led to. A marked visit may have ended after midnight.</summary>
    private (Stay Stay, bool IsMarked)? Find(ContactRecord visit)
    {
        if (visit.IsInpatient || visit.Episode.Length > 0 || visit.Admission is null
            || visit.CareForm is CareForm.Primary or CareForm.Outside)
            return null;
        var isMarked = IsMarked(visit);
        if ((!isMarked && !(_options.JoinsSameDay && EpisodeParts.IsPhysicianVisit(visit))) || _hash.Of(visit) is not { } key)
            return null;
        return _stays.After(key, Moment.StartOf(visit), isMarked ? 1 : 0) is { } stay ? (stay, isMarked) : null;
    }

    private static bool IsMarked(ContactRecord record) => record.Contact.Procedures.Contains(JoinedVisit.Mark);

    private IEnumerable<ContactRecord> Read(CancellationToken stop)
    {
        using var text = open();
        foreach (var record in Readable(NewReader(text), _ => { }, stop).Where(record => record.Issue is null))
            yield return record;
    }

    /// <summary>Rows that can be read, and those whose dates are wrong.</summary>
    private IEnumerable<ContactRecord> Readable(RecordReader reader, Action<Issue> issue, CancellationToken stop)
    {
        _summary = new();
        foreach (var record in reader.Read(issue))
        {
            stop.ThrowIfCancellationRequested();
            var problem = record.Issue ?? (Costs.TryRead(record.Cost, out _)
                ? null
                : new Issue(FormatIssues.UnreadableCost, name, "", record.Row, reader.NameOf(ContactRole.Cost)));
            if (problem is null)
            {
                yield return record;
                continue;
            }

            issue(problem);
            if (problem.Code == IssueCodes.DatesInWrongOrder)
            {
                _summary = _summary with { WrongDates = _summary.WrongDates + 1 };
                yield return record;
                continue;
            }

            _summary = _summary with { Unreadable = _summary.Unreadable + 1 };
        }
    }

    private RecordReader NewReader(Stream text)
    {
        // A missing age stays blank; without care days nobody knows whether a contact is a visit.
        var reader = new RecordReader(text, layout with { AllowMissing = ContactNeeds.Age }, name);
        foreach (var role in new[] { ContactRole.Patient, ContactRole.Hospital, ContactRole.AdmissionDate })
        {
            if (!reader.Has(role))
                throw Missing(LayoutJson.NameOf(role));
        }

        return reader;
    }

    private ContactFileException Missing(string role) =>
        new($"visits are joined to episodes by patient, hospital and day: layout '{layout.Name}' finds no column for {role}");
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Technology;

/// <summary>Assesses a new technology: its codes in the tables, and in a file of contacts how purely they describe it, whether its cost is
/// there, and where. Memory is that of the counters and the technology's own contacts. Thread-safe: each call has its own.</summary>
/// <param name="grouper">Groups the contacts.</param>
/// <param name="question">The technology.</param>
/// <param name="weightOf">Weight of a group, or null for one without; null if there are no weights.</param>
/// <remarks>Source: Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024), points 1, 3 and 4.</remarks>
public sealed class TechnologyRun(Grouper grouper, TechnologyQuestion question, Func<string, double?>? weightOf = null)
{
    private readonly TechnologyCodes _codes = new(grouper.Definition.Set);
    private readonly AskedPart[] _asked =
    [
        .. question.Parts.Select(part => new AskedPart(Asked(part.Diagnoses), Asked(part.Recorded), Asked(part.Atc))),
    ];
    private readonly int _whole = (1 << question.Parts.Length) - 1;
    private readonly int _coded = question.Parts.Select((part, i) => part.Diagnoses.Length + part.Recorded.Length > 0 ? 1 << i : 0).Sum();

    /// <summary>The codes in the tables, without contacts.</summary>
    public TechnologyFindings OfTables() => Result(new(), 0, 0);

    /// <summary>Assesses the contacts of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other (a warning).</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or lacks a column that the question names.</exception>
    public TechnologyFindings Of(Stream text, ContactLayout layout, string name, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(issue);
        var reader = new RecordReader(text, layout, name, grouper.Definition.Set);
        var (atc, medicine) = (reader.ColumnOf(question.AtcColumn), reader.ColumnOf(question.MedicineCostColumn));
        var tally = new TechnologyTally();
        var (read, unreadable) = (0L, 0L);
        foreach (var record in reader.Read(issue))
        {
            stop.ThrowIfCancellationRequested();
            if (record.Issue is not null || !Costs.TryRead(record.Cost, out var cost))
            {
                unreadable++;
                issue(record.Issue ?? new(FormatIssues.UnreadableCost, name, "", record.Row, reader.NameOf(ContactRole.Cost)));
                continue;
            }

            read++;
            string[] medicines = atc.Length == 0 ? [] : reader.Text(atc).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Add(
                tally, record, medicines, (double?)cost,
                Costs.TryRead(medicine.Length == 0 ? "" : reader.Text(medicine), out var spent) && spent > 0);
        }

        return Result(tally, read, unreadable);
    }

    private void Add(TechnologyTally tally, ContactRecord record, string[] medicines, double? cost, bool hasMedicineCost)
    {
        var mask = 0;
        var met = new List<(int, string)>();
        string[] diagnoses =
        [
            .. record.Contact.Diagnoses.SelectMany(recorded => new[] { recorded.Code.ToString(), recorded.Dagger.ToString() }),
        ];
        string[] procedures = [.. record.Contact.Procedures.Select(recorded => recorded.ToString())];
        for (var part = 0; part < _asked.Length; part++)
        {
            var (before, asked) = (met.Count, _asked[part]);
            met.AddRange(asked.Diagnoses.Where(code => diagnoses.Any(recorded => Begins(recorded, code)))
                .Select(code => (part + 1, code.Written)));
            met.AddRange(asked.Procedures.Where(code => procedures.Any(recorded => Begins(recorded, code)))
                .Select(code => (part + 1, code.Written)));
            met.AddRange(asked.Atc.Where(code => medicines.Any(recorded => Begins(recorded.ToUpperInvariant(), code))
                || procedures.Any(recorded => Begins(recorded, code))).Select(code => (part + 1, code.Written)));
            mask |= met.Count > before ? 1 << part : 0;
        }

        var isWhole = mask == _whole;
        var drg = grouper.Group(record.Contact).Drg;
        var group = CollectionsMarshal.GetValueRefOrAddDefault(tally.Groups, drg, out _) ??= new();
        group.All++;
        if (isWhole)
            CollectionsMarshal.GetValueRefOrAddDefault(group.Years, record.Admission?.Year ?? 0, out _)++;
        if (cost is { } kronor and > 0)
        {
            var at = isWhole ? 0 : 1;
            (group.Cost[at], group.Costed[at]) = (group.Cost[at] + kronor, group.Costed[at] + 1);
        }

        if (mask == 0)
            return;
        tally.Masks[mask] = tally.Masks.GetValueOrDefault(mask) + 1;
        foreach (var code in met)
            (CollectionsMarshal.GetValueRefOrAddDefault(tally.Codes, code, out _) ??= new()).Add(drg, isWhole);
        var isCoded = _coded > 0 && (mask & _coded) == _coded;
        var day = record.Admission?.DayNumber ?? 0;
        if (isWhole)
            (CollectionsMarshal.GetValueRefOrAddDefault(tally.Whole, record.Patient, out _) ??= []).Add(day);
        if (isCoded)
            (CollectionsMarshal.GetValueRefOrAddDefault(tally.Coded, record.Patient, out _) ??= []).Add(day);
        else if (_coded != _whole && (mask & ~_coded) == (_whole & ~_coded))
            tally.Medicine.Add((record.Patient, day));
        if (!isCoded)
            return;
        var unit = CollectionsMarshal.GetValueRefOrAddDefault(tally.Units, record.Hospital, out _) ??= new long[4];
        unit[0]++;
        unit[1] += isWhole ? 1 : 0;
        unit[2] += hasMedicineCost ? 1 : 0;
        unit[3] += isWhole && hasMedicineCost ? 1 : 0;
    }

    private TechnologyFindings Result(TechnologyTally tally, long read, long unreadable) => new()
    {
        Question = question,
        Read = read,
        Unreadable = unreadable,
        Contacts = tally.Masks.GetValueOrDefault(_whole),
        Patients = tally.Whole.Keys.Count(patient => patient.Length > 0),
        PatientsInSeries = tally.Whole.Count(patient => patient.Key.Length > 0 && IsSeries([.. patient.Value.Order()])),
        Apart = tally.Medicine.Count(each => each.Patient.Length > 0 && tally.Coded.TryGetValue(each.Patient, out var days)
            && days.Any(day => Math.Abs(day - each.Day) <= question.Days)),
        MeanCost = tally.MeanCost,
        CostPerPoint = weightOf is null ? double.NaN : tally.CostPerPoint(weightOf),
        Codes = [.. question.Parts.SelectMany((part, i) => Codes(part, i + 1, tally))],
        Combinations =
        [
            .. Enumerable.Range(1, _whole).Select(mask => new TechnologyCombination(
                [.. Enumerable.Range(0, question.Parts.Length).Where(part => (mask & (1 << part)) != 0).Select(part => part + 1)],
                tally.Masks.Where(each => (each.Key & mask) == mask).Sum(each => each.Value), tally.Masks.GetValueOrDefault(_whole)))
                .OrderByDescending(each => each.Contacts == 0 ? 0 : each.Purity).ThenBy(each => each.Parts.Length),
        ],
        Groups =
        [
            .. tally.Groups.Select(group => new TechnologyGroup(
                group.Key, group.Value.Years.Values.Sum(), group.Value.All, group.Value.Mean(0), group.Value.Mean(1),
                group.Value.Years.ToImmutableSortedDictionary()))
                .Where(group => group.Contacts > 0).OrderByDescending(group => group.Contacts)
                .ThenBy(group => group.Drg, StringComparer.Ordinal),
        ],
        Units = [.. tally.Units.OrderBy(unit => unit.Key, StringComparer.Ordinal)
            .Select(unit => new TechnologyUnit(unit.Key, unit.Value[0], unit.Value[1], unit.Value[2], unit.Value[3]))],
    };

    private IEnumerable<TechnologyCode> Codes(TechnologyPart part, int number, TechnologyTally tally)
    {
        return
        [
            .. part.Diagnoses.Select(code => Of(code, _codes.Diagnoses(code).Any(), isProcedure: false)),
            .. part.Recorded.Select(code => Of(code, _codes.Procedures(code).Any(), isProcedure: true)),
            .. part.Atc.Select(code => Of(code, _codes.Medicines(code).Any() ? true : null, isProcedure: true)),
        ];

        TechnologyCode Of(string code, bool? isKnown, bool isProcedure)
        {
            var counts = tally.Codes.GetValueOrDefault((number, code)) ?? new();
            return new(
                number, code, _codes.TextOf(code, isProcedure), isKnown, counts.All, counts.Whole, counts.Elsewhere,
                isKnown is null ? [] : _codes.Near(code, isProcedure))
            {
                Written = CodeNotation.Written(code, isProcedure),
            };
        }
    }

    private static AskedCode[] Asked(ImmutableArray<string> codes) =>
    [
        .. codes.Select(code => new AskedCode(code, code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant())),
    ];

    private static bool Begins(string recorded, AskedCode code) =>
        recorded.Length > 0 && recorded.StartsWith(code.Start, StringComparison.Ordinal);

    private bool IsSeries(int[] days)
    {
        for (var i = 2; i < days.Length; i++)
        {
            if (days[i] - days[i - 2] <= question.Days)
                return true;
        }

        return false;
    }

    /// <summary>A code as the question writes it, and what recorded codes begin with.</summary>
    private readonly record struct AskedCode(string Written, string Start);

    private readonly record struct AskedPart(AskedCode[] Diagnoses, AskedCode[] Procedures, AskedCode[] Atc);
}

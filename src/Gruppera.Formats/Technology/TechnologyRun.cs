using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Formats.Technology;

/// <summary>Assesses a new technology: its codes in the tables, and in a file of contacts how purely they describe it, whether its cost is
/// there, and where. Memory is that of the counters and the technology's own contacts. Thread-safe: each call has its own.</summary>
/// <remarks>Source: Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024), points 1, 3 and 4.</remarks>
public sealed class TechnologyRun(Grouper grouper, TechnologyQuestion question)
{
    private readonly DefinitionSet _set = grouper.Definition.Set;
    private readonly int _whole = (1 << question.Parts.Length) - 1;
    private readonly int _coded = question.Parts.Select((part, i) => part.Diagnoses.Length + part.Procedures.Length > 0 ? 1 << i : 0).Sum();

    /// <summary>The codes in the tables, without contacts.</summary>
    public TechnologyFindings OfTables() => Result(new(), 0, 0);

    /// <summary>Assesses the contacts of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="issue">Called for each row that cannot be read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or lacks a column that the question names.</exception>
    public TechnologyFindings Of(Stream text, ContactLayout layout, string name, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var reader = new RecordReader(text, layout, name);
        var (atc, medicine) = (reader.ColumnOf(question.AtcColumn), reader.ColumnOf(question.MedicineCostColumn));
        var tally = new Tally();
        var (read, unreadable) = (0L, 0L);
        foreach (var record in reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (record.Issue is not null || !Costs.TryRead(record.Cost, out var cost))
            {
                unreadable++;
                issue(record.Issue ?? new(IssueCodes.UnreadableCost, name, "", record.Row, reader.NameOf(ContactRole.Cost)));
                continue;
            }

            read++;
            string[] medicines = atc.Length == 0 ? [] : reader.Text(atc).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Add(tally, record, medicines, (double?)cost, Costs.TryRead(medicine.Length == 0 ? "" : reader.Text(medicine), out var spent) && spent > 0);
        }

        return Result(tally, read, unreadable);
    }

    private void Add(Tally tally, ContactRecord record, string[] medicines, double? cost, bool hasMedicineCost)
    {
        var mask = 0;
        var met = new List<(int, string)>();
        for (var part = 0; part < question.Parts.Length; part++)
        {
            var (before, asked) = (met.Count, question.Parts[part]);
            met.AddRange(asked.Diagnoses.Where(code => record.Contact.Diagnoses.Any(recorded => Begins(recorded.Code.ToString(), code) || Begins(recorded.Dagger.ToString(), code))).Select(code => (part + 1, code)));
            met.AddRange(asked.Procedures.Where(code => record.Contact.Procedures.Any(recorded => Begins(recorded.ToString(), code))).Select(code => (part + 1, code)));
            met.AddRange(asked.Atc.Where(code => medicines.Any(recorded => Begins(recorded.ToUpperInvariant(), code))).Select(code => (part + 1, code)));
            mask |= met.Count > before ? 1 << part : 0;
        }

        var isWhole = mask == _whole;
        var group = CollectionsMarshal.GetValueRefOrAddDefault(tally.Groups, grouper.Group(record.Contact).Drg, out _) ??= new();
        (group.All, group.Contacts) = (group.All + 1, group.Contacts + (isWhole ? 1 : 0));
        if (cost is { } kronor)
        {
            var at = isWhole ? 0 : 1;
            (group.Cost[at], group.Costed[at]) = (group.Cost[at] + kronor, group.Costed[at] + 1);
        }

        if (mask == 0)
            return;
        tally.Masks[mask] = tally.Masks.GetValueOrDefault(mask) + 1;
        foreach (var code in met)
        {
            var counts = CollectionsMarshal.GetValueRefOrAddDefault(tally.Codes, code, out _) ??= new long[2];
            (counts[0], counts[1]) = (counts[0] + 1, counts[1] + (isWhole ? 1 : 0));
        }

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
        var unit = CollectionsMarshal.GetValueRefOrAddDefault(tally.Units, record.Hospital, out _) ??= new long[3];
        unit[0]++;
        unit[1] += isWhole ? 1 : 0;
        unit[2] += hasMedicineCost ? 1 : 0;
    }

    private TechnologyFindings Result(Tally tally, long read, long unreadable) => new()
    {
        Question = question,
        Read = read,
        Unreadable = unreadable,
        Contacts = tally.Masks.GetValueOrDefault(_whole),
        Patients = tally.Whole.Keys.Count(patient => patient.Length > 0),
        PatientsInSeries = tally.Whole.Count(patient => patient.Key.Length > 0 && IsSeries([.. patient.Value.Order()])),
        Apart = tally.Medicine.Count(each => each.Patient.Length > 0 && tally.Coded.TryGetValue(each.Patient, out var days) && days.Any(day => Math.Abs(day - each.Day) <= question.Days)),
        Codes = [.. question.Parts.SelectMany((part, i) => Codes(part, i + 1, tally))],
        Combinations =
        [
            .. Enumerable.Range(1, _whole).Select(mask => new TechnologyCombination(
                [.. Enumerable.Range(0, question.Parts.Length).Where(part => (mask & (1 << part)) != 0).Select(part => part + 1)],
                tally.Masks.Where(each => (each.Key & mask) == mask).Sum(each => each.Value), tally.Masks.GetValueOrDefault(_whole)))
                .OrderByDescending(each => each.Contacts == 0 ? 0 : (double)each.WithTechnology / each.Contacts).ThenBy(each => each.Parts.Length),
        ],
        Groups =
        [
            .. tally.Groups.Where(group => group.Value.Contacts > 0).OrderByDescending(group => group.Value.Contacts).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new TechnologyGroup(group.Key, group.Value.Contacts, group.Value.All, group.Value.Mean(0), group.Value.Mean(1))),
        ],
        Units = [.. tally.Units.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => new TechnologyUnit(unit.Key, unit.Value[0], unit.Value[1], unit.Value[2]))],
    };

    private IEnumerable<TechnologyCode> Codes(TechnologyPart part, int number, Tally tally)
    {
        foreach (var code in part.Diagnoses)
        {
            var known = DiagnosisCode.Parse(code);
            yield return Of(code, _set.Index.TextOf(new Diagnosis(known)), Near(_set.DiagnosisFeatures.Select(row => row.Code.ToString()), known.ToString()), !_set.Index.Resolve(known).IsBlank);
        }

        foreach (var code in part.Procedures)
        {
            var known = ProcedureCode.Parse(code);
            yield return Of(code, _set.Index.TextOf(known), Near(_set.ProcedureFeatures.Select(row => row.Code.ToString()), known.ToString()), !_set.Index.Resolve(known).IsBlank);
        }

        foreach (var code in part.Atc)
            yield return Of(code, TableText.None, (null, []), null);

        TechnologyCode Of(string code, TableText text, (bool? Has, ImmutableArray<string> Near) near, bool? resolves)
        {
            var counts = tally.Codes.GetValueOrDefault((number, code)) ?? new long[2];
            return new(number, code, text.ToString(), resolves is null ? null : resolves == true || near.Has == true, counts[0], counts[1], near.Near);
        }
    }

    /// <summary>Whether some code begins as this one, and the codes with the same beginning of three signs.</summary>
    private static (bool? Has, ImmutableArray<string> Near) Near(IEnumerable<string> codes, string code)
    {
        string[] near = [.. codes.Distinct().Where(other => code.Length >= 3 && other.StartsWith(code[..3], StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return (near.Any(other => other.StartsWith(code, StringComparison.Ordinal)), [.. near.Where(other => !other.StartsWith(code, StringComparison.Ordinal)).Take(12)]);
    }

    private static bool Begins(string recorded, string code) => recorded.Length > 0 && recorded.StartsWith(code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant(), StringComparison.Ordinal);

    private bool IsSeries(int[] days)
    {
        for (var i = 2; i < days.Length; i++)
        {
            if (days[i] - days[i - 2] <= question.Days)
                return true;
        }

        return false;
    }

    private sealed class Tally
    {
        internal Dictionary<int, long> Masks { get; } = [];

        internal Dictionary<(int Part, string Code), long[]> Codes { get; } = [];

        internal Dictionary<string, GroupTally> Groups { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, long[]> Units { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, List<int>> Whole { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, List<int>> Coded { get; } = new(StringComparer.Ordinal);

        internal List<(string Patient, int Day)> Medicine { get; } = [];
    }

    private sealed class GroupTally
    {
        internal long All { get; set; }

        internal long Contacts { get; set; }

        internal double[] Cost { get; } = new double[2];

        internal long[] Costed { get; } = new long[2];

        internal double Mean(int at) => Costed[at] == 0 ? double.NaN : Cost[at] / Costed[at];
    }
}

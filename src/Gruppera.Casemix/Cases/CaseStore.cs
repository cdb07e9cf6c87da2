using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gruppera.Casemix.Merging;

namespace Gruppera.Casemix.Cases;

/// <summary>Gathers contacts of a reference material, sixteen bytes each, and puts them in order by group and cost.
/// Not thread-safe.</summary>
/// <param name="byCareForm">True to keep care forms apart: each is a material of its own.</param>
/// <param name="bySpecialty">True to keep specialties apart too: <c>inpatient/psychiatric</c>.</param>
public sealed class CaseStore(bool byCareForm = false, bool bySpecialty = false) : IMergeable
{
    private const int ChunkSize = 1 << 18;
    private readonly List<RawCase[]> _chunks = [];
    private readonly Dictionary<(string Material, string Drg), int> _numbers = [];
    private readonly List<(string Material, string Drg)> _groups = [];
    private readonly Dictionary<ReportingUnit, int> _unitNumbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<ReportingUnit> _units = [];
    private readonly List<int> _counts = [];
    private readonly List<Form> _forms = [];
    private Form _form = new("", "", "", true);
    private (string Material, string Drg, int Number) _last = ("", "", -1);
    private int _used = ChunkSize;

    /// <summary>Contacts gathered.</summary>
    public long Count { get; private set; }

    /// <summary>Contacts passed over since their unit has no price factor, in order of unit.</summary>
    public SortedDictionary<string, long> WithoutFactor { get; } = new(StringComparer.Ordinal);

    /// <summary>Gathers contacts; those without a cost above 0 are passed over.</summary>
    /// <param name="contacts">Contacts whose equal units are the same object.</param>
    /// <param name="factor">What costs of a unit are multiplied by, asked now and then; null leaves its contacts out.</param>
    /// <exception cref="InvalidDataException">There are more than 65 535 groups.</exception>
    public void Add(ReadOnlySpan<GroupedContact> contacts, Func<ReportingUnit, double?>? factor = null)
    {
        var (lastUnit, unit, times) = ((ReportingUnit?)null, 0, (double?)1);
        foreach (ref readonly var contact in contacts)
        {
            if (!(contact.Cost > 0))
                continue;
            if (!ReferenceEquals(contact.Unit, lastUnit))
            {
                lastUnit = contact.Unit;
                unit = NumberOf(lastUnit);
                times = factor is null ? 1 : factor(lastUnit);
            }

            if (times is not { } known)
            {
                var name = contact.Unit.ToString();
                WithoutFactor[name] = WithoutFactor.GetValueOrDefault(name) + 1;
                continue;
            }

            if (!ReferenceEquals(contact.CareForm, _form.CareForm) || (bySpecialty && !ReferenceEquals(contact.Specialty, _form.Specialty)))
                _form = FormOf(contact.CareForm, contact.Specialty ?? "");
            Add(
                contact.Cost * known, unit, NumberOf(_form.Material, contact.Drg),
                _form.HasDays ? (ushort)Math.Clamp(contact.Days, 0, ushort.MaxValue) : (ushort)0);
        }
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.WriteCounts(WithoutFactor);
        var table = ToTable();
        to.Write7BitEncodedInt(table.Units.Length);
        foreach (var unit in table.Units)
            to.Write(unit);
        to.Write7BitEncodedInt(table.Groups.Length);
        foreach (var group in table.Groups)
        {
            to.Write(group.Material);
            to.Write(group.Drg);
            to.Write7BitEncodedInt(group.Count);
            CostFormat.Write(to, table.Costs(group));
            foreach (var other in table.Others(group))
            {
                to.Write7BitEncodedInt(other.Unit);
                to.Write7BitEncodedInt(other.Days);
            }
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.AddCountsTo(WithoutFactor);
        var units = new int[from.ReadCount()];
        for (var i = 0; i < units.Length; i++)
            units[i] = NumberOf(from.ReadUnit());
        for (var groups = from.ReadCount(); groups > 0; groups--)
        {
            var group = NumberOf(from.ReadString(), from.ReadString());
            foreach (var cost in CostFormat.Read(from, from.ReadCount()))
                Add(cost, units[from.ReadCount()], group, (ushort)from.ReadCount());
        }
    }

    private void Add(double cost, int unit, int group, ushort days)
    {
        if (_used == ChunkSize)
        {
            _chunks.Add(new RawCase[ChunkSize]);
            _used = 0;
        }

        CollectionsMarshal.AsSpan(_counts)[group]++;
        _chunks[^1][_used++] = new(cost, unit, (ushort)group, days);
        Count++;
    }

    /// <summary>The contacts in order; the store is empty afterwards.</summary>
    public CaseTable ToTable()
    {
        var order = Enumerable.Range(0, _groups.Count).OrderBy(i => _groups[i].Material, StringComparer.Ordinal)
            .ThenBy(i => _groups[i].Drg, StringComparer.Ordinal).ToArray();
        var groups = new CaseGroup[order.Length];
        var next = new int[order.Length];
        var at = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var (material, drg) = _groups[order[i]];
            groups[i] = new(material, drg, at, _counts[order[i]]);
            next[order[i]] = at;
            at += _counts[order[i]];
        }

        var (units, place) = InOrder();
        var costs = GC.AllocateUninitializedArray<double>(at);
        var others = GC.AllocateUninitializedArray<CaseOther>(at);
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
        {
            foreach (ref readonly var each in _chunks[chunk].AsSpan(0, chunk == _chunks.Count - 1 ? _used : ChunkSize))
            {
                var to = next[each.Group]++;
                costs[to] = each.Cost;
                others[to] = new(place[each.Unit], each.Days);
            }

            _chunks[chunk] = [];
        }

        _chunks.Clear();
        _used = ChunkSize;
        Parallel.ForEach(groups, group => Sort(costs.AsSpan(group.Start, group.Count), others.AsSpan(group.Start, group.Count)));
        return new([.. groups], units, costs, others);
    }

    /// <summary>By cost, and contacts of equal cost by unit and days: sums over them are then the same whatever order they came
    /// in.</summary>
    private static void Sort(Span<double> costs, Span<CaseOther> others)
    {
        costs.Sort(others);
        for (var from = 0; from < costs.Length;)
        {
            var to = from + 1;
            while (to < costs.Length && costs[to] == costs[from])
                to++;
            if (to - from > 1)
                others[from..to].Sort((one, two) => one.Unit != two.Unit ? one.Unit.CompareTo(two.Unit) : one.Days.CompareTo(two.Days));
            from = to;
        }
    }

    /// <summary>The units in the order of their parts, equal ones as one, and the place of each that was met.</summary>
    private (ImmutableArray<ReportingUnit> Units, int[] Place) InOrder()
    {
        var units = _units.Distinct().Order(Comparer<ReportingUnit>.Create(Compare)).ToImmutableArray();
        var places = units.Select((unit, i) => (unit, i)).ToDictionary(each => each.unit, each => each.i);
        return (units, [.. _units.Select(unit => places[unit])]);

        static int Compare(ReportingUnit one, ReportingUnit two)
        {
            for (var i = 0; i < Math.Min(one.Parts.Length, two.Parts.Length); i++)
            {
                if (string.CompareOrdinal(one.Parts[i], two.Parts[i]) is var order and not 0)
                    return order;
            }

            return one.Parts.Length.CompareTo(two.Parts.Length);
        }
    }

    private Form FormOf(string careForm, string specialty)
    {
        foreach (var form in _forms)
        {
            if (ReferenceEquals(form.CareForm, careForm) && (!bySpecialty || ReferenceEquals(form.Specialty, specialty)))
                return form;
        }

        var name = bySpecialty && specialty.Length > 0 ? $"{(byCareForm ? careForm : "")}/{specialty}" : byCareForm ? careForm : "";
        var material = _forms.FirstOrDefault(form => form.Material == name)?.Material ?? name;
        _forms.Add(new(careForm, specialty, material, CareFormWord.HasDays(careForm)));
        return _forms[^1];
    }

    private int NumberOf(ReportingUnit unit)
    {
        if (_unitNumbers.TryGetValue(unit, out var number))
            return number;
        _units.Add(unit);
        return _unitNumbers[unit] = _units.Count - 1;
    }

    private int NumberOf(string material, string drg)
    {
        if (ReferenceEquals(drg, _last.Drg) && ReferenceEquals(material, _last.Material))
            return _last.Number;
        if (!_numbers.TryGetValue((material, drg), out var number))
        {
            number = _groups.Count;
            if (number > ushort.MaxValue)
                throw new InvalidDataException($"more than {ushort.MaxValue} groups: the column of groups is another");
            _numbers.Add((material, drg), number);
            _groups.Add((material, drg));
            _counts.Add(0);
        }

        _last = (material, drg, number);
        return number;
    }

    /// <summary>What follows from care form and specialty, asked once for each that the reader hands on.</summary>
    private sealed record Form(string CareForm, string Specialty, string Material, bool HasDays);

    private readonly record struct RawCase(double Cost, int Unit, ushort Group, ushort Days);
}

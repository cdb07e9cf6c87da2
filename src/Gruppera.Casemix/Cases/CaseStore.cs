using System.Runtime.InteropServices;

namespace Gruppera.Casemix.Cases;

/// <summary>Gathers contacts of a reference material, sixteen bytes each, and puts them in order by group and cost.
/// Not thread-safe.</summary>
/// <param name="byCareForm">True to keep care forms apart: each is a material of its own.</param>
/// <param name="bySpecialty">True to keep specialties apart too: <c>inpatient/psychiatric</c>.</param>
public sealed class CaseStore(bool byCareForm = false, bool bySpecialty = false)
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

            if (_used == ChunkSize)
            {
                _chunks.Add(new RawCase[ChunkSize]);
                _used = 0;
            }

            if (!ReferenceEquals(contact.CareForm, _form.CareForm) || (bySpecialty && !ReferenceEquals(contact.Specialty, _form.Specialty)))
                _form = FormOf(contact.CareForm, contact.Specialty ?? "");
            var group = NumberOf(_form.Material, contact.Drg);
            CollectionsMarshal.AsSpan(_counts)[group]++;
            _chunks[^1][_used++] = new(
                contact.Cost * known, unit, (ushort)group,
                _form.HasDays ? (ushort)Math.Clamp(contact.Days, 0, ushort.MaxValue) : (ushort)0);
            Count++;
        }
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

        var costs = GC.AllocateUninitializedArray<double>(at);
        var others = GC.AllocateUninitializedArray<CaseOther>(at);
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
        {
            foreach (ref readonly var each in _chunks[chunk].AsSpan(0, chunk == _chunks.Count - 1 ? _used : ChunkSize))
            {
                var place = next[each.Group]++;
                costs[place] = each.Cost;
                others[place] = new(each.Unit, each.Days);
            }

            _chunks[chunk] = [];
        }

        _chunks.Clear();
        _used = ChunkSize;
        Parallel.ForEach(groups, group => costs.AsSpan(group.Start, group.Count).Sort(others.AsSpan(group.Start, group.Count)));
        return new([.. groups], [.. _units], costs, others);
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

using Gruppera.Casemix.Merging;
using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Stays;

/// <summary>Care days of inpatient contacts counted by unit and group: how many stayed each number of days. The same contacts give the same
/// table in any order. It holds no contact. Not thread-safe.</summary>
public sealed class StayTable : IMergeable
{
    private readonly Dictionary<ReportingUnit, Dictionary<StayKey, StayCell>> _units = [];
    private readonly Dictionary<ReportingUnit, Dictionary<StayKey, StayCell>> _seen = new(ReferenceEqualityComparer.Instance);

    private (string? CareForm, bool HasDays) _last = (null, true);

    /// <summary>Inpatient contacts.</summary>
    public long Contacts { get; private set; }

    /// <summary>Contacts without care days: visits, which have no length of stay.</summary>
    public long Others { get; private set; }

    /// <summary>Units in the order of their names.</summary>
    public IEnumerable<ReportingUnit> Units => _units.Keys.OrderBy(unit => unit.ToString(), StringComparer.Ordinal);

    /// <summary>Cells of all units, in the order of units and groups.</summary>
    public IEnumerable<StayCell> Cells => Units.SelectMany(Of);

    /// <summary>Cells of a unit in the order of their groups; none if the table lacks the unit.</summary>
    public IEnumerable<StayCell> Of(ReportingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return _units.TryGetValue(unit, out var cells)
        ? cells.Values.OrderBy(cell => cell.Drg, StringComparer.Ordinal).ThenBy(cell => cell.CareForm, StringComparer.Ordinal)
            .ThenBy(cell => cell.Specialty, StringComparer.Ordinal).ThenBy(cell => cell.Year)
        : [];
    }

    /// <summary>Adds contacts; those of outpatient care, or without care days, are counted and left out.</summary>
    public void Add(ReadOnlySpan<GroupedContact> contacts)
    {
        foreach (ref readonly var contact in contacts)
        {
            if (contact.Days <= 0 || !HasDays(contact.CareForm))
            {
                Others++;
                continue;
            }

            Contacts++;
            Cell(
                CellsOf(contact.Unit), new(contact.Drg, contact.CareForm ?? "", contact.Specialty ?? "", contact.Year)).Add(contact.Days);
        }
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Write7BitEncodedInt64(Others);
        var units = Units.ToList();
        to.Write7BitEncodedInt(units.Count);
        foreach (var unit in units)
        {
            to.Write(unit);
            var cells = Of(unit).ToList();
            to.Write7BitEncodedInt(cells.Count);
            foreach (var cell in cells)
            {
                foreach (var text in new[] { cell.Drg, cell.CareForm, cell.Specialty })
                    to.Write(text);
                to.Write7BitEncodedInt(cell.Year);
                var days = cell.Days.ToList();
                to.Write7BitEncodedInt(days.Count);
                foreach (var (number, contacts) in days)
                {
                    to.Write7BitEncodedInt(number);
                    to.Write7BitEncodedInt64(contacts);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Others += from.Read7BitEncodedInt64();
        for (var units = from.ReadCount(); units > 0; units--)
        {
            var cells = CellsOf(from.ReadUnit());
            for (var count = from.ReadCount(); count > 0; count--)
            {
                var cell = Cell(cells, new(from.ReadString(), from.ReadString(), from.ReadString(), from.Read7BitEncodedInt()));
                for (var days = from.ReadCount(); days > 0; days--)
                {
                    var (number, contacts) = (from.ReadCount(), from.Read7BitEncodedInt64());
                    cell.Add(number, contacts);
                    Contacts += contacts;
                }
            }
        }
    }

    private bool HasDays(string? careForm)
    {
        if (!ReferenceEquals(careForm, _last.CareForm))
            _last = (careForm, CareFormWord.HasDays(careForm));
        return _last.HasDays;
    }

    private Dictionary<StayKey, StayCell> CellsOf(ReportingUnit unit)
    {
        if (_seen.TryGetValue(unit, out var cells))
            return cells;
        if (!_units.TryGetValue(unit, out cells))
            _units.Add(unit, cells = []);
        _seen.Add(unit, cells);
        return cells;
    }

    private static StayCell Cell(Dictionary<StayKey, StayCell> cells, StayKey key)
    {
        if (!cells.TryGetValue(key, out var cell))
            cells.Add(key, cell = new(key.Drg, key.CareForm, key.Specialty, key.Year));
        return cell;
    }
}

/// <summary>Inpatient contacts of one unit in one group and care form, by their care days. Not thread-safe.</summary>
/// <param name="drg">The group; empty for contacts without one.</param>
/// <param name="careForm">Care form; empty if the file has none.</param>
/// <param name="specialty">Specialty; empty if the file has none.</param>
/// <param name="year">Year; 0 if it was not asked for.</param>
public sealed class StayCell(string drg, string careForm = "", string specialty = "", int year = 0)
{
    private const int FewDays = 256;
    private readonly SortedDictionary<int, long> _more = [];
    private long[] _few = new long[8];

    /// <summary>The group.</summary>
    public string Drg { get; } = drg ?? throw new ArgumentNullException(nameof(drg));

    /// <summary>Care form.</summary>
    public string CareForm => careForm;

    /// <summary>Specialty.</summary>
    public string Specialty => specialty;

    /// <summary>Year; 0 if it was not asked for.</summary>
    public int Year => year;

    /// <summary>Care days and how many contacts have them, in ascending order.</summary>
    public IEnumerable<KeyValuePair<int, long>> Days
    {
        get
        {
            for (var days = 0; days < _few.Length; days++)
            {
                if (_few[days] > 0)
                    yield return new(days, _few[days]);
            }

            foreach (var pair in _more)
                yield return pair;
        }
    }

    internal void Add(int days, long contacts = 1)
    {
        if (days >= FewDays)
        {
            _more[days] = _more.GetValueOrDefault(days) + contacts;
            return;
        }

        if (days >= _few.Length)
            Array.Resize(ref _few, Math.Max(days + 1, _few.Length * 2));
        _few[days] += contacts;
    }

    /// <summary>The care days that lie within the limits of a list.</summary>
    internal IEnumerable<KeyValuePair<int, long>> Within(DrgWeight? limits) =>
        limits is null ? Days : Days.Where(pair => limits.KindOf(double.NaN, pair.Key) == OutlierKinds.None);
}

/// <summary>What cells of a unit are distinguished by.</summary>
internal readonly record struct StayKey(string Drg, string CareForm, string Specialty, int Year)
{
    /// <summary>Of the group and year alone: they tell nearly all apart.</summary>
    public override int GetHashCode() => Drg.GetHashCode(StringComparison.Ordinal) + Year;
}

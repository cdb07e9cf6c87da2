using System.Runtime.CompilerServices;
using Gruppera.Casemix.Merging;
using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Indices;

/// <summary>Contacts counted by unit and group: what every index and comparison is made from. It holds a cell for each group of each unit,
/// never a contact. The same contacts give the same table in any order and however they are divided among tables that are added.
/// Not thread-safe.</summary>
/// <param name="lists">Weights, and the limits above which a contact is an outlier where a list has such.</param>
public sealed class CasemixTable(YearlyWeights lists) : IMergeable
{
    private readonly Dictionary<ReportingUnit, Dictionary<CellKey, CasemixCell>> _units = [];
    private readonly Dictionary<ReportingUnit, Dictionary<CellKey, CasemixCell>> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Recent[] _recent = new Recent[2048];

    /// <summary>The weights.</summary>
    public YearlyWeights Lists { get; } = lists ?? throw new ArgumentNullException(nameof(lists));

    /// <summary>Units in the order of their names.</summary>
    public IEnumerable<ReportingUnit> Units => _units.Keys.OrderBy(unit => unit.ToString(), StringComparer.Ordinal);

    /// <summary>Cells of all units, in the order of units and groups.</summary>
    public IEnumerable<CasemixCell> Cells => Units.SelectMany(Of);

    /// <summary>Cells of a unit in the order of their groups; none if the table lacks the unit.</summary>
    public IEnumerable<CasemixCell> Of(ReportingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return _units.TryGetValue(unit, out var cells)
        ? cells.Values.OrderBy(cell => cell.Drg, StringComparer.Ordinal).ThenBy(cell => cell.Mdc, StringComparer.Ordinal)
            .ThenBy(cell => cell.CareForm, StringComparer.Ordinal).ThenBy(cell => cell.Year)
        : [];
    }

    /// <summary>Adds contacts.</summary>
    public void Add(ReadOnlySpan<GroupedContact> contacts)
    {
        var (hasSpecialties, areByYear) = (Lists.HasSpecialties, Lists.AreByYear);
        foreach (ref readonly var contact in contacts)
        {
            var specialty = hasSpecialties ? contact.Specialty ?? "" : "";
            var year = areByYear ? contact.Year : 0;
            ref var recent = ref _recent[Recent.PlaceOf(contact) % _recent.Length];
            if (recent.Cell is null || !recent.IsOf(contact, specialty, year))
                recent = new(contact.Unit, Cell(
                    CellsOf(contact.Unit), new(contact.Drg, contact.Mdc, contact.CareForm, specialty, year)));
            recent.Cell.Add(contact);
        }
    }

    /// <summary>Adds the contacts of another table of the same list.</summary>
    public void Add(CasemixTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (unit, cells) in other._units)
        {
            foreach (var cell in cells.Values)
                Cell(CellsOf(unit), cell.Key).Add(cell);
        }
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        var units = Units.ToList();
        to.Write7BitEncodedInt(units.Count);
        foreach (var unit in units)
        {
            to.Write(unit);
            var cells = Of(unit).ToList();
            to.Write7BitEncodedInt(cells.Count);
            foreach (var cell in cells)
            {
                foreach (var text in new[] { cell.Drg, cell.Mdc, cell.CareForm, cell.Specialty })
                    to.Write(text);
                to.Write7BitEncodedInt(cell.Year);
                cell.Write(to);
            }
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        for (var units = from.ReadCount(); units > 0; units--)
        {
            var cells = CellsOf(from.ReadUnit());
            for (var count = from.ReadCount(); count > 0; count--)
                Cell(cells, new(
                    from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString(), from.Read7BitEncodedInt())).Add(from);
        }
    }

    /// <summary>The same contacts by the first parts of their units alone.</summary>
    /// <param name="parts">How many parts are kept.</param>
    public CasemixTable ByFirst(int parts)
    {
        var (table, known) = (new CasemixTable(Lists), new Dictionary<ReportingUnit, ReportingUnit>());
        foreach (var (unit, cells) in _units)
        {
            var first = new ReportingUnit(unit.Parts[..parts]);
            if (!known.TryGetValue(first, out var shared))
                known.Add(first, shared = first);
            foreach (var cell in cells.Values)
                table.Cell(table.CellsOf(shared), cell.Key).Add(cell);
        }

        return table;
    }

    /// <summary>The same contacts but for those of some units.</summary>
    /// <param name="isKept">False for units whose contacts are left out.</param>
    public CasemixTable Only(Func<ReportingUnit, bool> isKept)
    {
        ArgumentNullException.ThrowIfNull(isKept);
        var table = new CasemixTable(Lists);
        foreach (var (unit, cells) in _units.Where(pair => isKept(pair.Key)))
        {
            foreach (var cell in cells.Values)
                table.Cell(table.CellsOf(unit), cell.Key).Add(cell);
        }

        return table;
    }

    private Dictionary<CellKey, CasemixCell> CellsOf(ReportingUnit unit)
    {
        if (_seen.TryGetValue(unit, out var cells))
            return cells;
        if (!_units.TryGetValue(unit, out cells))
            _units.Add(unit, cells = []);
        _seen.Add(unit, cells);
        return cells;
    }

    private CasemixCell Cell(Dictionary<CellKey, CasemixCell> cells, CellKey key)
    {
        if (!cells.TryGetValue(key, out var cell))
            cells.Add(key, cell = new(key, Lists.Of(key.Year)?.Find(key.Drg, key.CareForm, key.Specialty)));
        return cell;
    }

    /// <summary>A cell that contacts were added to lately, found by its texts' identity: a reader gives the same text as the same object.
    /// Other objects of equal texts are found by what they say.</summary>
    private readonly record struct Recent(ReportingUnit Unit, CasemixCell Cell)
    {
        internal static uint PlaceOf(in GroupedContact contact) =>
            ((uint)RuntimeHelpers.GetHashCode(contact.Drg) * 31) + ((uint)RuntimeHelpers.GetHashCode(contact.Unit) * 17)
                + (uint)RuntimeHelpers.GetHashCode(contact.CareForm);

        internal bool IsOf(in GroupedContact contact, string specialty, int year) => ReferenceEquals(Unit, contact.Unit)
            && ReferenceEquals(Cell.Drg, contact.Drg) && ReferenceEquals(Cell.Mdc, contact.Mdc)
            && ReferenceEquals(Cell.CareForm, contact.CareForm) && ReferenceEquals(Cell.Specialty, specialty) && Cell.Year == year;
    }
}

using Gruppera.Casemix.Merging;

namespace Gruppera.Workflows.Simulation;

/// <summary>Contacts of a unit, MDC and care form that have one group before and one after. An immutable value.</summary>
/// <param name="Unit">Unit, or empty if units are not distinguished.</param>
/// <param name="Mdc">MDC under the earlier set; empty if there is none.</param>
/// <param name="CareForm">Care form of the contacts; outside for visits that are part of a stay too. Outside weighs nothing.</param>
/// <param name="From">Group under the earlier set.</param>
/// <param name="To">Group under the later set.</param>
/// <param name="Contacts">How many.</param>
/// <param name="Cost">Their costs together, in kronor; 0 if there are none.</param>
public readonly record struct MoveCell(
    string Unit, string Mdc, CareForm CareForm, string From, string To, long Contacts, double Cost)
{
    /// <summary>Sex and age of its patients.</summary>
    public PatientGroup Patients { get; init; }
}

/// <summary>Contacts summed by unit, MDC, care form and both groups: all that reports ask, in memory that does not grow with the contacts.
/// Not thread-safe.</summary>
public sealed class MoveCube : IMergeable
{
    private readonly Dictionary<MoveKey, (long Contacts, long Öre)> _cells = [];

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<MoveCell> Cells =>
    [
        .. InOrder().Select(cell => new MoveCell(
            cell.Key.Unit, cell.Key.Mdc, cell.Key.Form, cell.Key.From, cell.Key.To, cell.Value.Contacts, Kronor(cell.Value.Öre))
        {
            Patients = cell.Key.Patients,
        }),
    ];

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Write7BitEncodedInt(_cells.Count);
        foreach (var (key, (contacts, öre)) in InOrder())
        {
            foreach (var text in new[] { key.Unit, key.Mdc, key.From, key.To })
                to.Write(text);
            to.Write((byte)key.Form);
            to.Write((byte)key.Patients.Sex);
            to.Write((byte)key.Patients.From);
            to.Write7BitEncodedInt64(contacts);
            to.Write7BitEncodedInt64(öre);
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        for (var count = from.Read7BitEncodedInt(); count > 0; count--)
        {
            var (unit, mdc, before, after) = (from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString());
            var (form, patients) = ((CareForm)from.ReadByte(), new PatientGroup((Sex)from.ReadByte(), from.ReadByte()));
            Add(new(unit, mdc, form, before, after, patients), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64());
        }
    }

    /// <summary>A cost in whole öre; 0 where there is none.</summary>
    internal static long Öre(double cost) => double.IsFinite(cost) ? (long)Math.Round(cost * 100, MidpointRounding.AwayFromZero) : 0;

    internal static double Kronor(long öre) => öre / 100.0;

    internal void Add(MoveKey key, long contacts, long öre)
    {
        var known = _cells.GetValueOrDefault(key);
        _cells[key] = (known.Contacts + contacts, known.Öre + öre);
    }

    private IEnumerable<KeyValuePair<MoveKey, (long Contacts, long Öre)>> InOrder() => _cells
        .OrderBy(cell => cell.Key.Unit, StringComparer.Ordinal).ThenBy(cell => cell.Key.Mdc, StringComparer.Ordinal)
        .ThenBy(cell => cell.Key.From, StringComparer.Ordinal).ThenBy(cell => cell.Key.To, StringComparer.Ordinal)
        .ThenBy(cell => cell.Key.Form).ThenBy(cell => cell.Key.Patients.Order);

    /// <summary>What cells differ in.</summary>
    internal readonly record struct MoveKey(string Unit, string Mdc, CareForm Form, string From, string To, PatientGroup Patients);
}

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
public sealed class MoveCube
{
    private readonly Dictionary<
        (string Unit, string Mdc, CareForm Form, string From, string To, PatientGroup Patients), (long Contacts, double Cost)>
        _cells = [];

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<MoveCell> Cells =>
    [
        .. _cells.Select(cell =>
            new MoveCell(
                cell.Key.Unit, cell.Key.Mdc, cell.Key.Form, cell.Key.From, cell.Key.To, cell.Value.Contacts, cell.Value.Cost)
            {
                Patients = cell.Key.Patients,
            })
            .OrderBy(cell => cell.Unit, StringComparer.Ordinal).ThenBy(cell => cell.Mdc, StringComparer.Ordinal)
            .ThenBy(cell => cell.From, StringComparer.Ordinal).ThenBy(cell => cell.To, StringComparer.Ordinal)
            .ThenBy(cell => cell.CareForm).ThenBy(cell => cell.Patients.Order),
    ];

    internal void Add(string unit, string mdc, CareForm form, string from, string to, PatientGroup patients, double cost)
    {
        var key = (unit, mdc, form, from, to, patients);
        var (contacts, sum) = _cells.GetValueOrDefault(key);
        _cells[key] = (contacts + 1, sum + (double.IsFinite(cost) ? cost : 0));
    }
}

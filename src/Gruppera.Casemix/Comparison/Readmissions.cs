using System.Collections.Immutable;

namespace Gruppera.Casemix.Comparison;

/// <summary>Inpatient contacts that the same patient's next admission followed within so many days, within the reach of the material.
/// Filled, then asked; not thread-safe.</summary>
/// <remarks>An admission on the day of discharge is a transfer and part of the same care: the later contact is then the one that can be
/// followed. A discharge later than so many days before the last one of the material is not judged, since what follows is not known.
/// Whether the admission was planned is not known. docs/casemix/expected.md.</remarks>
/// <param name="within">Days, such as 30.</param>
public sealed class Readmissions(int within)
{
    private readonly Dictionary<string, List<(DateOnly Admitted, DateOnly Discharged, ReportingUnit Unit, string Drg)>> _patients =
        new(StringComparer.Ordinal);

    private DateOnly _last = DateOnly.MinValue;

    /// <summary>Adds an inpatient contact.</summary>
    /// <param name="patient">Pseudonym of the patient.</param>
    /// <param name="admitted">Day of admission.</param>
    /// <param name="discharged">Day of discharge.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="drg">Its group.</param>
    public void Add(string patient, DateOnly admitted, DateOnly discharged, ReportingUnit unit, string drg)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(drg);
        if (!_patients.TryGetValue(patient, out var contacts))
            _patients[patient] = contacts = [];
        contacts.Add((admitted, discharged, unit, drg));
        _last = discharged > _last ? discharged : _last;
    }

    /// <summary>Contacts that can be judged, each with whether another admission followed.</summary>
    public StandardisedMeasure Measure()
    {
        var measure = new StandardisedMeasure();
        foreach (var contacts in _patients.Values)
        {
            var sorted = contacts.OrderBy(contact => contact.Admitted).ThenBy(contact => contact.Discharged).ToImmutableArray();
            for (var i = 0; i < sorted.Length; i++)
            {
                var (_, discharged, unit, drg) = sorted[i];
                var next = i + 1 < sorted.Length ? sorted[i + 1].Admitted : DateOnly.MaxValue;
                if (discharged.AddDays(within) > _last || next <= discharged)
                    continue;
                measure.Add(unit, drg, next <= discharged.AddDays(within) ? 1 : 0);
            }
        }

        return measure;
    }
}

using System.Runtime.InteropServices;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>An inpatient stay as far as joining asks.</summary>
internal readonly record struct Stay(
    UInt128 Key, Moment Start, Moment End, long Row, string Id, int Days, bool IsDead, bool IsTransferred, Specialty Specialty,
    bool HasDiagnoses, decimal? Cost)
{
    internal static Stay Of(UInt128 key, ContactRecord record) => new(
        key, Moment.StartOf(record), Moment.EndOf(record), record.Row, record.Contact.Id, record.Contact.Duration.Days,
        record.Contact.Discharge == DischargeMode.Dead, record.Contact.Discharge == DischargeMode.Transferred, record.Specialty,
        !record.Contact.Diagnoses.IsEmpty, Costs.TryRead(record.Cost, out var cost) ? cost : null);

    /// <summary>What the stay is called: its id, or its row where it has none.</summary>
    internal string Name => Id.Length > 0 ? Id : $"row {Row}";
}

/// <summary>All stays of a file, in order of patient and hospital and then of time:
/// what stands where in the file has no part in it.</summary>
internal sealed class Stays
{
    private readonly List<Stay> _stays = [];

    internal void Add(Stay stay) => _stays.Add(stay);

    /// <summary>Ends the adding.</summary>
    internal void Sort() => _stays.Sort((one, other) =>
    {
        var order = one.Key.CompareTo(other.Key);
        order = order != 0 ? order : one.Start.CompareTo(other.Start);
        order = order != 0 ? order : one.End.CompareTo(other.End);
        order = order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
        return order != 0 ? order : one.Row.CompareTo(other.Row);
    });

    internal ReadOnlySpan<Stay> All => CollectionsMarshal.AsSpan(_stays);

    /// <summary>The first stay that a visit can have led to.</summary>
    /// <param name="key">Patient and hospital.</param>
    /// <param name="visit">When the visit began.</param>
    /// <param name="days">Days after the visit on which a stay may begin.</param>
    internal Stay? After(UInt128 key, Moment visit, int days)
    {
        var all = All;
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var before = all[middle].Key != key ? all[middle].Key < key : all[middle].Start.Day < visit.Day;
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        for (; low < all.Length && all[low].Key == key && all[low].Start.Day <= visit.Day + days; low++)
        {
            if (!all[low].Start.IsBefore(visit) && !all[low].End.IsBefore(visit))
                return all[low];
        }

        return null;
    }
}

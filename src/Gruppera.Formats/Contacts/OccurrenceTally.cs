using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Gruppera.Formats.Contacts;

/// <summary>The counters of <see cref="OccurrenceCounter"/>. Whether a code is asked for is determined once for each code.
/// Not thread-safe.</summary>
internal sealed class OccurrenceTally(Func<Diagnosis, bool> diagnosis, Func<ProcedureCode, bool> procedure)
{
    private readonly Dictionary<Diagnosis, bool> _diagnoses = [];
    private readonly Dictionary<ProcedureCode, bool> _procedures = [];
    private readonly Dictionary<string, long[]> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<Diagnosis, long> _principal = [];
    private readonly Dictionary<Diagnosis, long> _secondary = [];
    private readonly Dictionary<ProcedureCode, long> _procedure = [];
    private readonly HashSet<Diagnosis> _seen = [];
    private readonly HashSet<ProcedureCode> _done = [];
    private long _contacts;

    /// <summary>Counts a contact where it has a code that is asked for, or always.</summary>
    internal void Add(in ContactView contact, string drg, bool countsAlways)
    {
        var (isPrincipal, isSecondary, isProcedure) = (false, false, false);
        _seen.Clear();
        _done.Clear();
        var isFirst = true;
        foreach (var recorded in contact.Diagnoses)
        {
            if (recorded.IsBlank)
                continue;
            if (Asks(recorded) && (isFirst || _seen.Add(recorded)))
            {
                (isPrincipal, isSecondary) = (isPrincipal || isFirst, isSecondary || !isFirst);
                CollectionsMarshal.GetValueRefOrAddDefault(isFirst ? _principal : _secondary, recorded, out _)++;
            }

            isFirst = false;
        }

        foreach (var code in contact.Procedures)
        {
            if (code.IsBlank || !Asks(code) || !_done.Add(code))
                continue;
            isProcedure = true;
            CollectionsMarshal.GetValueRefOrAddDefault(_procedure, code, out _)++;
        }

        if (!countsAlways && !isPrincipal && !isSecondary && !isProcedure)
            return;
        _contacts++;
        if (!_groups.TryGetValue(drg, out var counts))
            _groups[drg] = counts = new long[4];
        counts[0]++;
        counts[1] += isPrincipal ? 1 : 0;
        counts[2] += isSecondary ? 1 : 0;
        counts[3] += isProcedure ? 1 : 0;
    }

    internal Occurrences Result() => new()
    {
        Contacts = _contacts,
        Groups = [.. _groups.Select(group => new GroupCount(group.Key, group.Value[0], group.Value[1], group.Value[2], group.Value[3]))
            .OrderByDescending(group => group.Contacts).ThenBy(group => group.Drg, StringComparer.Ordinal)],
        Principal = Sorted(_principal),
        Secondary = Sorted(_secondary),
        Procedures = Sorted(_procedure),
    };

    private static ImmutableArray<CodeCount> Sorted<T>(Dictionary<T, long> counts)
        where T : struct =>
        [.. counts.Select(count => new CodeCount(count.Key.ToString()!, count.Value)).OrderByDescending(count => count.Contacts)
            .ThenBy(count => count.Code, StringComparer.Ordinal)];

    private bool Asks(Diagnosis recorded)
    {
        if (!_diagnoses.TryGetValue(recorded, out var asks))
            _diagnoses[recorded] = asks = diagnosis(recorded);
        return asks;
    }

    private bool Asks(ProcedureCode recorded)
    {
        if (!_procedures.TryGetValue(recorded, out var asks))
            _procedures[recorded] = asks = procedure(recorded);
        return asks;
    }
}

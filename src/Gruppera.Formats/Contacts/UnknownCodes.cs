using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gruppera.Formats.Contacts;

/// <summary>Codes of contacts that the set does not know, counted. Only asked about contacts with a code without properties.
/// Not thread-safe.</summary>
public sealed class UnknownCodes
{
    private readonly KnownCodes? _known;
    private readonly bool _countsTexts;
    private readonly CodeCounts<DiagnosisCode> _diagnoses = new();
    private readonly CodeCounts<ProcedureCode> _procedures = new();

    internal long Contacts { get; private set; }

    internal long Principals { get; private set; }

    internal long Times => _diagnoses.Times + _procedures.Times;

    /// <summary>Counts against the codes of a set. A text that no code can be is counted as <c>?</c>.</summary>
    public UnknownCodes(KnownCodes known)
    {
        ArgumentNullException.ThrowIfNull(known);
        (_known, _countsTexts) = (known, true);
    }

    internal UnknownCodes()
    {
    }

    /// <summary>Counts the codes of a contact that the set does not know.</summary>
    public void Count(in ContactView contact) => Count(contact, _known!);

    internal void Count(in ContactView contact, KnownCodes known)
    {
        var before = Times;
        for (var i = 0; i < contact.Diagnoses.Length; i++)
        {
            ref readonly var diagnosis = ref contact.Diagnoses[i];
            Principals += Add(diagnosis.Code, known) && i == 0 ? 1 : 0;
            Add(diagnosis.Dagger, known);
        }

        foreach (var procedure in contact.Procedures)
        {
            if (!_procedures.WasThere(procedure, out _))
                _procedures.Add(procedure, IsUnderstood(procedure, known));
        }

        Contacts += Times > before ? 1 : 0;
    }

    /// <summary>True for a code of the set, for a medicine, of which a set has only those that it groups by, and for the mark of a visit
    /// that is part of a stay, which has its meaning in any set.</summary>
    private static bool IsUnderstood(ProcedureCode code, KnownCodes known) =>
        known.Has(code) || code == JoinedVisit.Mark || KnownCodes.IsMedicine(code.ToString());

    internal static UnknownCodes Sum(IEnumerable<UnknownCodes> parts)
    {
        var sum = new UnknownCodes();
        foreach (var part in parts)
        {
            sum.Contacts += part.Contacts;
            sum.Principals += part.Principals;
            sum._diagnoses.Add(part._diagnoses);
            sum._procedures.Add(part._procedures);
        }

        return sum;
    }

    /// <summary>How often, by fact: <c>diagnoses</c> and <c>procedures</c>; only those that have some.</summary>
    /// <param name="shown">Codes of a fact at most, the most frequent first.</param>
    public ImmutableArray<OddColumn> ByFact(int shown = 5) =>
    [
        .. new[]
        {
            new OddColumn(CodeFacts.Diagnoses, OddKind.UnknownCode, _diagnoses.Times, Most(_diagnoses.All, shown)),
            new OddColumn(CodeFacts.Procedures, OddKind.UnknownCode, _procedures.Times, Most(_procedures.All, shown)),
        }.Where(column => column.Count > 0),
    ];

    /// <summary>The codes that occur most often.</summary>
    internal ImmutableArray<(string Code, long Times)> Most(int count) => Most(_diagnoses.All.Concat(_procedures.All), count);

    private static ImmutableArray<(string Code, long Times)> Most(IEnumerable<(string Code, long Times)> codes, int count) =>
        [.. codes.OrderByDescending(each => each.Times).ThenBy(each => each.Code, StringComparer.Ordinal).Take(count)];

    private bool Add(DiagnosisCode code, KnownCodes known)
    {
        // Where cells are read, a text that is no code is told elsewhere: as a missing principal diagnosis, or among odd values.
        if (code.IsBlank || (code == DiagnosisCode.Unknown && !_countsTexts))
            return false;
        return _diagnoses.WasThere(code, out var isUnknown)
            ? isUnknown
            : _diagnoses.Add(code, known.Has(code) || KnownCodes.IsMedicine(code.ToString()));
    }

    /// <summary>How often unknown codes of a kind were met; known ones are remembered too, so that nobody asks again.</summary>
    private sealed class CodeCounts<T>
        where T : struct
    {
        private const int MostCodes = 100_000;
        private const long Known = -1;
        private readonly Dictionary<T, long> _codes = [];

        internal long Times { get; private set; }

        internal IEnumerable<(string Code, long Times)> All =>
            _codes.Where(each => each.Value > 0).Select(each => (each.Key.ToString()!, each.Value));

        /// <summary>Counts a code that was met before, if the set does not know it.</summary>
        internal bool WasThere(T code, out bool isUnknown)
        {
            ref var times = ref CollectionsMarshal.GetValueRefOrNullRef(_codes, code);
            isUnknown = false;
            if (Unsafe.IsNullRef(ref times))
                return false;
            isUnknown = times != Known;
            if (isUnknown)
                (times, Times) = (times + 1, Times + 1);
            return true;
        }

        /// <summary>Counts a code that is met for the first time; true if the set does not know it.</summary>
        internal bool Add(T code, bool isKnown)
        {
            if (_codes.Count < MostCodes)
                _codes.Add(code, isKnown ? Known : 1);
            Times += isKnown ? 0 : 1;
            return !isKnown;
        }

        internal void Add(CodeCounts<T> other)
        {
            Times += other.Times;
            foreach (var (code, times) in other._codes.Where(each => each.Value > 0))
                _codes[code] = _codes.GetValueOrDefault(code) + times;
        }
    }
}

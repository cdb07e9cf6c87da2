using System.Runtime.CompilerServices;

namespace Gruppera.Compilation;

/// <summary>All codes with what they give. Entry 0 is the code that no table knows. Immutable.</summary>
internal sealed class CodeTable
{
    internal required CodeMap Diagnoses { get; init; }

    internal required Dictionary<Diagnosis, int> Pairs { get; init; }

    internal required CodeMap Procedures { get; init; }

    internal required CodeEntry[] Entries { get; init; }

    /// <summary>Facts, complications and exclusion groups of the entries; ascending within a part of an entry.</summary>
    internal required ushort[] Items { get; init; }

    /// <summary>True if a code that is not there is read as its longest known prefix.</summary>
    internal required bool TakesPrefixes { get; init; }

    /// <summary>The entry of a diagnosis code; the code becomes the one that was found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int FindDiagnosis(ref ulong code)
    {
        var entry = Diagnoses.Find(code);
        return entry == 0 && TakesPrefixes ? Diagnoses.FindPrefix(ref code) : entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int FindProcedure(ulong code)
    {
        var entry = Procedures.Find(code);
        return entry == 0 && TakesPrefixes ? Procedures.FindPrefix(ref code) : entry;
    }

    internal int FindPair(ulong code, ulong dagger) =>
        Pairs.TryGetValue(new(DiagnosisCode.FromBits(code), DiagnosisCode.FromBits(dagger)), out var entry) ? entry : 0;

    internal ReadOnlySpan<ushort> DgpropsAndProcprops(scoped in CodeEntry entry) =>
        Items.AsSpan(entry.Start, entry.Dgprops + entry.Procprops);

    internal ReadOnlySpan<ushort> Procprops(scoped in CodeEntry entry) =>
        Items.AsSpan(entry.Start + entry.Dgprops, entry.Procprops);

    internal ReadOnlySpan<ushort> Pdgprops(scoped in CodeEntry entry) =>
        Items.AsSpan(entry.Start + entry.Dgprops + entry.Procprops, entry.Pdgprops);

    internal ReadOnlySpan<ushort> Sdgprops(scoped in CodeEntry entry) =>
        Items.AsSpan(entry.Start + entry.Dgprops + entry.Procprops + entry.Pdgprops, entry.Sdgprops);

    /// <summary>Numbers of complication values.</summary>
    internal ReadOnlySpan<ushort> ComplicationsOf(scoped in CodeEntry entry) =>
        Items.AsSpan(entry.Start + entry.Dgprops + entry.Procprops + entry.Pdgprops + entry.Sdgprops, entry.Complications);

    /// <summary>Exclusion groups that a principal diagnosis is on.</summary>
    internal ReadOnlySpan<ushort> ExclusionsOf(scoped in CodeEntry entry) => Items.AsSpan(
        entry.Start + entry.Dgprops + entry.Procprops + entry.Pdgprops + entry.Sdgprops + entry.Complications, entry.Exclusions);
}

/// <summary>Compares pairs by their bits: the comparer of record structs makes objects when it is first used.</summary>
internal sealed class PairComparer : IEqualityComparer<Diagnosis>
{
    public bool Equals(Diagnosis x, Diagnosis y) => x.Code.Bits == y.Code.Bits && x.Dagger.Bits == y.Dagger.Bits;

    public int GetHashCode(Diagnosis pair) => (int)(((pair.Code.Bits * 31) + pair.Dagger.Bits) * 0x9E3779B97F4A7C15 >> 32);
}

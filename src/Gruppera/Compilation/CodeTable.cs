namespace Gruppera.Compilation;

/// <summary>All codes with what they give. Entry 0 is the code that no table knows. Immutable.</summary>
internal sealed class CodeTable
{
    internal required CodeMap Diagnoses { get; init; }

    internal required Dictionary<(ulong Code, ulong Dagger), int> Pairs { get; init; }

    internal required CodeMap Procedures { get; init; }

    internal required CodeEntry[] Entries { get; init; }

    internal required ushort[] Facts { get; init; }

    /// <summary>Numbers of complication values, ranges of which belong to entries.</summary>
    internal required ushort[] Complications { get; init; }

    /// <summary>Exclusion groups that a principal diagnosis is on, ascending within an entry.</summary>
    internal required ushort[] Exclusions { get; init; }

    internal ReadOnlySpan<ushort> DgpropsAndProcprops(in CodeEntry entry) =>
        Facts.AsSpan(entry.Facts, entry.Dgprops + entry.Procprops);

    internal int FindPair(in Diagnosis diagnosis) => Pairs.GetValueOrDefault((diagnosis.Code.Bits, diagnosis.Dagger.Bits));

    internal ReadOnlySpan<ushort> Procprops(in CodeEntry entry) =>
        Facts.AsSpan(entry.Facts + entry.Dgprops, entry.Procprops);

    internal ReadOnlySpan<ushort> Pdgprops(in CodeEntry entry) =>
        Facts.AsSpan(entry.Facts + entry.Dgprops + entry.Procprops, entry.Pdgprops);

    internal ReadOnlySpan<ushort> Sdgprops(in CodeEntry entry) =>
        Facts.AsSpan(entry.Facts + entry.Dgprops + entry.Procprops + entry.Pdgprops, entry.Sdgprops);

    internal ReadOnlySpan<ushort> ComplicationsOf(in CodeEntry entry) =>
        Complications.AsSpan(entry.Complications, entry.ComplicationCount);

    internal ReadOnlySpan<ushort> ExclusionsOf(in CodeEntry entry) =>
        Exclusions.AsSpan(entry.Exclusions, entry.ExclusionCount);
}

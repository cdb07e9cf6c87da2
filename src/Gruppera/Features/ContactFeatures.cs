using System.Runtime.CompilerServices;
using Gruppera.Compilation;

namespace Gruppera.Features;

/// <summary>What the rules can ask about one contact. Lives on the stack of one call. Source: docs/specification/grouping.md §4.</summary>
internal ref struct ContactFeatures
{
    /// <param name="definition">The compiled set.</param>
    /// <param name="facts">Clear words, as many as the set has.</param>
    /// <param name="units">Room for one unit per code.</param>
    internal ContactFeatures(CompiledDefinition definition, Span<ulong> facts, Span<Unit> units)
    {
        Definition = definition;
        Facts = facts;
        Units = units;
    }

    internal CompiledDefinition Definition { get; }

    /// <summary>One bit per fact that the contact has; bit 0 is always set.</summary>
    internal Span<ulong> Facts { get; }

    /// <summary>The codes found, diagnoses first, in the order recorded.</summary>
    internal Span<Unit> Units { get; set; }

    internal bool HasValidPrincipal { get; set; }

    /// <summary>True if the property tables lack a code of the contact.</summary>
    internal bool HasUnknownCodes { get; set; }

    /// <summary>Diagnosis category after the recode of MDC 98; 0 if there is none.</summary>
    internal ushort Category { get; set; }

    /// <summary>Bits of OR values, as <see cref="CodeEntry.OrMask"/>.</summary>
    internal int OrMask { get; set; }

    /// <summary>Complication level: 0, 1 or 2.</summary>
    internal int Level { get; set; }

    internal Sex Sex { get; set; }

    internal int Age { get; set; }

    internal int Duration { get; set; }

    internal DischargeMode Discharge { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool Has(int fact) => (Facts[fact >> 6] >> fact & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Add(int fact) => Facts[fact >> 6] |= 1UL << fact;

    internal readonly void Remove(int fact) => Facts[fact >> 6] &= ~(1UL << fact);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Add(ReadOnlySpan<ushort> facts)
    {
        foreach (var fact in facts)
            Add(fact);
    }
}

/// <summary>One recorded code: the entries it draws on, 0 for those it lacks. In the secondary-procedure column those with
/// procedure properties count, procedures as well as the few diagnoses that have them. Source: docs/specification/grouping.md
/// §6.1.</summary>
/// <param name="First">Entry of the code.</param>
/// <param name="Dagger">Entry of the dagger code.</param>
/// <param name="Pair">Entry of the pair.</param>
/// <param name="Complicates">True for a secondary diagnosis other than the principal one.</param>
internal readonly record struct Unit(int First, int Dagger, int Pair, bool Complicates)
{
    internal bool IsPair => (Dagger | Pair) != 0;
}

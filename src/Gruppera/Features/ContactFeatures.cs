using System.Runtime.CompilerServices;
using Gruppera.Compilation;

namespace Gruppera.Features;

/// <summary>What the rules can ask about one contact. Lives on the stack of one call. Source: grouping.md §4.</summary>
internal ref struct ContactFeatures
{
    internal ContactFeatures(CompiledDefinition definition, Span<ulong> facts, Span<Unit> units)
    {
        Definition = definition;
        Facts = facts;
        Units = units;
    }

    internal CompiledDefinition Definition { get; }

    /// <summary>One bit per fact that the contact has; bit 0 is always set.</summary>
    internal Span<ulong> Facts { get; }

    /// <summary>Room for units; the first <see cref="UnitCount"/> are filled.</summary>
    internal Span<Unit> Units { get; }

    internal int UnitCount { get; set; }

    internal bool HasValidPrincipal { get; set; }

    /// <summary>Diagnosis category after the recode of MDC 98; 0 where there is none.</summary>
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

    internal readonly void Add(ReadOnlySpan<ushort> facts)
    {
        foreach (var fact in facts)
            Add(fact);
    }
}

/// <summary>One recorded procedure, or a diagnosis that counts as one, for the secondary-procedure column: the entries it draws on.</summary>
/// <param name="First">Entry of the code.</param>
/// <param name="Dagger">Entry of the dagger code, or 0.</param>
/// <param name="Pair">Entry of the pair, or 0.</param>
/// <remarks>Source: grouping.md §6.1.</remarks>
internal readonly record struct Unit(int First, int Dagger = 0, int Pair = 0);

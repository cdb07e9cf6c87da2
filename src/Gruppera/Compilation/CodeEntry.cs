namespace Gruppera.Compilation;

/// <summary>What one code, or one asterisk-dagger pair, gives: ranges into <see cref="CodeTable"/>'s shared arrays.</summary>
internal readonly struct CodeEntry
{
    /// <summary>First fact; diagnosis properties come first, then procedure properties, then those of a principal
    /// diagnosis, then those of a first secondary diagnosis.</summary>
    internal int Facts { get; init; }

    internal ushort Dgprops { get; init; }

    internal ushort Procprops { get; init; }

    internal ushort Pdgprops { get; init; }

    internal ushort Sdgprops { get; init; }

    internal int Complications { get; init; }

    internal ushort ComplicationCount { get; init; }

    internal ushort ExclusionCount { get; init; }

    internal int Exclusions { get; init; }

    /// <summary>Index of the diagnosis category, 0 where there is none.</summary>
    internal ushort Category { get; init; }

    /// <summary>Bit 0: OR value 1; bit 1: 2; bit 2: any other value but 0.</summary>
    internal byte OrMask { get; init; }

    internal byte ComplicationLevel { get; init; }

    /// <summary>True where the code stands as a code in the property table.</summary>
    internal bool IsInTable { get; init; }

    /// <summary>True where the code is the asterisk code of some pair.</summary>
    internal bool HasPairs { get; init; }
}

/// <summary>A diagnosis category (DGCAT) with the facts it gives and what MDC 98 becomes by sex.</summary>
/// <param name="Mdc">Its MDC: the first two characters.</param>
/// <param name="Fact">Fact "category is this".</param>
/// <param name="MdcFact">Fact "MDC is this".</param>
/// <param name="Male">Category for a male; itself outside MDC 98.</param>
/// <param name="Female">Category for a female; itself outside MDC 98.</param>
/// <param name="SexMissing">Category where the sex is missing.</param>
internal readonly record struct Category(string Mdc, ushort Fact, ushort MdcFact, ushort Male, ushort Female, ushort SexMissing);

/// <summary>A complication category value (<c>nnLmm</c>).</summary>
/// <param name="Level">1 or 2; 0 where the letter has no meaning.</param>
/// <param name="NeedsActivation">True for the letters I and J.</param>
/// <param name="Activators">Diagnosis properties of which one must be there.</param>
/// <param name="Group">Its exclusion list: categories that differ by letter alone share one.</param>
internal readonly record struct Complication(byte Level, bool NeedsActivation, ushort[] Activators, ushort Group);

/// <summary>A fact that is replaced by sex, as MDC 98 is.</summary>
internal readonly record struct Recode98(ushort Fact, ushort Male, ushort Female, ushort SexMissing);

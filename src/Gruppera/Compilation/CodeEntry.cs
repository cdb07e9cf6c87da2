namespace Gruppera.Compilation;

/// <summary>What one code, or one asterisk-dagger pair, gives: a stretch of <see cref="CodeTable.Items"/>, part by part.</summary>
internal readonly struct CodeEntry
{
    /// <summary>First item; the parts follow one another in the order of <see cref="ItemKind"/>.</summary>
    internal int Start { get; init; }

    internal ushort Dgprops { get; init; }

    internal ushort Procprops { get; init; }

    internal ushort Pdgprops { get; init; }

    internal ushort Sdgprops { get; init; }

    internal ushort Complications { get; init; }

    internal ushort Exclusions { get; init; }

    /// <summary>Index of the diagnosis category, 0 if there is none.</summary>
    internal ushort Category { get; init; }

    /// <summary>Bit 0: OR value 1; bit 1: 2; bit 2: any other value but 0.</summary>
    internal byte OrMask { get; init; }

    internal byte ComplicationLevel { get; init; }

    /// <summary>True if the code stands as a code in the property table.</summary>
    internal bool IsInTable { get; init; }

    /// <summary>True if the code is the asterisk code of some pair.</summary>
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
/// <param name="Level">1 or 2; 0 if the letter has no meaning.</param>
/// <param name="NeedsActivation">True for the letters I and J.</param>
/// <param name="Activators">Diagnosis properties of which one must be there.</param>
/// <param name="Group">Its exclusion list: categories that differ by letter alone share one.</param>
internal readonly record struct Complication(byte Level, bool NeedsActivation, ushort[] Activators, ushort Group);

/// <summary>A fact that is replaced by sex, as MDC 98 is.</summary>
internal readonly record struct Recode98(ushort Fact, ushort Male, ushort Female, ushort SexMissing);

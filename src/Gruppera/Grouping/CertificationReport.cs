using System.Collections.Immutable;

namespace Gruppera.Grouping;

/// <summary>The outcome of a certification run. Immutable.</summary>
public sealed record CertificationReport
{
    /// <summary>Cases grouped.</summary>
    public int Cases { get; init; }

    /// <summary>Cases that expect a group, and those of them that got it.</summary>
    public (int Expected, int Same) Drg { get; init; }

    /// <summary>Cases that expect a rule, and those of them that got it.</summary>
    public (int Expected, int Same) Rule { get; init; }

    /// <summary>Cases that expect a return code, and those of them that got it.</summary>
    public (int Expected, int Same) ReturnCode { get; init; }

    /// <summary>Rules of the set, and those that some case fired.</summary>
    public (int All, int Reached) RuleCoverage { get; init; }

    /// <summary>Groups that rules give, and those that some case got.</summary>
    public (int All, int Reached) DrgCoverage { get; init; }

    /// <summary>Ranks of the rules that no case fired, in order.</summary>
    public ImmutableArray<int> UnreachedRules { get; init; } = [];

    /// <summary>Groups that rules give and no case got, in the order of their first rules.</summary>
    public ImmutableArray<string> UnreachedDrgs { get; init; } = [];

    /// <summary>The cases that came out otherwise, in order.</summary>
    public ImmutableArray<Mismatch> Mismatches { get; init; } = [];

    /// <summary>True if there were cases and all came out as expected.</summary>
    public bool IsIdentical => Cases > 0 && Mismatches.IsEmpty;
}

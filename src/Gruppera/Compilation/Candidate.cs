using System.Runtime.InteropServices;

namespace Gruppera.Compilation;

/// <summary>A rule in a bucket.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Candidate
{
    internal const int FactCount = 4;

    internal Candidate(int rule, ulong accept, ReadOnlySpan<ushort> facts, bool askAll)
    {
        Rule = rule;
        Accept = accept;
        (Fact1, Fact2, Fact3, Fact4) = (facts[0], facts[1], facts[2], facts[3]);
        AskAll = askAll;
    }

    /// <summary>States of the contact that the rule accepts.</summary>
    internal readonly ulong Accept;

    /// <summary>Rank of the rule.</summary>
    internal readonly int Rule;

    /// <summary>True if something is left that only the full conditions can tell.</summary>
    internal readonly bool AskAll;

    /// <summary>Further required facts; fact 0, always true, fills up.</summary>
    internal readonly ushort Fact1, Fact2, Fact3, Fact4;
}

using System.Runtime.InteropServices;

namespace Gruppera.Compilation;

/// <summary>
/// The rules arranged for speed. Each rule stands in one bucket: that of the rarest fact it requires, rarest meaning named by
/// the fewest rules. A contact opens only the buckets of facts it has, and most rules found there fall at one comparison of
/// <see cref="Candidate.Accept"/> with the contact's state. Immutable.
/// </summary>
internal sealed class RuleIndex
{
    internal RuleIndex(CompiledDefinition definition)
    {
        States = new(definition.Conditions);
        var required = definition.Conditions.Select(RequiredFacts).ToArray();
        var uses = new int[definition.Facts.Count];
        foreach (var fact in required.SelectMany(facts => facts))
            uses[fact]++;

        var buckets = new List<Candidate>?[definition.Facts.Count];
        Span<ushort> shown = stackalloc ushort[Candidate.FactCount];
        for (var rule = 0; rule < required.Length; rule++)
        {
            var key = required[rule].OrderBy(fact => uses[fact]).FirstOrDefault();
            var others = required[rule].Where(fact => fact != key).OrderBy(fact => uses[fact]).ToArray();
            shown.Clear();
            others.AsSpan(0, Math.Min(others.Length, shown.Length)).CopyTo(shown);
            (buckets[key] ??= []).Add(new(
                rule,
                States.Accept(definition.Conditions[rule]),
                shown,
                others.Length > shown.Length || definition.Conditions[rule].Any(condition => !States.Covers(condition))));
        }

        Buckets = new int[buckets.Length + 1];
        HasBucket = new ulong[definition.Facts.Words];
        var candidates = new List<Candidate>(required.Length);
        for (var fact = 0; fact < buckets.Length; fact++)
        {
            Buckets[fact] = candidates.Count;
            if (buckets[fact] is not { } bucket)
                continue;
            HasBucket[fact >> 6] |= 1UL << fact;
            candidates.AddRange(bucket);
        }

        Buckets[^1] = candidates.Count;
        Candidates = [.. candidates];
    }

    internal StateSpace States { get; }

    /// <summary>Candidates bucket by bucket; within a bucket in rule order.</summary>
    internal Candidate[] Candidates { get; }

    /// <summary>First candidate of each fact's bucket, and one more for the end.</summary>
    internal int[] Buckets { get; }

    /// <summary>Facts that have a bucket.</summary>
    internal ulong[] HasBucket { get; }

    private static ushort[] RequiredFacts(Condition[] conditions) =>
    [
        .. conditions.SelectMany<Condition, int>(condition => condition.Test switch
        {
            Test.Has => [condition.Operand],
            Test.TwoUnits => [condition.Operand, condition.Second],
            _ => [],
        }).Distinct().Select(fact => (ushort)fact),
    ];
}

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

    /// <summary>True where something is left that only the full conditions can tell.</summary>
    internal readonly bool AskAll;

    /// <summary>Further required facts; fact 0, always true, fills up.</summary>
    internal readonly ushort Fact1, Fact2, Fact3, Fact4;
}

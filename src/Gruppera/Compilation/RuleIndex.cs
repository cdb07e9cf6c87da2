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
        var rules = definition.Conditions;
        var required = new int[rules.Length][];
        var uses = new int[definition.Facts.Count];
        for (var rule = 0; rule < rules.Length; rule++)
        {
            required[rule] = RequiredFacts(rules[rule]);
            foreach (var fact in required[rule])
                uses[fact]++;
        }

        var keys = new int[rules.Length];
        Buckets = new int[definition.Facts.Count + 1];
        HasBucket = new ulong[definition.Facts.Words];
        for (var rule = 0; rule < rules.Length; rule++)
        {
            RarestFirst(required[rule], uses);
            var key = keys[rule] = required[rule].Length > 0 ? required[rule][0] : 0;
            HasBucket[key >> 6] |= 1UL << key;
            Buckets[key + 1]++;
        }

        for (var fact = 0; fact < definition.Facts.Count; fact++)
            Buckets[fact + 1] += Buckets[fact];

        Candidates = new Candidate[rules.Length];
        var next = (int[])Buckets.Clone();
        for (var rule = 0; rule < rules.Length; rule++)
            Candidates[next[keys[rule]]++] = NewCandidate(rule, rules[rule], required[rule]);
    }

    internal StateSpace States { get; }

    /// <summary>Candidates bucket by bucket; within a bucket in rule order.</summary>
    internal Candidate[] Candidates { get; }

    /// <summary>First candidate of each fact's bucket, and one more for the end.</summary>
    internal int[] Buckets { get; }

    /// <summary>Facts that have a bucket.</summary>
    internal ulong[] HasBucket { get; }

    private static int[] RequiredFacts(Condition[] conditions)
    {
        var facts = new List<int>();
        foreach (var condition in conditions)
        {
            if (condition.Test is Test.Has or Test.TwoUnits && !facts.Contains(condition.Operand))
                facts.Add(condition.Operand);
            if (condition.Test is Test.TwoUnits && !facts.Contains(condition.Second))
                facts.Add(condition.Second);
        }

        return [.. facts];
    }

    /// <summary>Sorts a handful of facts by how many rules name them, stable.</summary>
    private static void RarestFirst(int[] facts, int[] uses)
    {
        for (var i = 1; i < facts.Length; i++)
        {
            for (var k = i; k > 0 && uses[facts[k]] < uses[facts[k - 1]]; k--)
                (facts[k], facts[k - 1]) = (facts[k - 1], facts[k]);
        }
    }

    private Candidate NewCandidate(int rule, Condition[] conditions, int[] required)
    {
        Span<ushort> shown = stackalloc ushort[Candidate.FactCount];
        shown.Clear();
        for (var i = 1; i < required.Length && i <= shown.Length; i++)
            shown[i - 1] = (ushort)required[i];
        var askAll = required.Length > shown.Length + 1;
        foreach (var condition in conditions)
            askAll |= !States.Covers(condition);
        return new(rule, States.Accept(conditions), shown, askAll);
    }
}

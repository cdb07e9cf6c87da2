using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>Which rules of two sets are the same rule, and what differs. Thread-safe.</summary>
internal static class RuleDiff
{
    /// <summary>The changes, in the order of the later set, a removed rule where it stood among those before it;
    /// and for each earlier rule its later rank, or -1.</summary>
    internal static (ImmutableArray<RuleChange> Changes, int[] AfterRanks) Of(ImmutableArray<RuleRow> a, ImmutableArray<RuleRow> b)
    {
        var after = Match(a, b);
        var moved = RuleMoves.Of(after, rank => Content(a[rank]), rank => Content(b[rank]));
        var before = Invert(after, b.Length);
        var changes = ImmutableArray.CreateBuilder<RuleChange>();
        var next = 0;
        for (var rank = 0; rank < b.Length; rank++)
        {
            var from = before[rank];
            Removed(from);
            AddIfAny(from, rank);
        }

        Removed(a.Length - 1);
        return (changes.ToImmutable(), after);

        void Removed(int until)
        {
            for (; next <= until; next++)
            {
                if (after[next] < 0)
                    AddIfAny(next, -1);
            }
        }

        void AddIfAny(int from, int to)
        {
            var (one, other) = (from < 0 ? null : a[from], to < 0 ? null : b[to]);
            ImmutableArray<CellChange> cells = one is not null && other is not null && AreSame(one, other)
                ? []
                : [.. RuleCells.Differing(one, other)];
            int? by = from >= 0 ? moved[from] : null;
            if (cells.Length > 0 || by is not null)
                changes.Add(new(one, other, from, to, cells, by));
        }
    }

    /// <summary>For each rule of the one set the same rule of the other, or -1: the one with the same id, conditions and group, or else
    /// with the same conditions and group, or else with the same id, or else with the same conditions;
    /// of several the first, in order.</summary>
    internal static int[] Match(ImmutableArray<RuleRow> a, ImmutableArray<RuleRow> b)
    {
        var match = new int[a.Length];
        var taken = new bool[b.Length];
        Array.Fill(match, -1);
        Pair(rule => $"{rule.Id}\n{Content(rule)}");
        Pair(Content);
        Pair(rule => rule.Id);
        Pair(Conditions);
        return match;

        void Pair(Func<RuleRow, string> key)
        {
            var free = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
            for (var rank = 0; rank < b.Length; rank++)
            {
                if (taken[rank])
                    continue;
                var text = key(b[rank]);
                if (!free.TryGetValue(text, out var ranks))
                    free[text] = ranks = new();
                ranks.Enqueue(rank);
            }

            for (var rank = 0; rank < a.Length && free.Count > 0; rank++)
            {
                if (match[rank] < 0 && free.TryGetValue(key(a[rank]), out var ranks) && ranks.TryDequeue(out var other))
                    (match[rank], taken[other]) = (other, true);
            }
        }
    }

    internal static int[] Invert(int[] match, int length)
    {
        var inverse = new int[length];
        Array.Fill(inverse, -1);
        for (var rank = 0; rank < match.Length; rank++)
        {
            if (match[rank] >= 0)
                inverse[match[rank]] = rank;
        }

        return inverse;
    }

    private static bool AreSame(RuleRow one, RuleRow other) =>
        (one.Ord, one.Id, one.Drg, one.CombinedDrg, one.ReturnCode, one.NationalVersions)
            == (other.Ord, other.Id, other.Drg, other.CombinedDrg, other.ReturnCode, other.NationalVersions)
        && one.Conditions.AsSpan().SequenceEqual(other.Conditions.AsSpan());

    private static string Conditions(RuleRow rule) => string.Join('\t', rule.Conditions);

    private static string Content(RuleRow rule) => $"{rule.Drg}\t{Conditions(rule)}";
}

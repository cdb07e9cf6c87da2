using System.Numerics;
using Gruppera.Features;

namespace Gruppera.Matching;

/// <summary>The first rule whose every condition is met, found through the rule index: the same rule as
/// <see cref="LinearMatcher"/> finds, in a small part of the time.</summary>
internal static class IndexedMatcher
{
    /// <summary>Rank of the rule, or -1 if none holds.</summary>
    internal static int Match(in ContactFeatures features)
    {
        var definition = features.Definition;
        var index = definition.Index;
        var candidates = index.Candidates;
        var buckets = index.Buckets;
        var state = index.States.Of(
            features.HasValidPrincipal, features.Sex, features.Discharge, features.Level, features.OrMask, features.Duration, features.Age);
        var best = int.MaxValue;
        for (var word = 0; word < index.HasBucket.Length; word++)
        {
            var facts = features.Facts[word] & index.HasBucket[word];
            for (; facts != 0; facts &= facts - 1)
            {
                var fact = (word << 6) + BitOperations.TrailingZeroCount(facts);
                foreach (ref readonly var candidate in candidates.AsSpan(buckets[fact]..buckets[fact + 1]))
                {
                    if (candidate.Rule >= best)
                        break;
                    if ((candidate.Accept & state) != state
                        || !features.Has(candidate.Fact1) || !features.Has(candidate.Fact2)
                        || !features.Has(candidate.Fact3) || !features.Has(candidate.Fact4)
                        || (candidate.AskAll && LinearMatcher.FirstUnmet(definition.Conditions[candidate.Rule], features) >= 0))
                    {
                        continue;
                    }

                    best = candidate.Rule;
                    break;
                }
            }
        }

        return best == int.MaxValue ? -1 : best;
    }
}

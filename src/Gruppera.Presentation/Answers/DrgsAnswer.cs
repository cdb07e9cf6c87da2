using System.Collections.Immutable;
using Gruppera.Workflows.Sets;

namespace Gruppera.Presentation.Answers;

/// <summary>The groups of a definition set. Immutable.</summary>
public sealed record DrgsAnswer : SetAnswer
{
    /// <summary>The groups of a set.</summary>
    /// <param name="set">The set, with the list of weights that it is served with.</param>
    public DrgsAnswer(LoadedSet set)
        : base(set.Set.Version)
    {
        var index = set.Set.Index;
        Drgs =
        [
            .. set.Set.Rules.CountBy(rule => rule.Drg).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new DrgBrief(
                    group.Key, index.DrgOf(group.Key).Text, index.DrgOf(group.Key).Mdc ?? "", group.Value, set.Weights?.Of(group.Key))),
        ];
    }

    /// <summary>All groups that rules give, in order.</summary>
    public ImmutableArray<DrgBrief> Drgs { get; }
}

/// <summary>A group in short. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Mdc">Its MDC by the name table; may be empty.</param>
/// <param name="Rules">Number of rules that give it.</param>
/// <param name="Weight">Its weight, where a list has it.</param>
public sealed record DrgBrief(string Drg, TableText Name, string Mdc, int Rules, double? Weight);

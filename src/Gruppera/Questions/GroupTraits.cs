using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>The kinds of all groups of a set. Immutable, thread-safe.</summary>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), pages 5 and 6; docs/questions.md.</remarks>
public sealed class GroupTraits
{
    private static readonly ConditionalWeakTable<DefinitionSet, GroupTraits> Known = [];
    private readonly Dictionary<string, GroupTrait> _traits;

    private GroupTraits(DefinitionSet set)
    {
        var lookups = new Lookups(set);
        var demands = new ProcedureDemands(lookups);
        var fits = DrgCodeMeaning.Fits(set);
        var mdcs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in set.DrgNames)
            mdcs.TryAdd(name.Drg, name.Mdc ?? "");
        var ranks = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var rank = 0; rank < set.Rules.Length; rank++)
        {
            if (!ranks.TryGetValue(set.Rules[rank].Drg, out var of))
                ranks.Add(set.Rules[rank].Drg, of = []);
            of.Add(rank);
        }

        _traits = new(StringComparer.Ordinal);
        foreach (var (drg, of) in ranks)
            _traits.Add(drg, Of(drg, [.. of]));
        IsByList = set.DaySurgeryGroups is not null;

        GroupTrait Of(string drg, ImmutableArray<int> ranks)
        {
            var mdc = mdcs.GetValueOrDefault(drg, "");
            var steering = demands.Of(ranks);
            var isDay = set.DaySurgeryGroups?.Contains(drg)
                ?? DrgQuestion.DaySurgery(set, ranks, steering, fits ? DrgCodeMeaning.Read(drg, mdc) : null) is not null;
            return new(steering.InTheDocumentsSense, steering.Rules.All(rule => rule.OperatingRoom), isDay, mdc == "19");
        }
    }

    /// <summary>The kinds of a set's groups; read once for each set.</summary>
    public static GroupTraits Of(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Known.GetValue(set, made => new(made));
    }

    /// <summary>True if day surgery is decided by the list beside the set, false if it is derived from the rules.</summary>
    public bool IsByList { get; }

    /// <summary>The kind of a group; of one that the set lacks, conservative and nothing else.</summary>
    public GroupTrait Of(string drg)
    {
        ArgumentNullException.ThrowIfNull(drg);
        return _traits.GetValueOrDefault(drg);
    }
}

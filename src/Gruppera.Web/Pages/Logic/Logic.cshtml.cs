using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Questions;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Logic;

/// <summary>An MDC of the tree.</summary>
/// <param name="Mdc">The MDC; empty for groups that belong to none.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Drgs">Its groups with the ranks of their rules, in code order.</param>
public sealed record MdcBranch(string Mdc, TableText Name, ImmutableArray<(NamedDrg Drg, ImmutableArray<int> Rules)> Drgs)
{
    /// <summary>How many rules lead to its groups.</summary>
    public int Rules => Drgs.Sum(drg => drg.Rules.Length);

    /// <summary>Every MDC that has a group.</summary>
    internal static ImmutableArray<MdcBranch> Of(DefinitionSet set)
    {
        var index = set.Index;
        return
        [
            .. set.Rules.Select(rule => rule.Drg).Concat(set.DrgNames.Select(name => name.Drg)).Distinct()
                .Select(drg => (
                    Mdc: index.DrgOf(drg).Mdc ?? "", Drg: new NamedDrg(drg, index.DrgOf(drg).Text),
                    Rules: index.RulesOf(drg).ToImmutableArray()))
                .GroupBy(drg => drg.Mdc).OrderBy(mdc => mdc.Key.Length == 0).ThenBy(mdc => mdc.Key, StringComparer.Ordinal)
                .Select(mdc => new MdcBranch(
                    mdc.Key, index.NameOf(FeatureType.Mdc, mdc.Key),
                    [.. mdc.OrderBy(drg => drg.Drg.Drg, StringComparer.Ordinal).Select(drg => (drg.Drg, drg.Rules))])),
        ];
    }
}

/// <summary>The logic: every MDC.</summary>
public sealed class LogicModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say("The logic");

    /// <summary>The tree.</summary>
    public ImmutableArray<MdcBranch> Mdcs { get; private set; } = [];

    /// <summary>Reads it.</summary>
    public void OnGet() => Mdcs = MdcBranch.Of(Sets.Set);
}

using Gruppera.Casemix.Weights;

namespace Gruppera.Web.Pages.Shared;

/// <summary>A group on a page.</summary>
/// <param name="Drg">Its code.</param>
/// <param name="Name">Its name in the set, or else where the page has it from.</param>
/// <param name="Path">Its page; null if the set has no such group.</param>
/// <param name="IsAside">True if its page opens beside this one, which is deleted when it is left.</param>
public sealed record DrgLink(string Drg, string Name, string? Path, bool IsAside = false);

/// <summary>Names and pages of groups, of which the set may not know all: those of a weight list, or of a change.</summary>
internal sealed class DrgNames(ExplorerPage page)
{
    private readonly HashSet<string> _known =
    [
        .. page.Sets.Set.Rules.Select(rule => rule.Drg), .. page.Sets.Set.DrgNames.Select(name => name.Drg),
    ];

    internal DrgLink Of(string drg, string text) => _known.Contains(drg)
        ? new(drg, page.Say(page.Sets.Set.Index.DrgOf(drg).Text) is { Length: > 0 } name ? name : text, page.To(Paths.Drg(drg)))
        : new(drg, text, null);

    internal string MdcOf(string drg) => _known.Contains(drg) ? page.Sets.Set.Index.DrgOf(drg).Mdc ?? "" : "";
}

/// <summary>A group in the weight lists of its set that have it.</summary>
/// <param name="Page">The page.</param>
/// <param name="Rows">Its weights with their lists, in the order of their years.</param>
public sealed record WeightHistory(ExplorerPage Page, IReadOnlyList<(WeightList List, DrgWeight Row)> Rows)
{
    /// <summary>Its history.</summary>
    internal static WeightHistory Of(ExplorerPage page, string drg) => new(
        page, [.. page.Lists.Reverse()
            .SelectMany(list => list.Rows().Where(row => row.Drg == drg), (list, row) => (list, row))
            .OrderBy(each => each.row.CareForm, StringComparer.Ordinal)]);
}

/// <summary>Words for weight lists.</summary>
internal static class WeightWords
{
    /// <summary>What kind of list it is.</summary>
    internal static string Kind(this ExplorerPage page, WeightManifest? manifest) => manifest?.Kind switch
    {
        "prospective" => page.Say("prospective"),
        "retrospective" => page.Say("retrospective"),
        "reference" => page.Say("reference"),
        _ => "",
    };

    /// <summary>The interval of a weight, or a dash.</summary>
    internal static string Interval(this ExplorerPage page, WeightBasis? basis) =>
        basis is { Low: { } low, High: { } high } ? $"{page.Weight(low)}–{page.Weight(high)}" : "–";

    /// <summary>Contacts, or of them the inliers.</summary>
    internal static string Count(int? contacts) => contacts is { } number ? Words.Number(number) : "–";
}

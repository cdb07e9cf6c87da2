using System.Collections.Immutable;
using Gruppera.Questions;

namespace Gruppera.Web.Pages.Shared;

/// <summary>A list of codes on a page, cut unless all of it is asked for.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">Name of the list in the address.</param>
/// <param name="Codes">The codes.</param>
/// <param name="Table"><c>diagnosis</c> or <c>procedure</c>.</param>
public sealed record CodeList(ExplorerPage Page, string Name, ImmutableArray<NamedCode> Codes, string Table)
{
    private const int Most = 30;

    /// <summary>The codes to show.</summary>
    public IEnumerable<NamedCode> Shown => Page.ShowsAll(Name) ? Codes : Codes.Take(Most);

    /// <summary>How many are not shown.</summary>
    public int Hidden => Page.ShowsAll(Name) ? 0 : Math.Max(0, Codes.Length - Most);
}

/// <summary>A link to all of a list that is cut.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">Name of the list in the address.</param>
/// <param name="Hidden">How many are not shown.</param>
public sealed record More(ExplorerPage Page, string Name, int Hidden);

/// <summary>Groups on a page, with their weights where there are some.</summary>
/// <param name="Page">The page.</param>
/// <param name="Drgs">The groups.</param>
public sealed record DrgList(ExplorerPage Page, IEnumerable<NamedDrg> Drgs);

/// <summary>Rules on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Name">Name of the list in the address; empty if the list is short.</param>
public sealed record RuleList(ExplorerPage Page, ImmutableArray<RuleBrief> Rules, string Name = "")
{
    private const int Most = 25;

    /// <summary>The rules to show.</summary>
    public IEnumerable<RuleBrief> Shown => Page.ShowsAll(Name) ? Rules : Rules.Take(Most);

    /// <summary>How many are not shown.</summary>
    public int Hidden => Page.ShowsAll(Name) ? 0 : Math.Max(0, Rules.Length - Most);
}

/// <summary>A complication category on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="View">The category.</param>
public sealed record ComplicationPart(ExplorerPage Page, ComplicationView View);

/// <summary>Rules that name a value, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Title">What they have in common.</param>
/// <param name="Name">Name of the list in the address.</param>
/// <param name="Rules">The rules.</param>
public sealed record UseList(ExplorerPage Page, string Title, string Name, ImmutableArray<RuleUse> Rules)
{
    private const int Most = 40;

    /// <summary>The rules to show.</summary>
    public IEnumerable<RuleUse> Shown => Page.ShowsAll(Name) ? Rules : Rules.Take(Most);

    /// <summary>How many are not shown.</summary>
    public int Hidden => Page.ShowsAll(Name) ? 0 : Math.Max(0, Rules.Length - Most);
}

/// <summary>A list on a page, cut unless all of it is asked for.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">Name of the list in the address.</param>
/// <param name="All">All of it.</param>
/// <param name="Most">How many are shown at first.</param>
internal sealed record Cut<T>(ExplorerPage Page, string Name, IReadOnlyCollection<T> All, int Most)
{
    /// <summary>True if nothing is left out because all of it is asked for.</summary>
    internal bool IsAskedFor => Page.ShowsAll(Name);

    /// <summary>What to show.</summary>
    internal IEnumerable<T> Shown => IsAskedFor ? All : All.Take(Most);

    /// <summary>A link to all of it.</summary>
    internal More More => new(Page, Name, IsAskedFor ? 0 : Math.Max(0, All.Count - Most));
}

namespace Gruppera.Web.Pages.Shared;

/// <summary>Something that the set lacks, with what is near it.</summary>
/// <param name="Page">The page that was asked for.</param>
/// <param name="What">What was asked for.</param>
/// <param name="Near">Paths, codes and texts of what is near it.</param>
public sealed record Lacking(ExplorerPage Page, string What, IReadOnlyList<(string Path, string Code, string Text)> Near)
{
    /// <summary>Title of the page that says so.</summary>
    public string Title => Page.Say($"{What} is not in {Page.Sets.Id}");
}

using Gruppera.Presentation.Answers;

namespace Gruppera.Web.Pages.Shared;

/// <summary>How what a page shows is had again.</summary>
/// <param name="Page">The page.</param>
/// <param name="Again">How.</param>
public sealed record Reproduced(ExplorerPage Page, Reproduction Again);

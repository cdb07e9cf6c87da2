using Gruppera.Explanation;

namespace Gruppera.Web.Pages;

/// <summary>What met a condition, or stands in its way, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Evidence">What met it.</param>
public sealed record Met(ExplorerPage Page, Evidence Evidence);

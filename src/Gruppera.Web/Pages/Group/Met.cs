using Gruppera.Explanation;
using Gruppera.Web.Pages.Shared;

namespace Gruppera.Web.Pages.Group;

/// <summary>What met a condition, or stands in its way, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Explanation">The explanation that it is part of.</param>
/// <param name="Evidence">What met it.</param>
public sealed record Met(ExplorerPage Page, ContactExplanation Explanation, Evidence Evidence);

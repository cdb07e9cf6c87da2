using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Web.Pages.Shared;

/// <summary>Known problems of the version, to be shown on a page.</summary>
/// <param name="Page">The page that shows them.</param>
/// <param name="Problems">The problems; nothing is shown where there are none.</param>
public sealed record ProblemList(ExplorerPage Page, ImmutableArray<KnownProblem> Problems);

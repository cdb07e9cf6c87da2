using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Analyses;

/// <summary>What can be asked of files of contacts.</summary>
public sealed class AnalysesModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say("Analyses");
}

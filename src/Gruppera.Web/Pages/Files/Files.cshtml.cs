using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Files;

/// <summary>The files of a reader that are kept.</summary>
public sealed class FilesModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say("My files");

    /// <summary>Shows them.</summary>
    public void OnGet() => Response.Headers.CacheControl = "no-cache, no-store";
}

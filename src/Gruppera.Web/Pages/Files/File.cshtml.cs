using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;

namespace Gruppera.Web.Pages.Files;

/// <summary>A file: the form that takes it.</summary>
public sealed class FileModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, FileRun.Place)
{
    /// <inheritdoc/>
    public override string Title => Say("Group a file");

    /// <inheritdoc/>
    public override string Action => Say("Group the file");
}

using Gruppera.Formats.Contacts;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;

namespace Gruppera.Web.Pages.Files;

/// <summary>A file: the form that takes it.</summary>
public sealed class FileModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, "/file")
{
    /// <inheritdoc/>
    public override string Title => Say("Group a file", "Gruppera en fil");

    /// <inheritdoc/>
    public override string Action => Say("Group the file", "Gruppera filen");

    internal override Func<FileJob, JobOutcome> Prepare(FileJob job, IReadOnlyDictionary<string, string> fields)
    {
        job.Layout = LayoutCatalog.Find(fields.GetValueOrDefault("layout", "")) ?? LayoutCatalog.Detect(job.Input) ?? throw new ContactFileException(new(
            "No layout fits the first row of the file. It must name the columns, one of them diagnoses or dx1; see below.",
            "Ingen layout passar filens första rad. Den ska ange kolumnernas namn, en av dem diagnoses eller dx1; se nedan."));
        return FileRun.Run;
    }
}

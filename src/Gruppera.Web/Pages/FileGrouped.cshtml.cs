using Gruppera.Definitions;
using Gruppera.Formats.Quality;
using Gruppera.Web.Files;
using Gruppera.Web.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages;

/// <summary>A row of a distribution.</summary>
/// <param name="Code">The MDC or group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its page; null where it has none.</param>
/// <param name="Contacts">Contacts that have it.</param>
public sealed record Portion(string Code, string Name, string? Path, long Contacts);

/// <summary>A distribution on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Id">Name of the list in the address.</param>
/// <param name="Title">What is distributed.</param>
/// <param name="Portions">Its rows; the rest is behind a link.</param>
/// <param name="Hidden">How many rows are behind it.</param>
/// <param name="Total">All contacts.</param>
public sealed record Distribution(ExplorerPage Page, string Id, string Title, IReadOnlyList<Portion> Portions, int Hidden, long Total);

/// <summary>A file that is being grouped, or has been: progress, then the result.</summary>
public sealed class FileGroupedModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int ShownDrgs = 30;

    /// <inheritdoc/>
    public override string Title => Job is null ? Say("No such file", "Ingen sådan fil") : Say($"The file {Job.Name}", $"Filen {Job.Name}");

    internal FileJob? Job { get; private set; }

    private FileStore Store => HttpContext.RequestServices.GetRequiredService<FileStore>();

    /// <summary>An address of the file.</summary>
    internal string AddressOf(string what = "") => To($"/file/{Job!.Id}{(what.Length > 0 ? "/" : "")}{what}");

    /// <summary>Shows progress or result; a request of htmx gets the part that changes.</summary>
    public IActionResult OnGet(string id)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Job = Store.Find(HttpContext, id);
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            if (Job is not null)
                return Partial("_FileWork", this);
            Response.Headers["HX-Refresh"] = "true";
            return StatusCode(StatusCodes.Status204NoContent);
        }

        if (Job is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        if (Job.Set.Id != Sets.Id)
            return Redirect($"/file/{id}?set={Uri.EscapeDataString(Job.Set.Id)}");
        Job.Show();
        return Page();
    }

    /// <summary>The grouped file.</summary>
    public IActionResult OnGetDownload(string id)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        if (Store.Find(HttpContext, id) is not { Outcome: not null } job || !System.IO.File.Exists(job.Output))
            return OnGet("");
        var stream = new FileStream(job.Output, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        return File(stream, "text/csv; charset=utf-8", Path.GetFileNameWithoutExtension(job.Name) + "-grouped.csv");
    }

    /// <summary>Deletes the file because the reader says so.</summary>
    public IActionResult OnPostDelete(string id)
    {
        if (Store.Find(HttpContext, id) is { } job)
            Store.Delete(job);
        return Redirect("/file?deleted=yes");
    }

    /// <summary>Deletes the file where the page that is left is the last one that showed it; a page shown anew is not left.</summary>
    public IActionResult OnPostLeave(string id, int view)
    {
        if (Store.Find(HttpContext, id) is { } job && job.View == view)
            Store.Delete(job);
        return StatusCode(StatusCodes.Status204NoContent);
    }

    internal Distribution ByMdc(FileOutcome outcome)
    {
        var index = Sets.Set.Index;
        return new(this, "mdc", "MDC",
            [
                .. outcome.Summary.ByMdc.Select(row => row.Mdc.Length > 0
                    ? new Portion(row.Mdc, Say(index.NameOf(FeatureType.Mdc, row.Mdc)), To(Paths.Mdc(row.Mdc)), row.Contacts)
                    : new Portion("–", Say("no valid principal diagnosis", "ingen giltig huvuddiagnos"), null, row.Contacts)),
            ], 0, outcome.Summary.Grouped);
    }

    internal Distribution ByDrg(FileOutcome outcome)
    {
        var all = outcome.Summary.ByDrg.OrderByDescending(row => row.Contacts).ThenBy(row => row.Drg, StringComparer.Ordinal).ToList();
        var shown = ShowsAll("drg") ? all.Count : Math.Min(ShownDrgs, all.Count);
        return new(this, "drg", "DRG",
            [.. all.Take(shown).Select(row => new Portion(row.Drg, Say(Sets.Set.Index.DrgOf(row.Drg).Text), To(Paths.Drg(row.Drg)), row.Contacts))],
            all.Count - shown, outcome.Summary.Grouped);
    }

    internal string TextOf(ReturnCode code) => Say(Sets.Set.ReturnCodes.FirstOrDefault(text => text.Code == code).Text);

    internal static IEnumerable<IssueCode> FoundIn(FileOutcome outcome) => QualityCodes.All.Where(code => outcome.Quality.ByCode.ContainsKey(code.Id));
}

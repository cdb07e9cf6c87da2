using System.Collections.Immutable;
using Gruppera.Formats.Browsing;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Files;
using Gruppera.Web.Saved;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages.Shared;

/// <summary>A file that is being worked on, or has been: progress, then the result.</summary>
public abstract class JobPage(SetCatalogue sets, string place) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Job is null ? Say("No such file") : Say($"The file {Job.Name}");

    /// <summary>What one does with a file here.</summary>
    public abstract string Action { get; }

    internal FileJob? Job { get; private protected set; }

    /// <summary>The uploaded file, for whoever has the same; none where contacts were made up.</summary>
    private protected ImmutableArray<HashedFile> Uploaded => Job is { Hash.Length: > 0 } ? [new(Job.Name, Job.Hash)] : [];

    /// <summary>What was said of how the file is written, as words of the command line.</summary>
    private protected IEnumerable<string> SaidOfFile => Job!.Said.SelectMany(said => new[] { "--" + said.Name, said.Value });

    /// <summary>Name of the file with another end.</summary>
    private protected string NameWith(string suffix) => System.IO.Path.GetFileNameWithoutExtension(Job!.Name) + suffix;

    /// <summary>True if the work was not done when the page was asked for: all its parts say the same.</summary>
    internal bool IsBusy { get; private set; }

    /// <summary>What had come of it then; null while at work, and where it failed.</summary>
    internal JobOutcome? Done { get; private set; }

    /// <summary>The part of the page that shows what came of it.</summary>
    internal abstract string Result { get; }

    /// <summary>The form that asks something else of a file that is kept; null for none.</summary>
    internal virtual string? Again => null;

    /// <summary>The result as a file: what the link says, its type, and the end of its name.</summary>
    internal abstract (Text Text, string Type, string Suffix) Download { get; }

    /// <summary>Path of the page that took the file.</summary>
    internal string Place => place;

    /// <summary>Where one came from.</summary>
    internal virtual string Back => To(place);

    /// <summary>Minutes that it is kept after it was last asked for.</summary>
    internal int MinutesKept => (int)Store.Kept.TotalMinutes;

    private protected FileStore Store => HttpContext.RequestServices.GetRequiredService<FileStore>();

    /// <summary>A file by its id; null if there is none, it is another reader's, or another page's.</summary>
    private protected FileJob? Find(string? id) => Store.Find(HttpContext, id) is { } job && job.Place == place ? job : null;

    /// <summary>An address of the file; the page itself with the contacts that this one asks for.</summary>
    internal string AddressOf(string what = "") => what.Length > 0 ? To($"{place}/{Job!.Id}/{what}") : AddressOf(Choice);

    /// <summary>The page with other contacts.</summary>
    internal string AddressOf(ContactChoice choice) =>
        choice.Parameters.Aggregate(To($"{place}/{Job!.Id}"), (path, each) => With(path, each.Name, each.Value));

    /// <summary>Contacts that the address asks for.</summary>
    internal ContactChoice Choice => ContactChoice.Of(Request.Query);

    /// <summary>True if figures can be asked for of some of the contacts.</summary>
    internal bool CanChoose => Job is { Place: CasemixJob.Place } || Job?.Call?.Kind.Field(JobKinds.Only) is not null;

    /// <summary>Columns that contacts can be chosen by; none of a file that is no text.</summary>
    internal IEnumerable<ColumnValues> ChoiceColumns
    {
        get
        {
            var (path, reading) = Job!.Call is { } call
                ? (call.Files.FirstOrDefault(file => file.Part is "contacts" or "a" or "outcome")?.Path,
                    call.Readings is [var first, ..] ? first : null)
                : (Job.Input, Job.Reading);
            if (System.IO.Path.GetExtension(path ?? "") is not (".csv" or ".txt" or ".tsv") || !System.IO.File.Exists(path))
                return [];
            try
            {
                return ContactChoice.ColumnsOf(Job.Table.At(path), reading);
            }
            catch (ContactFileException)
            {
                return [];
            }
        }
    }

    /// <summary>Shows progress or result; a request of htmx gets the part that changes.</summary>
    public async Task<IActionResult> OnGetAsync(string id)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Job = Find(id);
        if (Job is { IsBusy: false } known && CanChoose && !Choice.Only.SequenceEqual(known.Request.Only))
        {
            Store.Again(known, [.. OptionsBut(JobKinds.Only), .. Choice.Only.Select(each => new JobOption(JobKinds.Only, each))], Language);
            Job = Find(id);
        }

        if (Job is not null)
            await Store.Figure(Job);
        Done = Job?.Outcome;
        IsBusy = Job is { IsBusy: true } || (Done is null && Job is { IsDone: true, Lacking: null });
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            if (Job is not null)
                return Partial("_JobWork", this);
            Response.Headers["HX-Refresh"] = "true";
            return StatusCode(StatusCodes.Status204NoContent);
        }

        if (Job is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        if (Job.Set.Id != Sets.Id)
            return Redirect(Here("set", Job.Set.Id));
        return Page();
    }

    /// <summary>What was asked of the file, without some of it.</summary>
    private protected IEnumerable<JobOption> OptionsBut(params string[] names) =>
        Job!.Request.Options.Where(option => !names.Contains(option.Name));

    /// <summary>How long the work will take, in words.</summary>
    internal string TimeLeft(TimeSpan left) => left < TimeSpan.FromMinutes(1.5)
        ? Say($"about {Math.Max(1, (int)Math.Ceiling(left.TotalSeconds / 5)) * 5:seconds} s left")
        : Say($"about {(int)Math.Round(left.TotalMinutes):minutes} min left");

    /// <summary>The result as a file.</summary>
    public async Task<IActionResult> OnGetDownload(string id)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        if (Find(id) is not { IsDone: true } job || !System.IO.File.Exists(job.Result))
            return await OnGetAsync("");
        return File(JobFile.Open(job.Result), Download.Type, Path.GetFileNameWithoutExtension(job.Name) + Download.Suffix);
    }

    /// <summary>The files that can be saved, as they lie.</summary>
    internal ImmutableArray<JobFile> Files => Job is null ? [] :
    [
        .. (Job.Call is { } call ? call.Files.Concat(call.Made)
            : [new("", Job.Name) { Path = Job.Input }, new("", NameWith(Download.Suffix)) { Path = Job.Result }])
            .Where(file => System.IO.File.Exists(file.Path)),
    ];

    /// <summary>Saves one of its files.</summary>
    public IActionResult OnPostSave(string id, int file, string? name, bool isShared)
    {
        Job = Find(id);
        if (!IsSaving || file < 0 || file >= Files.Length)
            return NotFound();
        var chosen = Files[file];
        using var content = JobFile.Open(chosen.Path);
        return this.Save(SavedKind.File, string.IsNullOrWhiteSpace(name) ? chosen.Name : name, isShared, content);
    }

    /// <summary>Deletes the file because the reader says so.</summary>
    public IActionResult OnPostDelete(string id)
    {
        if (Find(id) is { } job)
            Store.Delete(job);
        return Redirect(place + "?deleted=yes");
    }
}

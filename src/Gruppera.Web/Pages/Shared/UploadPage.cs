using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Web.Files;
using Gruppera.Web.Saved;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages.Shared;

/// <summary>A form that takes a file and works on it.</summary>
[UnreadForm]
[IgnoreAntiforgeryToken(Order = 2000)] // The page checks the token itself, as it reads the form.
public abstract class UploadPage(SetCatalogue sets, IAntiforgery antiforgery, string place) : ExplorerPage(sets)
{
    /// <summary>Name of the field that chooses a file that is here; with a hyphen and the part, where a form takes several.</summary>
    internal const string SavedField = "saved";

    private ImmutableArray<(string Key, string Name)>? _keptFiles;

    /// <summary>Path of the page.</summary>
    public string Place { get; } = place;

    /// <summary>What the button says.</summary>
    public abstract string Action { get; }

    /// <summary>What went wrong; null on the ordinary page.</summary>
    public Text? Problem { get; private set; }

    /// <summary>True if the reader has just deleted a file.</summary>
    public bool IsDeleted => Request.Query.ContainsKey("deleted");

    /// <summary>Largest file, in bytes.</summary>
    public long Most => Store.MaxUploadBytes;

    /// <summary>Largest file, in megabytes as a reader counts them.</summary>
    public string MostText => Most >= 1 << 20 ? $"{Most >> 20} MB" : $"{Most} byte";

    /// <summary>What is said of a file that is larger.</summary>
    internal string TooLarge => Say($"The file is larger than {MostText}.");

    /// <summary>Minutes that a file is kept after it was last opened.</summary>
    public int MinutesKept => (int)Store.Kept.TotalMinutes;

    /// <summary>Name of a field that may stand in place of a file; null for none.</summary>
    internal virtual string? InPlaceOfFile => null;

    /// <summary>What the address says besides the form.</summary>
    internal virtual IEnumerable<JobOption> MoreOptions => [];

    /// <summary>Files that are here, of this browser or saved: what the form calls each, and its name.</summary>
    internal ImmutableArray<(string Key, string Name)> KeptFiles => _keptFiles ??=
    [
        .. Mine.Choices, .. Saved.Of(Reader).Where(work => work.Kind != SavedKind.Change).Select(work => (work.Id, work.Name)),
    ];

    /// <summary>True if there are any.</summary>
    public bool HasKeptFiles => !KeptFiles.IsEmpty;

    private JobPlans Plans => HttpContext.RequestServices.GetRequiredService<JobPlans>();

    private FileStore Store => HttpContext.RequestServices.GetRequiredService<FileStore>();

    /// <summary>Shows the form.</summary>
    public void OnGet() => Response.Headers.CacheControl = "no-cache, no-store";

    /// <summary>Takes the file.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Store.Enter(HttpContext, Place, isOpen: false, out var refusal) is not { } job)
            return Refuse(refusal!.Status, refusal.Detail);

        try
        {
            var options = await Receive(job);
            var set = options.LastOrDefault(option => option.Name == "set").Value;
            set = string.IsNullOrWhiteSpace(set) || Catalogue.Find(set) is null ? SetKey : set;
            job.Set = Catalogue.Find(set)!;
            job.Request = job.Request with { Set = set, Language = Language.Code, Options = [.. options, .. MoreOptions] };
            Plans.Call(job);
            job.Work = Plans.Prepare(job);
            Store.Start(job);
            return Redirect($"{Place}/{job.Id}{(job.Set.Id == Catalogue.Default ? "" : "?set=" + Uri.EscapeDataString(job.Set.Id))}");
        }
        catch (Exception exception)
        {
            Store.Delete(job);
            IActionResult? refused = exception switch
            {
                ContactFileException unreadable => Refuse(StatusCodes.Status422UnprocessableEntity, job.Told(unreadable.Text)),
                BadHttpRequestException over when Store.IsOver(job, over) =>
                    Refuse(StatusCodes.Status507InsufficientStorage, FileStore.Over),
                IOException full when FileFault.IsFull(full) => Refuse(StatusCodes.Status507InsufficientStorage, FileStore.Full),
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Refuse(
                    StatusCodes.Status413PayloadTooLarge,
                    $"The file is larger than {MostText}. Divide it into smaller ones."),
                AntiforgeryValidationException => Refuse(StatusCodes.Status400BadRequest, "The page has expired. Choose the file again."),
                BadHttpRequestException or InvalidDataException or IOException =>
                    Refuse(StatusCodes.Status400BadRequest, "The upload was not complete. Choose the file again."),
                _ => null,
            };
            if (refused is null)
                throw;
            return refused;
        }
    }

    /// <summary>Stores what the form sends, and checks that it is a form of this server; returns its fields.</summary>
    private protected virtual async Task<IReadOnlyList<JobOption>> Receive(FileJob job)
    {
        var fields = await Upload.Read(HttpContext, antiforgery, job, job.Request.Most, SavedField, InPlaceOfFile ?? SavedField);
        if (fields.Remove(SavedField, out var id) && id.Length > 0)
        {
            var file = await Take(job, id, name =>
            {
                job.Request = job.Request with { Name = name };
                return job.Input;
            });
            job.Request = job.Request with { Hash = file.Hash, Source = MyFiles.SourceOf(id) };
        }

        return [.. fields.Select(field => new JobOption(field.Key, field.Value))];
    }

    /// <summary>Puts a file that is here in the place of an uploaded one.</summary>
    /// <exception cref="ContactFileException">It cannot be used.</exception>
    private protected async Task<JobFile> Take(FileJob job, string key, Func<string, string> pathOf)
    {
        var (name, content) = Mine.Find(key) is { } mine ? (mine.Name, (Stream?)JobFile.Open(mine.Path))
            : Saved.Find(Reader, key) is { } work ? (work.Name, Saved.Read(work)) : ("", null);
        if (content is null)
            throw new ContactFileException("The file is no longer there. Choose another.");
        await using (content)
        {
            var file = new JobFile("", Upload.SafeName(name));
            var path = pathOf(file.Name);
            try
            {
                return file with { Path = path, Hash = (await Upload.Store(content, path, job.Request.Most, job.Stop)).Hash };
            }
            catch (InvalidDataException)
            {
                throw new ContactFileException("The saved file is damaged. Choose another.");
            }
        }
    }

    /// <summary>Checks that a form is one of this server.</summary>
    private protected Task Validate(string? token)
    {
        Request.Headers["RequestVerificationToken"] = token;
        return antiforgery.ValidateRequestAsync(HttpContext);
    }

    private PageResult Refuse(int status, Text problem)
    {
        (Problem, Response.StatusCode, Response.Headers.CacheControl) = (problem, status, "no-cache, no-store");
        return Page();
    }
}

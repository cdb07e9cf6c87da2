using System.Collections.Immutable;
using System.ComponentModel;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Web.Files;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>/v1/jobs</c>: files in, a document out, as the command line's <c>--format json</c> has it. A job is started by a form with
/// files, asked for until it is done, fetched and deleted.</summary>
internal static class JobEndpoints
{
    private const string Place = "/v1/jobs";
    private const string IdMeaning = "Id of the job, as the answer to its start has it.";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in JobKinds.All)
        {
            routes.MapPost(
                $"{Place}/{kind.Name}", (HttpContext context, SetCatalogue sets, FileStore store, JobPlans plans) =>
                    Start(context, sets, store, plans, kind))
                .Describe(new(NameOf("start", kind), kind.Summary, kind.Description, ExampleOf(kind))
                {
                    Tag = "jobs",
                    Status = StatusCodes.Status202Accepted,
                    Answer = typeof(JobAnswer),
                    Files = [.. kind.Fields.Where(field => field.IsFile).Select(field => (field.Part, IsNeeded(field)))],
                    Takes = JobParameters.Of(kind),
                    HasSet = kind.HasSet,
                    Problems =
                    [
                        (StatusCodes.Status400BadRequest, ApiIssues.UnreadableBody),
                        (StatusCodes.Status404NotFound, ApiIssues.UnknownList),
                        (StatusCodes.Status413PayloadTooLarge, ApiIssues.BodyTooLarge),
                        (StatusCodes.Status415UnsupportedMediaType, ApiIssues.NotAForm),
                        (StatusCodes.Status503ServiceUnavailable, ApiIssues.TooManyJobs),
                        (StatusCodes.Status507InsufficientStorage, ApiIssues.DiskFull),
                    ],
                });
            routes.MapGet($"{Place}/{{id}}/{kind.Name}", (HttpContext context, FileStore store, [Description(IdMeaning)] string id) =>
                Result(context, store, id, kind)).Describe(new(
                    NameOf("get", kind) + "Result", kind.Summary, "The document of the job, in the language in which it was started.",
                    $"{Place}/ID/{kind.Name}")
                {
                    Tag = "jobs",
                    Answer = kind.Answer,
                    HasSet = false,
                    Problems = [NoJob, NotDone, Failed],
                });
        }

        routes.MapGet(Place + "/{id}", Get).Describe(new(
            "getJob",
            "Show how far a job has come",
            "Its state, rows and share, until it is done; then where its document and files are, and how the same is had again.",
            Place + "/ID")
        {
            Tag = "jobs",
            Answer = typeof(JobAnswer),
            HasSet = false,
            Problems = [NoJob],
        });
        routes.MapGet(Place + "/{id}/files/{name}", File).Describe(new(
            "getJobFile",
            "Fetch a file that a job has made",
            "Contacts, outliers, payments or a weight list, by the name that the job gives.",
            Place + "/ID/files/contacts.csv")
        {
            Tag = "jobs",
            Answer = typeof(string),
            Media = [MediaTypes.Table, MediaTypes.Json],
            HasSet = false,
            Problems = [NoJob, NotDone, Failed],
        });
        routes.MapDelete(Place + "/{id}", Delete).Describe(new(
            "deleteJob",
            "Stop a job and delete its files",
            "It stops within a block of rows. A job that nobody asks for is deleted after a while, too.",
            Place + "/ID")
        {
            Tag = "jobs",
            Status = StatusCodes.Status204NoContent,
            Answer = typeof(void),
            HasSet = false,
            Problems = [NoJob],
        });
    }

    private static (int, IssueCode) NoJob => (StatusCodes.Status404NotFound, ApiIssues.UnknownJob);

    private static (int, IssueCode) NotDone => (StatusCodes.Status409Conflict, ApiIssues.JobNotDone);

    private static (int, IssueCode) Failed => (StatusCodes.Status422UnprocessableEntity, ApiIssues.JobFailed);

    private static bool IsNeeded(JobField field) => field is { IsRequired: true, Value: JobValue.File };

    private static string NameOf(string verb, JobKind kind) => verb + char.ToUpperInvariant(kind.Name[0]) + kind.Name[1..];

    private static string ExampleOf(JobKind kind) => $"{Place}/{kind.Name}"
        + (kind.HasSet ? "?set=open-se" : kind.Field("weights") is { IsRequired: true } ? "?weights=NAME" : "");

    private static async Task<IResult> Start(
        HttpContext context, SetCatalogue sets, FileStore store, JobPlans plans, JobKind kind)
    {
        var language = Requests.LanguageOf(context.Request);
        if (!Upload.IsForm(context))
            return new Problem(ApiIssues.NotAForm, StatusCodes.Status415UnsupportedMediaType);
        // A form may be sent by the page of another site without asking.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return new Problem(ApiIssues.NotAForm, StatusCodes.Status415UnsupportedMediaType);
        var query = context.Request.Query.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))).ToList();
        if (Check(query) is { } wrong)
            return wrong;
        if (store.Enter(context, $"{Place}/{kind.Name}", isOpen: true, out var refusal) is not { } job)
            return refusal!;

        var isStarted = false;
        try
        {
            var (files, fields) = await Upload.ReadAll(
                context, job, kind.FileOf);
            if (Check(fields) is { } unfit)
                return unfit;
            var options = query.Concat(fields).Where(option => option.Item1 is not "lang").ToImmutableArray();
            if (kind.Fields.FirstOrDefault(field => field.IsRequired && !files.Exists(file => file.Part == field.Part)
                && !options.Any(option => option.Item1 == field.Name)) is { } missing)
                return Problem.OfParameter(missing.Name);
            var key = kind.HasSet ? options.LastOrDefault(option => option.Item1 == "set").Item2 : null;
            if (Requests.Find(context, sets, key, out var unknown) is not { } set)
                return unknown;
            if (options.FirstOrDefault(option =>
                    kind.Field(option.Item1)?.Value == JobValue.List && sets.Weights.Find(option.Item2) is null)
                is { Item1: { } list })
                return new Problem(ApiIssues.UnknownList, StatusCodes.Status404NotFound)
                {
                    Field = list,
                    Near = [.. sets.Weights.Lists.Select(each => new Questions.NamedCode(each.Name, TableText.None))],
                };
            job.Set = set;
            job.Request = job.Request with
            {
                Name = files.Count > 0 ? files[0].Name : "",
                Set = key ?? "",
                Language = language.Code,
                Options = [.. options.Select(option => new JobOption(option.Item1, option.Item2))],
                Files = [.. files],
            };
            plans.Call(job);
            store.Start(job);
            isStarted = true;
            context.Response.Headers.Location = $"{Place}/{job.Id}";
            return Requests.Json(Of(context, store, job), StatusCodes.Status202Accepted);
        }
        catch (ContactFileException exception)
        {
            return new Problem(ApiIssues.UnreadableBody, StatusCodes.Status400BadRequest) { Detail = exception.Text };
        }
        catch (BadHttpRequestException exception) when (store.IsOver(job, exception))
        {
            return new Problem(ApiIssues.TooManyBytes, StatusCodes.Status507InsufficientStorage) { Detail = FileStore.Over };
        }
        catch (IOException exception) when (FileFault.IsFull(exception))
        {
            return new Problem(ApiIssues.DiskFull, StatusCodes.Status507InsufficientStorage) { Detail = FileStore.Full };
        }
        finally
        {
            if (!isStarted)
                store.Delete(job);
        }

        Problem? Check(IEnumerable<(string Name, string Value)> options)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, value) in options)
            {
                if (name == "lang" || (name == "set" && kind.HasSet))
                    continue;
                if (kind.Field(name) is not { IsOption: true } field || !field.Takes(value) || (!field.IsMany && !seen.Add(name)))
                    return Problem.OfParameter(name);
            }

            return null;
        }
    }

    private static IResult Get(HttpContext context, FileStore store, [Description(IdMeaning)] string id) =>
        store.FindOpen(id) is { } job ? Requests.Json(Of(context, store, job)) : Unknown;

    private static IResult Delete(FileStore store, [Description(IdMeaning)] string id)
    {
        if (store.FindOpen(id) is not { } job)
            return Unknown;
        store.Delete(job);
        return Results.NoContent();
    }

    private static IResult Result(HttpContext context, FileStore store, string id, JobKind kind)
    {
        if (store.FindOpen(id) is not { Call: { } call } job || call.Kind != kind)
            return Unknown;
        // The document is in the language in which it was asked for: another is refused rather than passed over.
        if (context.Request.Query["lang"].ToString() is { Length: > 0 } language && language != job.Language.Code)
            return Problem.OfParameter("lang");
        return Sent(context, job, job.Result, "application/json; charset=utf-8");
    }

    private static IResult File(
        HttpContext context, FileStore store, [Description(IdMeaning)] string id, [Description("Name of the file.")] string name)
    {
        if (store.FindOpen(id) is not { Call: { } call } job)
            return Unknown;
        if (context.Request.Query["lang"].ToString() is { Length: > 0 } language && language != job.Language.Code)
            return Problem.OfParameter("lang");
        if (job.IsBusy)
            return new Problem(ApiIssues.JobNotDone, StatusCodes.Status409Conflict);
        return call.Made.FirstOrDefault(made => made.Name == name) is { } made
            ? Sent(context, job, made.Path, made.Type)
            : job.IsDone ? Unknown : FailureOf(context, job);
    }

    private static Problem Unknown => new(ApiIssues.UnknownJob, StatusCodes.Status404NotFound);

    private static Problem FailureOf(HttpContext context, FileJob job) => new(ApiIssues.JobFailed, StatusCodes.Status422UnprocessableEntity)
    {
        Detail = Text.Verbatim(job.FailureIn(Requests.LanguageOf(context.Request)) ?? ""),
    };

    private static IResult Sent(HttpContext context, FileJob job, string path, string type) => job.IsBusy
        ? new Problem(ApiIssues.JobNotDone, StatusCodes.Status409Conflict)
        : !job.IsDone ? FailureOf(context, job)
        : Results.Stream(JobFile.Open(path), type);

    private static JobAnswer Of(HttpContext context, FileStore store, FileJob job)
    {
        context.Response.Headers.CacheControl = "no-store";
        var call = job.Call!;
        var isBusy = job.IsBusy;
        var isDone = !isBusy && job.IsDone;
        return new(
            job.Id, call.Kind.Name, isBusy ? JobState.Working : isDone ? JobState.Done : JobState.Failed, job.Rows, isDone ? 1 : job.Share,
            store.MinutesLeft(job), isDone ? $"{Place}/{job.Id}/{call.Kind.Name}" : null,
            isDone ? [.. call.Made.Select(made => new JobFileAnswer(made.Name, $"{Place}/{job.Id}/files/{made.Name}"))] : [],
            [
                .. call.Found.Select(found => new JobIssueAnswer(
                    found.Code.Id, found.Code.Severity.ToString().ToLowerInvariant(), found.Code.Meaning, found.Code.Remedy, found.Count)),
            ],
            isBusy || isDone ? null : FailureOf(context, job).Answer(Requests.LanguageOf(context.Request)), Again(context, call));
    }

    /// <summary>How the same is had again.</summary>
    internal static Reproduction Again(HttpContext context, JobCall call)
    {
        var (kind, set) = (call.Kind, call.Job.Set);
        List<string> words = ["gruppera", .. kind.Verb.Split(' ')];
        words.AddRange(call.Files.Where(file => file.Part == "contacts" && kind.Name != "simulate").Select(file => file.Name));
        foreach (var file in call.Files.Where(file => file.Part != "contacts" || kind.Name == "simulate"))
            words.AddRange(
            [
                "--" + kind.FileOf(file.Part)!.Name,
                file.Part == "step" ? $"{Path.GetFileNameWithoutExtension(file.Name)}={file.Name}" : file.Name,
            ]);
        if (kind.HasSet)
            words.AddRange(["--set", set.Id]);
        foreach (var (name, value) in call.Options.Where(option => option.Name != "set"))
            words.AddRange(kind.Field(name)!.Value != JobValue.Flag ? ["--" + name, value] : value == "false" ? [] : ["--" + name]);
        if (kind.Name == "episodes")
            words.AddRange(["--output", "contacts.csv"]);
        words.AddRange(["--format", "json"]);
        var query = QueryString.Create(call.Options.Where(option => option.Name != "set")
            .Select(option => new KeyValuePair<string, string?>(option.Name, option.Value))
            .Concat(kind.HasSet ? [new("set", set.Id)] : []));
        var curl = Reproduction.Line(
        [
            "curl", .. call.Files.SelectMany(file => (string[])["-F", $"{file.Part}=@{file.Name}"]),
            $"{context.Request.Scheme}://{context.Request.Host}{Place}/{kind.Name}{query}",
        ]);
        return new(
            Reproduction.Line(words), curl, [.. call.Files.Select(file => new HashedFile(file.Name, file.Hash))],
            kind.HasSet ? set.Id : null, kind.HasSet ? set.Set.Version.SourceHash : null);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Texts;
using Gruppera.Web.Api;
using Gruppera.Web.SignIn;
using Gruppera.Workflows;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Files;

/// <summary>The files that readers have uploaded, each under an id that only its reader may use, in a folder of their own. They go when
/// the reader says so and when nobody has asked for them in a while. The folder is private to the server and goes with it, or servers
/// share it: then any of them answers for any file, and goes on with what another has begun and left. Thread-safe.</summary>
internal sealed class FileStore(IOptions<WebOptions> options, SetCatalogue sets, JobPlans plans, ILogger<FileStore> log)
    : BackgroundService
{
    /// <summary>How often a job is begun, where servers stop in the middle.</summary>
    private const int MostTimes = 2;

    private const string Cookie = "reader";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly Text Busy =
        "The server is busy with other files. Delete files that you no longer need, or try again in a while; nothing was stored.";

    /// <summary>What is said to who has too many bytes here.</summary>
    internal static readonly Text Over = "Your files take all the room that one may have here. Delete files that you no longer need.";

    /// <summary>What is said where the disk is full.</summary>
    internal static readonly Text Full = "The disk of the server is nearly full. Try again in a while; nothing was stored.";
    private static readonly Text Stopped = "The server that worked on it stopped. Start it again.";

    /// <summary>What is said where nothing better is known.</summary>
    internal static readonly Text Unreadable = "Something in the file could not be read.";

    private readonly ConcurrentDictionary<string, FileJob> _jobs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private string? _folder;
    private TemporaryFolder? _own;
    private TimeSpan _ahead;

    /// <summary>How long a result is kept that nobody asks for.</summary>
    internal TimeSpan Kept => TimeSpan.FromMinutes(options.Value.MinutesKept);

    /// <summary>Largest upload in bytes.</summary>
    internal long MaxUploadBytes => options.Value.MaxUploadBytes;

    /// <summary>How long a server may say nothing of its work until others take it for dead.</summary>
    internal TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Where the files lie; null before the first of a server that shares none.</summary>
    internal string? Folder => _folder ??= IsShared ? PrivateFile.MakeFolder(Path.Combine(options.Value.SharedFolder, "files")) : null;

    /// <summary>Bytes that are free where the files lie.</summary>
    internal Func<string, long> Free { get; set; } = folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    private bool IsShared => options.Value.SharedFolder.Length > 0;

    /// <summary>A place for a new file; null, with a reason, if all are taken, or there is no room.</summary>
    /// <param name="context">The request.</param>
    /// <param name="place">Path of the page, or of the API, that takes it.</param>
    /// <param name="isOpen">True for a job that whoever has its id may use, without a cookie.</param>
    /// <param name="refusal">What is said where there is none.</param>
    internal FileJob? Enter(HttpContext context, string place, bool isOpen, out Problem? refusal)
    {
        lock (_lock)
        {
            _folder = Folder ?? (_own = new()).Path;
            var client = Places.ClientOf(context);
            refusal = RefusalOf(context, client, out var most);
            if (refusal is not null)
                return null;
            var folder = new JobFolder(Path.Combine(_folder, RandomNumberGenerator.GetHexString(32, lowercase: true)));
            PrivateFile.MakeFolder(folder.Path);
            folder.Beat(1, 0, 0);
            var owner = isOpen ? "" : OwnerOf(context) ?? NewOwner(context);
            var request = new JobRequest(place, owner, DateTimeOffset.UtcNow) { Client = client, Most = most };
            return _jobs[folder.Id] = new(folder, 1, request) { IsHere = true };
        }
    }

    /// <summary>True where a file was refused for the room that its client has left, and not for its own size.</summary>
    internal bool IsOver(FileJob job, BadHttpRequestException refusal) =>
        refusal.StatusCode == StatusCodes.Status413PayloadTooLarge && job.Request.Most < MaxUploadBytes;

    /// <summary>Why a client may send no file now; null if one may be sent, with its bytes at most.</summary>
    private Problem? RefusalOf(HttpContext context, string client, out long most)
    {
        var mine = _jobs.Values.Where(job => job.Request.Client == client).ToList();
        var comes = Math.Min(MaxUploadBytes, context.Request.ContentLength ?? 0);
        var taken = mine.Sum(job => job.HasBegun ? job.Folder.Length : job.Request.Most);
        most = Math.Min(MaxUploadBytes, options.Value.MaxClientBytes - taken);
        var refusal = IsFull || Folders().Count() >= options.Value.FilesKept
            ? new Problem(ApiIssues.TooManyJobs, StatusCodes.Status503ServiceUnavailable) { Detail = Busy }
            : mine.Count(job => job.IsHere) >= Math.Max(1, options.Value.FilesPerClient)
            ? new(ApiIssues.NoPlace, StatusCodes.Status503ServiceUnavailable) { Detail = Busy }
            : most <= 0 || comes - Upload.Around > most
            ? new(ApiIssues.TooManyBytes, StatusCodes.Status507InsufficientStorage) { Detail = Over }
            : Free(_folder!) - comes < options.Value.MinFreeBytes
            ? new(ApiIssues.DiskFull, StatusCodes.Status507InsufficientStorage) { Detail = Full }
            : null;
        if (refusal is not null)
            context.Response.Headers.RetryAfter = "30";
        return refusal;
    }

    /// <summary>A file by its id; null if there is none, or it is another reader's.</summary>
    internal FileJob? Find(HttpContext context, string? id) =>
        OwnerOf(context) is { } owner && Load(id) is { } job && IsOf(owner, job) ? Asked(job) : null;

    /// <summary>A job of the API by its id; null if there is none.</summary>
    internal FileJob? FindOpen(string id) => Load(id) is { Owner.Length: 0 } job ? Asked(job) : null;

    /// <summary>The files of a reader, the last one first. Looking at the list keeps none of them longer.</summary>
    internal ImmutableArray<FileJob> Of(HttpContext context) => OwnerOf(context) is not { } owner ? []
        : [.. Folders().Select(folder => Load(folder.Id)).OfType<FileJob>().Where(job => IsOf(owner, job))
            .OrderByDescending(job => job.Request.Arrived)];

    /// <summary>Minutes until a file goes that nobody asks for, rounded up.</summary>
    internal int MinutesLeft(FileJob job) => (int)Math.Ceiling((job.Asked + Kept - Now).TotalMinutes);

    /// <summary>Works on a file that has arrived, on a thread of its own.</summary>
    /// <exception cref="IOException">It was deleted meanwhile, or cannot be written.</exception>
    internal void Start(FileJob job)
    {
        job.Request = job.Request with { SetHash = job.Set.Set.Version.SourceHash };
        if (!job.Folder.Begin(job.Number, job.Request))
            throw new IOException("the file was deleted");
        job.Folder.Keep();
        (job.HasBegun, job.Asked) = (true, Now);
        _ = Launch(() => Run(job));
    }

    /// <summary>Asks something else of a file that is kept; nothing happens while it is at work.</summary>
    internal void Again(FileJob job, ImmutableArray<JobOption> asked, Language language)
    {
        lock (_lock)
        {
            if (!job.IsBusy)
                Begin(job, job.Request with { Options = asked, Language = language.Code, Times = 1 });
        }
    }

    /// <summary>Makes the figures of a page here that another server has made, within a second where that is enough; too many at once
    /// wait until they are asked for again.</summary>
    internal async Task Figure(FileJob job)
    {
        lock (_lock)
        {
            if (!job.IsDone || job.IsHere || job.Outcome is not null || job.Lacking is not null || IsFull)
                return;
            job.IsHere = true;
        }

        job.Output = job.Folder.Of(Path.GetRandomFileName());
        await Task.WhenAny(Launch(() => Refigure(job)), Task.Delay(TimeSpan.FromSeconds(1)));
    }

    /// <summary>Deletes a file and its result.</summary>
    internal void Delete(FileJob job)
    {
        Forget(job);
        job.Folder.Delete();
    }

    /// <summary>Deletes what nobody has asked for since a while before a time, and what servers have left that died in the middle of an
    /// upload.</summary>
    internal void Sweep(DateTimeOffset now)
    {
        foreach (var folder in Folders())
        {
            var job = _jobs.GetValueOrDefault(folder.Id);
            if (folder.Asked is { } asked ? now - asked > Kept : job is not { IsHere: true } && now - folder.Changed > Silence)
            {
                if (job is not null)
                    Forget(job);
                folder.Delete();
            }
        }

        foreach (var job in _jobs.Values.Where(job => !job.IsHere && job.Folder.Asked is null))
            Forget(job);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Clear();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Clear();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            TemporaryFolder.Sweep();
            for (var beats = 0; await timer.WaitForNextTickAsync(stoppingToken); beats++)
            {
                try
                {
                    foreach (var job in _jobs.Values.Where(job => job.IsHere))
                        Live(job);
                    if (beats % 10 != 0)
                        continue;
                    Tick();
                    Sweep(Now);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    // The next time is soon.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>The time by the clock of the disk, which all servers have in common.</summary>
    private DateTimeOffset Now => DateTimeOffset.UtcNow + _ahead;

    /// <summary>True where no more can be done at once.</summary>
    private bool IsFull => _jobs.Values.Count(job => job.IsHere) >= options.Value.FilesAtOnce;

    private static string? OwnerOf(HttpContext context) => context.Request.Cookies[Cookie] is { Length: 32 } owner ? owner : null;

    private static string NewOwner(HttpContext context)
    {
        var owner = RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(
            Cookie, owner,
            new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true });
        return owner;
    }

    private static bool IsOf(string owner, FileJob job) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(owner), Encoding.UTF8.GetBytes(job.Owner));

    private IEnumerable<JobFolder> Folders() => Folder is { } folder && Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(path => new JobFolder(path)) : [];

    /// <summary>A job as it is now, wherever it was begun; null where there is none, or this server lacks its set.</summary>
    private FileJob? Load(string? id)
    {
        if (id is not { Length: 32 } || !id.All(char.IsAsciiHexDigitLower) || Folder is not { } path)
            return null;
        lock (_lock)
        {
            var folder = new JobFolder(Path.Combine(path, id));
            var known = _jobs.GetValueOrDefault(id);
            if (folder.Asked is not { } asked)
            {
                if (known is { IsHere: false })
                    Forget(known);
                return null;
            }

            var number = folder.Number;
            if (known?.Number == number)
                known.Refresh();
            else if (folder.RequestOf(number) is { } request && sets.Find(request.Set) is { } set
                && set.Set.Version.SourceHash == request.SetHash)
                known = Keep(new(folder, number, request) { Set = set, HasBegun = true });
            else
                return null;
            if (known is { IsHere: false, IsBusy: true } && IsSilent(folder, number, Now))
                known = Follow(known);
            known.Asked = asked;
            return known;
        }
    }

    /// <summary>Goes on with what a server has left: begins it anew, once, as soon as there is room.</summary>
    private FileJob Follow(FileJob left)
    {
        if (left.Request.Times < MostTimes)
            return IsFull ? left : Begin(left, left.Request with { Times = left.Request.Times + 1 }) ?? left;
        left.Folder.End(left.Number, new(left.Rows, Said(Stopped)));
        left.Refresh();
        return left;
    }

    /// <summary>Begins a job anew; null where another server has.</summary>
    private FileJob? Begin(FileJob job, JobRequest request)
    {
        if (!job.Folder.Begin(job.Number + 1, request))
            return null;
        var next = Keep(new(job.Folder, job.Number + 1, request)
        {
            Set = job.Set,
            HasBegun = true,
            IsHere = true,
            Asked = job.Asked,
        });
        job.Folder.DeleteMade(job.Number);
        _ = Launch(() => Run(next));
        return next;
    }

    private FileJob Keep(FileJob job)
    {
        if (_jobs.TryGetValue(job.Id, out var before))
            before.Dispose();
        plans.Call(job);
        job.Refresh();
        return _jobs[job.Id] = job;
    }

    private FileJob? Asked(FileJob job)
    {
        try
        {
            job.Folder.Touch(job.Asked = Now);
            return job;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True where no server has given a sign of life of a job for too long.</summary>
    private bool IsSilent(JobFolder folder, int number, DateTimeOffset now) => now - folder.BeatOf(number).Time > Silence;

    /// <summary>Gives a sign of life, and stops what was deleted or goes on elsewhere.</summary>
    private void Live(FileJob job)
    {
        if (job.HasBegun && (job.Folder.Asked is null || job.Folder.Number != job.Number))
            Forget(job);
        else if (job.IsBusy)
            job.Folder.Beat(job.Number, job.Rows, job.Share);
    }

    /// <summary>Finds out how far the clock of the disk is ahead.</summary>
    private void Tick()
    {
        if (!IsShared || Folder is not { } folder)
            return;
        using var file = PrivateFile.Create(Path.Combine(folder, Path.GetRandomFileName()));
        File.Delete(file.Name);
        file.WriteByte(0);
        file.Flush();
        _ahead = new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)) - DateTimeOffset.UtcNow;
    }

    private static Task Launch(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(FileJob job)
    {
        job.Begun = DateTimeOffset.UtcNow;
        var (outcome, failure) = Do(job);
        try
        {
            if (!job.Stop.IsCancellationRequested)
            {
                var said = failure is null ? null : Said(failure);
                var end = (job.Call?.End(job.Rows, said) ?? new JobEnd(job.Rows, said)) with
                {
                    Chosen = job.Chosen.Contacts,
                    ChosenOf = job.Chosen.Of,
                };
                if (job.Folder.End(job.Number, end))
                {
                    if (outcome is null && job.Casemix is null && !job.Request.Only.Any())
                        job.Folder.DeleteFiles(job.Number);
                    job.SetEnd(end, outcome);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing is told of it: another server begins it anew.
            Log.FileFailed(log, exception.GetType().FullName, exception.StackTrace);
        }
        finally
        {
            job.IsHere = false;
            job.Refresh();
            if (job.Folder.Asked is null)
                job.Folder.Delete();
        }
    }

    private void Refigure(FileJob job)
    {
        try
        {
            var (outcome, failure) = Do(job);
            job.SetFigures(outcome, failure);
            File.Delete(job.Output);
        }
        finally
        {
            job.IsHere = false;
        }
    }

    private (JobOutcome? Outcome, Text? Failure) Do(FileJob job)
    {
        AtomicOutput.ModeOfNewFiles = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            job.Work ??= plans.Prepare(job);
            return (job.Work(job), null);
        }
        catch (ContactFileException exception)
        {
            return (null, job.Told(exception.Text));
        }
        catch (RefusedException exception)
        {
            return (null, job.Told(exception.Text));
        }
        catch (Exception exception)
        {
            // A deleted job ends here too. The message may hold what was uploaded: only its type is reported.
            if (!job.Stop.IsCancellationRequested && job.Folder.Asked is not null)
                Log.FileFailed(log, exception.GetType().FullName, exception.StackTrace);
            return (null, FileFault.IsFull(exception) ? Full : Unreadable);
        }
    }

    private static ImmutableDictionary<string, string> Said(Text text) =>
        Languages.All.ToImmutableDictionary(language => language.Code, text.In, StringComparer.Ordinal);

    private void Forget(FileJob job)
    {
        _jobs.TryRemove(KeyValuePair.Create(job.Id, job));
        job.Dispose();
    }

    /// <summary>Stops all work. What is private goes; what is shared stays, and others may go on at once.</summary>
    private void Clear()
    {
        lock (_lock)
        {
            foreach (var job in _jobs.Values)
            {
                Forget(job);
                if (!IsShared)
                    job.Folder.Delete();
                else if (job is { IsHere: true, IsBusy: true })
                    job.Folder.Leave(job.Number);
            }

            _own?.Dispose();
            (_own, _folder) = (null, null);
        }
    }
}

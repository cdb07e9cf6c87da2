using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Files;

/// <summary>The files that readers have uploaded, each under an id that only its reader may use. They go when the reader says so, when
/// nobody has asked for them in a while, and when the server stops. Thread-safe.</summary>
internal sealed partial class FileStore(IOptions<WebOptions> options, ILogger<FileStore> log) : BackgroundService
{
    /// <summary>How long a result is kept that nobody asks for.</summary>
    internal TimeSpan Kept => TimeSpan.FromMinutes(options.Value.MinutesKept);

    private const string Cookie = "reader";
    private readonly ConcurrentDictionary<string, FileJob> _jobs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private string? _folder;

    /// <summary>Largest upload in bytes.</summary>
    internal long MaxUploadBytes => options.Value.MaxUploadBytes;

    /// <summary>Where the files lie while there are any; null before the first.</summary>
    internal string? Folder => _folder;

    /// <summary>A place for a new file; null if all are taken.</summary>
    /// <param name="context">The request.</param>
    /// <param name="place">Path of the page, or of the API, that takes it.</param>
    /// <param name="isOpen">True for a job that whoever has its id may use, without a cookie.</param>
    internal FileJob? Enter(HttpContext context, string place, bool isOpen = false)
    {
        lock (_lock)
        {
            if (_jobs.Count >= options.Value.FilesKept || _jobs.Values.Count(job => job.IsBusy) >= options.Value.FilesAtOnce)
                return null;
            _folder ??= Directory.CreateTempSubdirectory("gruppera-").FullName;
            var job = new FileJob(_folder, isOpen ? "" : OwnerOf(context) ?? NewOwner(context)) { Place = place };
            return _jobs[job.Id] = job;
        }
    }

    /// <summary>A file by its id; null if there is none, or it is another reader's.</summary>
    internal FileJob? Find(HttpContext context, string? id)
    {
        if (id is null || OwnerOf(context) is not { } owner || !_jobs.TryGetValue(id, out var job)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(owner), Encoding.UTF8.GetBytes(job.Owner)))
        {
            return null;
        }

        job.Touch();
        return job;
    }

    /// <summary>A job of the API by its id; null if there is none.</summary>
    internal FileJob? FindOpen(string id)
    {
        if (!_jobs.TryGetValue(id, out var job) || job.Owner.Length > 0)
            return null;
        job.Touch();
        return job;
    }

    /// <summary>The files of a reader, the last one first. Looking at the list keeps none of them longer.</summary>
    internal ImmutableArray<FileJob> Of(HttpContext context) => OwnerOf(context) is not { } owner ? []
        : [.. _jobs.Values.Where(job => job.Owner == owner && job.IsShown).OrderByDescending(job => job.Arrived)];

    /// <summary>Minutes until a file goes that nobody asks for, rounded up.</summary>
    internal int MinutesLeft(FileJob job) => (int)Math.Ceiling((job.Asked + Kept - DateTimeOffset.UtcNow).TotalMinutes);

    /// <summary>Works on a file that has arrived, on a thread of its own.</summary>
    internal void Start(FileJob job, Func<FileJob, JobOutcome> work) =>
        _ = Task.Factory.StartNew(() => Run(job, work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Deletes a file and its result.</summary>
    internal void Delete(FileJob job)
    {
        _jobs.TryRemove(job.Id, out _);
        job.Dispose();
    }

    /// <summary>Deletes what nobody has asked for since a while before a time.</summary>
    internal void Sweep(DateTimeOffset now)
    {
        foreach (var job in _jobs.Values.Where(job => now - job.Asked > Kept))
            Delete(job);
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
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(20));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Sweep(DateTimeOffset.UtcNow);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private static string? OwnerOf(HttpContext context) => context.Request.Cookies[Cookie] is { Length: 32 } owner ? owner : null;

    private static string NewOwner(HttpContext context)
    {
        var owner = RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(
            Cookie, owner,
            new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true });
        return owner;
    }

    private void Run(FileJob job, Func<FileJob, JobOutcome> work)
    {
        Text? failure = null;
        JobOutcome? outcome = null;
        try
        {
            outcome = work(job);
        }
        catch (ContactFileException exception)
        {
            failure = job.Told(exception.Text);
        }
        catch (RefusedException exception)
        {
            failure = job.Told(exception.Text);
        }
        catch (Exception exception)
        {
            // A deleted job ends here too. The message may hold what was uploaded: only its type is reported.
            failure = "Something in the file could not be read.";
            if (!job.Stop.IsCancellationRequested)
                LogFailure(log, exception.GetType().FullName, exception.StackTrace);
        }

        job.Finish(outcome, failure);
    }

    private void Clear()
    {
        lock (_lock)
        {
            foreach (var job in _jobs.Values)
                Delete(job);
            if (_folder is not null && Directory.Exists(_folder))
                Directory.Delete(_folder, recursive: true);
            _folder = null;
        }
    }

    [LoggerMessage(LogLevel.Error, "A file could not be worked on: {Type}\n{Place}")]
    private static partial void LogFailure(ILogger logger, string? type, string? place);
}

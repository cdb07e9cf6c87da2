using System.Collections.Immutable;
using System.Security.Cryptography;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Files;

/// <summary>What came of a file. Immutable.</summary>
internal abstract record JobOutcome;

/// <summary>A grouped file. Immutable.</summary>
/// <param name="Summary">Counts of the grouping.</param>
/// <param name="Quality">Counts of the findings.</param>
/// <param name="First">The first findings of each code, by its id.</param>
/// <param name="Unreadable">The first rows that could not be read.</param>
internal sealed record FileOutcome(
    GroupingSummary Summary,
    QualitySummary Quality,
    IReadOnlyDictionary<string, List<Finding>> First,
    ImmutableArray<Issue> Unreadable) : JobOutcome;

/// <summary>A reader's file on its way from upload to result, with the two private files it has on disk.
/// Deleted with them. Thread-safe.</summary>
internal sealed class FileJob : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private long _rows;
    private double _share;
    private int _view;
    private bool _isGone;

    internal FileJob(string folder, string owner)
    {
        (Owner, Stop) = (owner, _stop.Token);
        var name = Path.Combine(folder, Path.GetRandomFileName());
        (Input, Output) = (name + ".csv", name + ".out");
        Touch();
    }

    /// <summary>What its address holds: nobody guesses it.</summary>
    internal string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The reader whose it is.</summary>
    internal string Owner { get; }

    internal string Input { get; }

    internal string Output { get; }

    /// <summary>Name of the file at the reader's; shown, never used as a path.</summary>
    internal string Name { get; set; } = "";

    internal LoadedSet Set { get; set; } = null!;

    internal ContactLayout Layout { get; set; } = null!;

    /// <summary>How the file was understood; null if there is none to understand.</summary>
    internal Reading? Reading { get; private set; }

    /// <summary>Finds out how the uploaded file is written, as the fields of the form say.</summary>
    /// <param name="fields">Layout, columns by hand (a line each), what may be missing.</param>
    /// <param name="needs">What the file must give.</param>
    /// <param name="unlessColumn">A column whose file needs nothing else; null for none.</param>
    /// <exception cref="ContactFileException">It cannot be understood, or lacks what is needed.</exception>
    internal void Understand(
        IReadOnlyDictionary<string, string> fields, ContactNeeds needs = LayoutWish.ToGroup, string? unlessColumn = null)
    {
        var layout = LayoutCatalog.Find(fields.GetValueOrDefault("layout", ""));
        using var input = Open();
        var fitted = LayoutFit.Of(input.Text, new()
        {
            Layout = layout,
            Columns = [.. Lines("columns").Select(ColumnByHand.Parse).OfType<ColumnByHand>()],
            Needs = needs,
            AllowMissing = Lines("missing").Aggregate(
                ContactNeeds.None,
                (all, name) => all | (Enum.TryParse<ContactNeeds>(name, ignoreCase: true, out var need) ? need : ContactNeeds.None)),
            UnlessColumn = unlessColumn,
        }, Name, Open);
        (Layout, Reading) = (fitted.Layout, input.Complete(fitted.Reading));

        ContactSource Open() => layout is null ? ContactSource.Open(Input) : ContactSource.Open(Input, layout);
        IEnumerable<string> Lines(string field) => fields.GetValueOrDefault(field, "")
            .Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>True if what was uploaded stays after the work, until the job is deleted: it may be asked something else.</summary>
    internal bool IsKept { get; set; }

    /// <summary>What to show of its casemix; null for a file that is only grouped.</summary>
    internal CasemixWish? Casemix { get; set; }

    /// <summary>What is tried on it; null if nothing is.</summary>
    internal SimulationWish? Simulation { get; set; }

    /// <summary>Requested when the job is deleted.</summary>
    internal CancellationToken Stop { get; }

    /// <summary>When the reader last asked for it.</summary>
    internal DateTimeOffset Asked { get; private set; }

    /// <summary>True while it is uploaded or grouped.</summary>
    internal bool IsBusy { get; private set; } = true;

    /// <summary>What came of it; null before it is done, and where it failed.</summary>
    internal JobOutcome? Outcome { get; private set; }

    /// <summary>Why it failed; null if it did not.</summary>
    internal Text? Failure { get; private set; }

    /// <summary>How often the page was shown: leaving deletes only where no later page shows it.</summary>
    internal int View => Volatile.Read(ref _view);

    /// <summary>Rows grouped so far.</summary>
    internal long Rows => Volatile.Read(ref _rows);

    /// <summary>How far it has come, 0 to 1.</summary>
    internal double Share => Volatile.Read(ref _share);

    internal void Touch() => Asked = DateTimeOffset.UtcNow;

    internal void Show() => Interlocked.Increment(ref _view);

    internal void Report(long rows, double share)
    {
        Volatile.Write(ref _rows, rows);
        Volatile.Write(ref _share, share);
    }

    /// <summary>What is wrong, told of the reader's file rather than of the private one.</summary>
    internal Text Told(Text text) => text.Renamed(Input, Name).Renamed(Path.GetFileName(Input), Name);

    /// <summary>Ends the work; where the job was deleted meanwhile its files go now.</summary>
    internal void Finish(JobOutcome? outcome, Text? failure)
    {
        lock (_lock)
        {
            (Outcome, Failure, IsBusy) = (outcome, failure, false);
            if (_isGone || (outcome is null && !IsKept))
                DeleteFiles();
        }
    }

    /// <summary>Begins anew with a file that is kept; false while it is at work.</summary>
    internal bool Begin()
    {
        lock (_lock)
        {
            if (IsBusy || _isGone)
                return false;
            (Outcome, Failure, IsBusy) = (null, null, true);
            Report(0, 0);
            return true;
        }
    }

    /// <summary>Stops the work and deletes the files.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isGone)
                return;
            _isGone = true;
        }

        _stop.Cancel();
        _stop.Dispose();
        DeleteFiles();
    }

    private void DeleteFiles()
    {
        foreach (var path in (string[])[Input, Output])
        {
            try
            {
                File.Delete(path);
            }
            catch (IOException)
            {
                // Open on a system that does not delete open files: Finish does it again.
            }
        }
    }
}

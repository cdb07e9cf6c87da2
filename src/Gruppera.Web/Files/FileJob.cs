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
/// <param name="Found">What was found in the file besides contacts, such as what of FHIR was left out.</param>
internal sealed record FileOutcome(
    GroupingSummary Summary,
    QualitySummary Quality,
    IReadOnlyDictionary<string, List<Finding>> First,
    ImmutableArray<Issue> Unreadable,
    ImmutableArray<Issue> Found) : JobOutcome;

/// <summary>A reader's file on its way from upload to result, with the two private files it has on disk.
/// Deleted with them. Thread-safe.</summary>
internal sealed class FileJob : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private long _rows;
    private double _share;
    private bool _isGone;
    private readonly string _parts;

    internal FileJob(string folder, string owner)
    {
        (Owner, Stop) = (owner, _stop.Token);
        var name = Path.Combine(folder, Path.GetRandomFileName());
        (Input, Output, _parts) = (name + ".csv", name + ".out", name + ".parts");
        Touch();
    }

    /// <summary>What its address holds: nobody guesses it.</summary>
    internal string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The reader whose it is; empty for a job of the API, which is whose its id is.</summary>
    internal string Owner { get; }

    /// <summary>Path of the page, or of the API, that took it.</summary>
    internal required string Place { get; init; }

    /// <summary>When it began to arrive.</summary>
    internal DateTimeOffset Arrived { get; } = DateTimeOffset.UtcNow;

    /// <summary>True once it has arrived and has a page.</summary>
    internal bool IsShown { get; set; }

    internal string Input { get; }

    internal string Output { get; }

    /// <summary>Name of the file at the reader's; shown, never used as a path.</summary>
    internal string Name { get; set; } = "";

    /// <summary>SHA-256 of the file, in lower-case hexadecimal; empty where there is none.</summary>
    internal string Hash { get; set; } = "";

    /// <summary>The place of a file that the job was given, or makes, beside the one of a page: a folder of its own, so that files are
    /// called what they are called at the reader's.</summary>
    /// <param name="part">What the file is to the job.</param>
    /// <param name="name">Its name.</param>
    internal string PlaceOf(string part, string name)
    {
        var folder = Path.Combine(_parts, part);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    /// <summary>What a job of the API is asked; null for one of a page.</summary>
    internal JobCall? Call { get; set; }

    internal LoadedSet Set { get; set; } = null!;

    internal ContactLayout Layout { get; set; } = null!;

    /// <summary>The reader's language: names of groups in the result are in it.</summary>
    internal Language Language { get; set; } = Language.English;

    /// <summary>How the file was understood; null if there is none to understand.</summary>
    internal Reading? Reading { get; private set; }

    /// <summary>What the form said of the file, as options of the command line.</summary>
    internal ImmutableArray<(string Name, string Value)> Said { get; private set; } = [];

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
                (all, name) => all | (ContactNeeds.TryRead(name, out var need) ? need : ContactNeeds.None)),
            UnlessColumn = unlessColumn,
        }, Name, Open);
        (Layout, Reading) = (fitted.Layout, input.Complete(fitted.Reading));
        Said =
        [
            .. layout is null ? [] : new[] { ("layout", layout.Name) }, .. Lines("columns").Select(column => ("column", column)),
            .. Lines("missing").ToList() is { Count: > 0 } missing ? [("allow-missing", string.Join(',', missing))]
                : Array.Empty<(string, string)>(),
        ];

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

    /// <summary>Rows grouped so far.</summary>
    internal long Rows => Volatile.Read(ref _rows);

    /// <summary>How far it has come, 0 to 1.</summary>
    internal double Share => Volatile.Read(ref _share);

    internal void Touch() => Asked = DateTimeOffset.UtcNow;

    internal void Report(long rows, double share)
    {
        Volatile.Write(ref _rows, rows);
        Volatile.Write(ref _share, share);
    }

    /// <summary>What is wrong, told of the reader's file rather than of the private one.</summary>
    internal Text Told(Text text) => Call is not null
        ? Call.Files.Aggregate(text, (told, file) => told.Renamed(file.Path, file.Name))
        : text.Renamed(Input, Name).Renamed(Path.GetFileName(Input), Name);

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
        foreach (var path in (string[])[Input, Output, _parts])
        {
            try
            {
                if (Directory.Exists(path))
                    Directory.Delete(path, recursive: true);
                else
                    File.Delete(path);
            }
            catch (IOException)
            {
                // Open on a system that does not delete open files: Finish does it again.
            }
        }
    }
}

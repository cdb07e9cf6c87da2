using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Texts;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Files;

/// <summary>What came of a file. Immutable.</summary>
internal abstract record JobOutcome;

/// <summary>A grouped file. Immutable.</summary>
/// <param name="Summary">Counts of the grouping.</param>
/// <param name="Quality">Counts of the findings.</param>
/// <param name="First">The first findings of each code, by its id.</param>
/// <param name="Places">Places of the contacts with a finding of a code, by its id, ascending; the first
/// <see cref="FileRun.MostPlaces"/>.</param>
/// <param name="Unreadable">The first rows that could not be read.</param>
/// <param name="Found">What was found in the file besides contacts, such as what of FHIR was left out.</param>
internal sealed record FileOutcome(
    GroupingSummary Summary,
    QualitySummary Quality,
    IReadOnlyDictionary<string, List<Finding>> First,
    IReadOnlyDictionary<string, List<int>> Places,
    ImmutableArray<Issue> Unreadable,
    ImmutableArray<Issue> Found) : JobOutcome;

/// <summary>A reader's file on its way from upload to result: as the server knows that works on it, or as another reads it in its folder.
/// Thread-safe.</summary>
internal sealed class FileJob : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private long _rows;
    private double _share;
    private bool _isGone;

    /// <param name="folder">Where it lies.</param>
    /// <param name="number">The time that it was begun.</param>
    /// <param name="request">What was asked, as far as it is known.</param>
    internal FileJob(JobFolder folder, int number, JobRequest request)
    {
        (Folder, Number, Request, Stop) = (folder, number, request, _stop.Token);
        Output = folder.Of($"{number}.out");
    }

    internal JobFolder Folder { get; }

    internal int Number { get; }

    internal JobRequest Request { get; set; }

    /// <summary>What its address holds: nobody guesses it.</summary>
    internal string Id => Folder.Id;

    /// <summary>The reader whose it is; empty for a job of the API, which is whose its id is.</summary>
    internal string Owner => Request.Owner;

    /// <summary>Path of the page, or of the API, that took it.</summary>
    internal string Place => Request.Place;

    /// <summary>Name of the file at the reader's; shown, never used as a path.</summary>
    internal string Name => Request.Name;

    /// <summary>SHA-256 of the file, in lower-case hexadecimal; empty where there is none.</summary>
    internal string Hash => Request.Hash;

    internal string Input => Folder.Input(Name);

    /// <summary>What is made for whoever fetches it.</summary>
    internal string Result => Folder.Of($"{Number}.out");

    /// <summary>Where the work writes that: beside it, where nothing but figures are made again.</summary>
    internal string Output { get; set; }

    /// <summary>The place of a file that the job was given: a folder of its own, so that files are called what they are called at the
    /// reader's.</summary>
    /// <param name="part">What the file is to the job, with its place among the files.</param>
    /// <param name="name">Its name.</param>
    internal string PlaceOf(string part, string name) =>
        Path.Combine(PrivateFile.MakeFolder(Folder.Of(Path.Combine("in", part))), name);

    /// <summary>The place of a file that the job makes.</summary>
    internal string PlaceOfMade(string name) => Path.Combine(PrivateFile.MakeFolder(Folder.Of($"{Number}.made")), name);

    /// <summary>What a job of the API is asked; null for one of a page.</summary>
    internal JobCall? Call { get; set; }

    internal LoadedSet Set { get; set; } = null!;

    internal ContactLayout Layout { get; set; } = null!;

    /// <summary>The reader's language: names of groups in the result are in it.</summary>
    internal Language Language => Languages.Find(Request.Language) ?? Language.English;

    /// <summary>How the file was understood; null if there is none to understand, or it was not yet done here.</summary>
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
        (Layout, Reading) = Fit(fields, needs, unlessColumn);
        Said =
        [
            .. LayoutCatalog.Find(fields.GetValueOrDefault("layout", "")) is { } layout ? [("layout", layout.Name)]
                : Array.Empty<(string, string)>(),
            .. Lines(fields, "columns").Select(column => ("column", column)),
            .. Lines(fields, "missing").ToList() is { Count: > 0 } missing ? [("allow-missing", string.Join(',', missing))]
                : Array.Empty<(string, string)>(),
        ];
    }

    /// <summary>How the uploaded file would be understood.</summary>
    /// <param name="fields">As of <see cref="Understand"/>.</param>
    /// <param name="needs">What the file must give.</param>
    /// <param name="unlessColumn">A column whose file needs nothing else; null for none.</param>
    /// <exception cref="ContactFileException">It cannot be understood, or lacks what is needed.</exception>
    internal (ContactLayout Layout, Reading Reading) Fit(
        IReadOnlyDictionary<string, string> fields, ContactNeeds needs = LayoutWish.ToGroup, string? unlessColumn = null)
    {
        var layout = LayoutCatalog.Find(fields.GetValueOrDefault("layout", ""));
        using var input = Open();
        var fitted = LayoutFit.Of(input.Text, new()
        {
            Layout = layout,
            Columns = [.. Lines(fields, "columns").Select(ColumnByHand.Parse).OfType<ColumnByHand>()],
            Needs = needs,
            AllowMissing = Lines(fields, "missing").Aggregate(
                ContactNeeds.None,
                (all, name) => all | (ContactNeeds.TryRead(name, out var need) ? need : ContactNeeds.None)),
            UnlessColumn = unlessColumn,
        }, Name, Open);
        return (fitted.Layout, input.Complete(fitted.Reading));

        ContactSource Open() => layout is null ? ContactSource.Open(Input) : ContactSource.Open(Input, layout);
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> fields, string field) =>
        fields.GetValueOrDefault(field, "")
            .Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The work; null where this server has not prepared it.</summary>
    internal Func<FileJob, JobOutcome>? Work { get; set; }

    /// <summary>What to show of its casemix; null for a file that is only grouped.</summary>
    internal CasemixWish? Casemix { get; set; }

    /// <summary>What is tried on it; null if nothing is.</summary>
    internal SimulationWish? Simulation { get; set; }

    /// <summary>Requested when the job is deleted, or goes on elsewhere.</summary>
    internal CancellationToken Stop { get; }

    /// <summary>When the reader last asked for it.</summary>
    internal DateTimeOffset Asked { get; set; }

    /// <summary>True while this server takes it, works on it, or makes its figures.</summary>
    internal bool IsHere { get; set; }

    /// <summary>True once it has arrived, so that all servers know it.</summary>
    internal bool HasBegun { get; set; }

    /// <summary>What came of it; null while it is uploaded or worked on.</summary>
    internal JobEnd? End { get; private set; }

    /// <summary>True while it is uploaded or worked on.</summary>
    internal bool IsBusy => End is null;

    /// <summary>True once there is a result to fetch.</summary>
    internal bool IsDone => End is { Failure: null };

    /// <summary>The figures of a page; null before they are made here, and where it failed.</summary>
    internal JobOutcome? Outcome { get; private set; }

    /// <summary>Contacts that were chosen of those of its files; none of none where all are meant.</summary>
    internal (long Contacts, long Of) Chosen { get; set; }

    /// <summary>Its contacts, to look through.</summary>
    internal ContactTable Table { get; } = new();

    /// <summary>Why figures could not be made again; null if they could.</summary>
    internal Text? Lacking { get; private set; }

    /// <summary>Rows grouped so far.</summary>
    internal long Rows => Volatile.Read(ref _rows);

    /// <summary>How far it has come, 0 to 1.</summary>
    internal double Share => Volatile.Read(ref _share);

    /// <summary>When the work began on this server.</summary>
    internal DateTimeOffset Begun { get; set; }

    /// <summary>How long the work will take from now on, if it goes on as it has; null before that can be told.</summary>
    internal TimeSpan? Left => IsHere && HasBegun && Share is >= 0.02 and < 1
        && DateTimeOffset.UtcNow - Begun is var elapsed && elapsed > TimeSpan.FromSeconds(2) ? elapsed * ((1 - Share) / Share) : null;

    internal void Report(long rows, double share)
    {
        Volatile.Write(ref _rows, rows);
        Volatile.Write(ref _share, share);
    }

    /// <summary>Why it failed; null if it did not, or nothing is known of why.</summary>
    internal string? FailureIn(Language language) =>
        Lacking?.In(language) ?? (End?.Failure is { } failure && failure.TryGetValue(language.Code, out var text) ? text : null);

    /// <summary>Takes in what another server says of it.</summary>
    internal void Refresh()
    {
        if (IsHere || End is not null)
            return;
        if (Folder.EndOf(Number) is { } end)
        {
            SetEnd(end, null);
            return;
        }

        var (rows, share, _) = Folder.BeatOf(Number);
        Report(rows, share);
    }

    /// <summary>What is wrong, told of the reader's file rather than of the private one.</summary>
    internal Text Told(Text text) => Call is not null
        ? Call.Files.Aggregate(text, (told, file) => told.Renamed(file.Path, file.Name))
        : text.Renamed(Input, Name).Renamed(Path.GetFileName(Input), Name);

    /// <summary>Sets what came of it.</summary>
    internal void SetEnd(JobEnd end, JobOutcome? outcome)
    {
        lock (_lock)
        {
            Report(end.Rows, end.Failure is null ? 1 : Share);
            Call?.Take(end);
            Chosen = (end.Chosen, end.ChosenOf);
            (End, Outcome) = (end, outcome);
        }
    }

    /// <summary>Sets figures that were made again.</summary>
    internal void SetFigures(JobOutcome? outcome, Text? lacking) => (Lacking, Outcome) = (lacking, outcome);

    /// <summary>Stops the work.</summary>
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
    }
}

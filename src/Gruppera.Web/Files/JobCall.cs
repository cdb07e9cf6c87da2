using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Web.Files;

/// <summary>A document that a job has made; it stands in its output. Immutable.</summary>
/// <param name="Page">The same for a reader, as HTML to stand on a page; null where no page asked for it.</param>
internal sealed record DocumentOutcome(string? Page) : JobOutcome;

/// <summary>What a job of the API was asked, with its files, and the way to its document. Not thread-safe but for what was
/// found.</summary>
/// <param name="job">The job.</param>
/// <param name="kind">What it does.</param>
/// <param name="sets">The sets that are served, and the stored weight lists.</param>
internal sealed class JobCall(FileJob job, JobKind kind, SetCatalogue sets)
{
    private const int Threads = 2;

    private static readonly Lazy<FrozenDictionary<string, IssueCode>> Codes = new(() => AllIssues.Codes.Concat(QualityCodes.All)
        .DistinctBy(code => code.Id).ToFrozenDictionary(code => code.Id, StringComparer.Ordinal));

    private readonly List<Reading> _readings = [];
    private readonly SortedDictionary<string, (IssueCode Code, long Count)> _found = new(StringComparer.Ordinal);
    private readonly List<JobFile> _made = [];
    private string? _page;

    internal JobKind Kind => kind;

    /// <summary>How its files of contacts were understood, in the order in which they were opened; complete once the job is done.</summary>
    internal IReadOnlyList<Reading> Readings => _readings;

    internal FileJob Job => job;

    internal SetCatalogue Sets => sets;

    /// <summary>Options with their values, in the order in which they came.</summary>
    internal required ImmutableArray<(string Name, string Value)> Options { get; init; }

    /// <summary>Files that came.</summary>
    internal required ImmutableArray<JobFile> Files { get; init; }

    /// <summary>Files that were made beside the document.</summary>
    internal IReadOnlyList<JobFile> Made => _made;

    /// <summary>What was found on the way, with how often; complete once the job is done.</summary>
    internal ImmutableArray<(IssueCode Code, long Count)> Found
    {
        get
        {
            lock (_found)
                return [.. _found.Values];
        }
    }

    /// <summary>What came of it, for servers that did not do it.</summary>
    internal JobEnd End(long rows, ImmutableDictionary<string, string>? failure) => new(rows, failure)
    {
        Made = [.. _made.Select(file => file.Name)],
        Found = [.. Found.Select(found => new JobFound(found.Code.Id, found.Count))],
        Readings = job.Owner.Length > 0 ? [.. _readings] : [],
    };

    /// <summary>Takes in what came of it elsewhere.</summary>
    internal void Take(JobEnd end)
    {
        lock (_found)
        {
            if (_readings.Count == 0)
                _readings.AddRange(end.Readings);
            _made.Clear();
            _made.AddRange(end.Made.Select(name => new JobFile(name, name) { Path = job.PlaceOfMade(name) }));
            foreach (var (id, count) in end.Found)
            {
                if (Codes.Value.TryGetValue(id, out var code))
                    _found[id] = (code, count);
            }
        }
    }

    internal Voice Voice { get; } = new() { Language = job.Language };

    /// <summary>Does it.</summary>
    internal JobOutcome Run()
    {
        // What a page shows was kept where another server did it.
        var kept = job.Folder.Of($"{job.Number}.page");
        if (job.IsDone && System.IO.File.Exists(kept))
            return new DocumentOutcome(System.IO.File.ReadAllText(kept));
        kind.Run(this);
        if (_page is not null)
        {
            using var file = PrivateFile.Create(kept);
            file.Write(Encoding.UTF8.GetBytes(_page));
        }

        return new DocumentOutcome(_page);
    }

    /// <summary>An option; what it is otherwise where it was not given.</summary>
    internal string Text(string name) => Texts(name) is [.., var last] ? last : kind.Field(name)!.Otherwise;

    /// <summary>The same; null for one that is nothing otherwise.</summary>
    internal string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    internal ImmutableArray<string> Texts(string name) => [.. Options.Where(each => each.Name == name).Select(each => each.Value)];

    internal bool IsGiven(string name) => Options.Any(each => each.Name == name);

    internal bool Flag(string name) => Texts(name) is [.., "" or "true"];

    internal int? Number(string name) => TextOrNull(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Path of a file; null for none.</summary>
    internal string? File(string name) => Files.LastOrDefault(file => file.Part == name)?.Path;

    /// <summary>A weight list, sent or stored; null for none.</summary>
    internal WeightList? List(string name)
    {
        if (File(kind.Field(name)!.Part) is { } path)
        {
            // The store is an empty one: what was sent is a file, whatever it is called.
            var options = new WeightListOptions
            {
                WeightColumn = TextOrNull("weight-column"),
                LimitColumn = TextOrNull("limit-column"),
                Sheet = TextOrNull("weight-sheet"),
                DecimalMark = Text("decimal") switch { "point" => '.', "comma" => ',', _ => '\0' },
            };
            var read = WeightListFile.Read(new(job.PlaceOf("none", "")), path, options);
            foreach (var issue in read.Reading?.Issues ?? [])
                Tell(issue);
            return read.List ?? throw new RefusedException(WeightListText.Refusal(path, read.Reading!, options));
        }

        return TextOrNull(name) is { } stored ? sets.Weights.Find(stored)
            ?? throw new RefusedException($"There is no weight list {stored:idOrPath}") : null;
    }

    /// <summary>Columns that make up the unit.</summary>
    internal ImmutableArray<string> By =>
        [.. Text("by").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Opens a file of contacts, as the options say.</summary>
    /// <param name="needs">What it must give.</param>
    /// <param name="path">The file; null for the one that is called contacts.</param>
    /// <param name="unlessColumn">A column whose file needs nothing else; null for none.</param>
    internal OpenContacts Open(ContactNeeds needs, string? path = null, string? unlessColumn = null)
    {
        var opened = OpenContacts.Open(path ?? File("contacts")!, TextOrNull("sheet"), new()
        {
            Layout = TextOrNull("layout") is { } name ? LayoutCatalog.Find(name) : null,
            Columns = [.. Texts("column").Select(ColumnByHand.Parse).OfType<ColumnByHand>()],
            Needs = needs,
            AllowMissing = kind.Field("allow-missing") is null ? ContactNeeds.None : Needs(Text("allow-missing")) ?? ContactNeeds.None,
            UnlessColumn = unlessColumn,
            CodeConversion = File("code-map") is { } map ? CodeConversion.Read(map) : null,
        }, job.Stop);
        _readings.Add(opened.Reading);
        return opened;
    }

    /// <summary>Files of grouped contacts.</summary>
    /// <param name="isOfCosts">True if only contacts with a cost are of use, which are grouped on the way where they are not.</param>
    /// <param name="keepsAll">True if visits that are part of a stay are handed on too.</param>
    internal GroupedInput Input(bool isOfCosts = false, bool keepsAll = false) => new(
        new()
        {
            Reader = new()
            {
                CostColumn = Text("cost-column"),
                NeedsCost = isOfCosts,
                NeedsGroup = isOfCosts,
                NeedsCostColumn = isOfCosts || IsGiven("cost-column"),
                KeepsAll = keepsAll,
                IdColumn = Text("id-column"),
                CountColumn = isOfCosts ? "" : Text("count-column"),
                Regroup = isOfCosts && Flag("regroup"),
                Threads = Threads,
            },
            Costs = File("costs"),
            Exclude = File("exclude"),
            Only = kind.Field(JobKinds.Only) is null ? [] : Texts(JobKinds.Only),
            Groups = isOfCosts,
            Set = isOfCosts && IsGiven("set") ? job.Set.Id : null,
        },
        new JobHost(job, (rows, share) => Progress(rows, (_readings.Count - 1 + share) / Files.Count(IsOfContacts)))
        {
            Opening = (path, unlessColumn) => Open(isOfCosts ? LayoutWish.ToGroup : ContactNeeds.None, path, unlessColumn),
            SetOf = SetOf,
            Found = Tell,
        });

    /// <summary>Path of a file to make beside the document.</summary>
    internal string Make(string name)
    {
        var made = new JobFile(name, name) { Path = job.PlaceOfMade(name) };
        _made.Add(made);
        return made.Path;
    }

    /// <summary>Counts what was found.</summary>
    internal void Tell(Issue issue)
    {
        lock (_found)
            _found[issue.Code.Id] = (issue.Code, _found.GetValueOrDefault(issue.Code.Id).Count + 1);
    }

    /// <summary>Reports rows and share, and refuses a file that is too long.</summary>
    internal void Progress(long rows, double share)
    {
        job.Report(rows, share);
        FileRun.Limit(rows);
    }

    /// <summary>Writes the document, as the command line does.</summary>
    internal void Write<T>(T answer) => Write(writer => writer.WriteLine(AnswerJson.Write(answer, _readings, job.Language)));

    /// <summary>The same, and what a page shows of it.</summary>
    internal void Write<T>(T answer, Func<T, Document> page)
    {
        Write(answer);
        if (job.Owner.Length > 0)
            _page = page(answer).Sections(ContactsOf);
    }

    /// <summary>The address of the contacts behind a row; null for none.</summary>
    private string? ContactsOf(ImmutableArray<(string Column, string Value)> values) => ContactChoice.Behind(
        job.Request, Files.LastOrDefault(file => file.Part is "contacts" or "b" or "outcome")?.Source ?? "", values);

    /// <summary>Writes a document piece by piece.</summary>
    internal void Write(Action<TextWriter> write)
    {
        using var output = PrivateFile.Create(job.Output);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        write(writer);
    }

    /// <summary>The needs that words name; null if one is none.</summary>
    internal static ContactNeeds? Needs(string words)
    {
        var needs = ContactNeeds.None;
        foreach (var word in TypedWords.Split(words))
        {
            if (!ContactNeeds.TryRead(word, out var need))
                return null;
            needs |= need;
        }

        return needs;
    }

    private static bool IsOfContacts(JobFile file) => file.Part is "contacts" or "a" or "b" or "step";

    private DefinitionSet SetOf(string id) => sets.Find(sets.Ids.Contains(id) ? id : null) is { } served && served.Id == id ? served.Set
        : (id == OpenSet.Id ? OpenSet.Open() : SetStore.Default.Open(id)).Set ?? job.Set.Set;
}

using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Merging;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Partials;

namespace Gruppera.Workflows.Inputs;

/// <summary>How an operation reads its files of grouped contacts. Immutable.</summary>
public sealed record GroupedInputOptions
{
    /// <summary>What is read of a row. Units, costs of their own, rules of exclusion, layout, name and progress are filled in for each
    /// file.</summary>
    public required GroupedReaderOptions Reader { get; init; }

    /// <summary>File of costs, as KPP delivers them; null for costs in the files of contacts.</summary>
    public string? Costs { get; init; }

    /// <summary>JSON file with rules for contacts to leave out; null for none.</summary>
    public string? Exclude { get; init; }

    /// <summary>Choices of contacts to keep, as <see cref="ExclusionRule.Only"/> reads them.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>True to group the contacts of files without groups under the set of the host.</summary>
    public bool Groups { get; init; }

    /// <summary>Id of the set that the contacts must be grouped under; null for any.</summary>
    public string? Set { get; init; }
}

/// <summary>What an operation asks of each contact. Immutable.</summary>
/// <param name="By">Columns that make up the unit.</param>
public sealed record GroupedWish(ImmutableArray<string> By)
{
    /// <summary>True to be handed the id of each contact.</summary>
    public bool KeepsIds { get; init; }

    /// <summary>True to be handed the year of each contact.</summary>
    public bool ReadsYears { get; init; }

    /// <summary>True to be handed the dates of each contact.</summary>
    public bool KeepsDates { get; init; }

    /// <summary>True to be handed the dates of each contact where the file has them.</summary>
    public bool FindsDates { get; init; }

    /// <summary>True to go on with files that have no dates: years and months that are part of the unit are then empty.</summary>
    public bool AllowsNoDates { get; init; }

    /// <summary>True if other files of the same run are read after these: what costs are of nobody is told with the last.</summary>
    public bool MoreFollows { get; init; }

    /// <summary>Why the contacts of a file cannot be used; null if they can.</summary>
    public Func<GroupedSummary, Text?> Refusal { get; init; } = _ => null;
}

/// <summary>The files of grouped contacts of one operation. Not thread-safe.</summary>
/// <param name="options">How they are read.</param>
/// <param name="host">Who opens them and is told.</param>
public sealed class GroupedInput(GroupedInputOptions options, IGroupedHost host)
{
    private CostTable? _costs;
    private DefinitionSet? _set;

    /// <summary>Who is told.</summary>
    public IGroupedHost Host => host;

    /// <summary>What was read and then could not be used: rows of the file of costs, contacts of years without a list or a price
    /// level.</summary>
    public long Unusable { get; internal set; }

    /// <summary>The file of costs, read once; null for none.</summary>
    /// <exception cref="RefusedException">There is no such file.</exception>
    public CostTable? Costs()
    {
        if (options.Costs is not { } path || _costs is not null)
            return _costs;
        if (!File.Exists(path))
            throw new RefusedException($"There is no file of costs {path}");
        var unreadable = new List<Issue>();
        _costs = CostTable.Read(path, options.Reader.IdColumn, keepTypes: true, unreadable.Add);
        Unusable += unreadable.Count;
        host.CostsAreRead(path, _costs, [.. unreadable]);
        return _costs;
    }

    /// <summary>Reads one file whose contacts must be grouped under one set.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wish">What is asked of each contact.</param>
    /// <param name="take">Takes the contacts in the order of the file; the span is valid during the call.</param>
    /// <param name="counts">All that <paramref name="take"/> counts, where it can be merged; none if contacts are kept one by one.</param>
    /// <exception cref="MixedSetsException">They are grouped under several sets, or another than was named.</exception>
    /// <exception cref="RefusedException">Costs in several currencies, or a file that is not there.</exception>
    /// <exception cref="PartialWrittenException">What was counted was to be written, and is.</exception>
    public GroupedSummary Read(string path, GroupedWish wish, Action<ReadOnlySpan<GroupedContact>> take, params IMergeable[] counts)
    {
        var (summary, name) = ReadAll(wish, counts, (path, take))[0];
        return summary.IsRegrouped || summary.Sets is []
            || (summary.Sets is [var only] && (options.Set is null || only.Set == options.Set))
            ? summary
            : throw new MixedSetsException(name, summary, options.Set);
    }

    /// <summary>Reads files one after the other.</summary>
    /// <param name="wish">What is asked of each contact.</param>
    /// <param name="files">Each file with who takes its contacts.</param>
    /// <exception cref="RefusedException">Costs in several currencies, contacts that were refused, or a file that is not there.</exception>
    public ImmutableArray<GroupedSummary> Read(
        GroupedWish wish, params (string Path, Action<ReadOnlySpan<GroupedContact>> Take)[] files) => Read(wish, [], files);

    /// <summary>Reads files one after the other, or takes what was counted of them.</summary>
    /// <param name="wish">What is asked of each contact.</param>
    /// <param name="counts">All that is counted, where it can be merged; none if contacts are kept one by one.</param>
    /// <param name="files">Each file with who takes its contacts.</param>
    /// <exception cref="RefusedException">Costs in several currencies, contacts that were refused, or a file that is not there.</exception>
    /// <exception cref="PartialWrittenException">What was counted was to be written, and is.</exception>
    public ImmutableArray<GroupedSummary> Read(
        GroupedWish wish, IReadOnlyCollection<IMergeable> counts,
        params (string Path, Action<ReadOnlySpan<GroupedContact>> Take)[] files) =>
        [.. ReadAll(wish, [.. counts], files).Select(each => each.Summary)];

    /// <summary>The id of the set that most contacts are grouped under; empty if neither the file nor the user says.</summary>
    public string SetId(GroupedSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return summary.Sets.OrderByDescending(each => each.Contacts).FirstOrDefault().Set
            ?? (options.Set is null ? "" : Set().Version.Id);
    }

    /// <summary>The name of a group, where its set is available; otherwise empty.</summary>
    public Func<string, string> Names(GroupedSummary summary, Language language)
    {
        var id = SetId(summary);
        var set = _set ?? (options.Set is not null ? Set() : GroupNames.IsAtHand(id) ? host.OpenSet(id) : null);
        return GroupNames.Of(set, language);
    }

    private DefinitionSet Set() => _set ??= host.OpenSet(null);

    private List<(GroupedSummary Summary, string Name)> ReadAll(
        GroupedWish wish, IMergeable[] counts, params (string Path, Action<ReadOnlySpan<GroupedContact>> Take)[] files)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (host.Partial is not null && (counts.Length == 0 || options.Costs is not null))
            throw new RefusedException(
                "What was asked for needs the contacts one by one, and parts of it cannot be merged: leave out --outliers, --step and " +
                "--costs (join the costs to the contacts first)");
        var (exclude, read, costs) = (Exclusions(), new List<(GroupedSummary Summary, string Name)>(), Costs());
        using var reading = host.Begin();
        if (host.Partial is { IsMerging: true } merged)
        {
            var names = files.Select(file => Path.GetFileName(file.Path)).ToList();
            foreach (var summary in merged.AddTo(options.Reader with
            {
                By = wish.By,
                ReadsYears = wish.ReadsYears,
                Exclude = exclude,
                Name = names[0],
            }, counts))
            {
                Take(summary, names[read.Count]);
            }

            host.AllAreRead();
            return read;
        }

        foreach (var (path, take) in files)
        {
            using var file = host.Open(path, options.Reader.Regroup ? null : options.Reader.DrgColumn);
            var summary = host.Follow(file, progress => new GroupedReader(options.Reader with
            {
                By = wish.By,
                KeepsIds = wish.KeepsIds,
                ReadsYears = wish.ReadsYears,
                KeepsDates = wish.KeepsDates,
                FindsDates = wish.FindsDates,
                AllowsNoDates = wish.AllowsNoDates,
                Costs = costs,
                Grouper = options.Reader.Grouper ?? (options.Groups ? () => new(Set()) : null),
                Layout = file.Layout,
                Exclude = exclude,
                Name = file.Name,
                Progress = progress,
            }).Read(file.Text, take, host.LeftOut, host.Stop));
            Take(summary, file.Name);
        }

        host.AllAreRead();
        host.Partial?.Write([.. read.Select(each => each.Summary)], counts);
        if (!wish.MoreFollows && costs is { Unused: > 0 and var unused })
            host.Tell(new(
                WorkflowIssues.CostOfNobody, Path.GetFileName(options.Costs!), Detail: unused.ToString(CultureInfo.InvariantCulture)));
        return read;

        void Take(GroupedSummary summary, string name)
        {
            host.IsRead(summary, name);
            if (summary.Issues.Any(issue => issue.Code == Formats.FormatIssues.MixedCurrencies))
                throw new RefusedException("Costs in several currencies cannot be summed.");
            if (wish.Refusal(summary) is { } why)
                throw new RefusedException(why);
            read.Add((summary, name));
        }
    }

    private ImmutableArray<ExclusionRule> Exclusions()
    {
        var only = ExclusionRule.Only(options.Only) ?? throw new RefusedException(
            $"The choice of contacts {string.Join(", ", options.Only):choices} cannot be read: give COLUMN=VALUE, or one period as " +
            $"period=2026-01..2026-03");
        if (options.Exclude is not { } path)
            return only;
        var rules = ExclusionRule.Read(InputText.ReadRules(path), out var problem);
        return problem.Length == 0 ? [.. rules, .. only] : throw InputText.Unusable(path, problem);
    }
}

/// <summary>Contacts that are grouped under several sets, or under another than was named.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="summary">What it has.</param>
/// <param name="asked">The set that was named, or null.</param>
public sealed class MixedSetsException(string name, GroupedSummary summary, string? asked)
    : RefusedException(Say(name, GroupedSets.Of(summary), summary.Sets.Length > 1 ? null : asked))
{
    /// <summary>Name of the file.</summary>
    public string Name => name;

    /// <summary>Its sets, with the number of contacts where there are several.</summary>
    public string Sets => GroupedSets.Of(summary);

    /// <summary>True if it has several.</summary>
    public bool AreSeveral => summary.Sets.Length > 1;

    /// <summary>The set that was named, or null.</summary>
    public string? Asked => asked;

    private static Text Say(string name, string sets, string? set)
    {
        if (set is null)
            return $"{name} is grouped under several sets, {sets}: group it again, or take them one by one";
        return $"{name} is grouped under {sets}, not {set}: group it again, or use that set";
    }
}

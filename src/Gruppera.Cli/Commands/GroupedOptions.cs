using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary>The options of commands that read grouped contacts, and how they are read.</summary>
/// <param name="session">What the command talks to.</param>
/// <param name="isOfCosts">True if only contacts with a group and a cost are of use; files without groups are then grouped on the
/// way. False if every contact counts, with a cost or without.</param>
internal sealed class GroupedOptions(Session session, bool isOfCosts)
{
    private readonly Argument<string> _contacts = new("contacts")
    {
        Description = isOfCosts
            ? session.Say("File of grouped contacts (or contacts to group first), or - for standard input")
            : session.Say("File of grouped contacts, as gruppera group writes it, or -"),
    };

    private readonly Option<string> _cost = new("--cost-column")
    {
        Description = session.Say("Column of costs"),
        DefaultValueFactory = _ => "cost",
    };
    private readonly Option<string?> _costs = new("--costs")
    {
        Description = session.Say("File with the costs, as KPP delivers them: one or many rows for each contact, found by its id"),
    };
    private readonly Option<string> _id = new("--id-column")
    {
        Description = session.Say("Column of ids in both files"),
        DefaultValueFactory = _ => "id",
    };
    private readonly Option<string> _count = new("--count-column")
    {
        Description = session.Say("Column with the number of contacts that a row stands for; none if each row is one contact"),
        DefaultValueFactory = _ => "",
    };
    private readonly Option<string?> _outliers = new("--outliers")
    {
        Description = session.Say("CSV file for the outlier contacts, with limits, cost, care days and reason"),
    };
    private readonly Option<string> _set = Sets.Option(session);
    private readonly Option<string?> _country = Sets.CountryOption(session);
    private readonly ContactFileOptions _file = new(session, isOfCosts ? LayoutWish.ToGroup : ContactNeeds.None);
    private readonly Option<bool> _regroup = new("--regroup")
    {
        Description = session.Say("Group the contacts under the set even if the file has groups"),
    };
    private readonly Option<string?> _exclude = new("--exclude")
    {
        Description = session.Say("JSON file with rules for contacts to leave out"),
    };
    private readonly Option<string?> _issues = new("--issues")
    {
        Description = session.Say("File for contacts that are left out or lack a cost, with row and reason"),
    };
    private readonly Option<bool> _quiet = new("--quiet") { Description = session.Say("No progress and no counts") };
    private const int ShownIssues = 5;
    private DefinitionSet? _names;
    private CostTable? _read;

    /// <summary>True if visits that are part of a stay, and care outside what NordDRG describes, are handed on too.</summary>
    internal bool KeepsAll { get; init; }

    /// <summary>Adds the options, and the file as an argument.</summary>
    internal void AddTo(Command command)
    {
        command.Arguments.Add(_contacts);
        AddOptionsTo(command);
    }

    /// <summary>Adds the options to a command that names its files in a way of its own.</summary>
    internal void AddOptionsTo(Command command)
    {
        foreach (var option in isOfCosts
            ? new Option[] { _cost, _set, _country, _regroup, _costs, _id, _exclude, _issues, _quiet }
            : [_cost, _costs, _id, _exclude, _issues, _quiet])
            command.Options.Add(option);
        if (CanCount)
            command.Options.Add(_count);
        _file.AddTo(command);
    }

    /// <summary>True if a row may stand for many contacts.</summary>
    internal bool CanCount { get; init; }

    /// <summary>Adds the option of outliers as rows.</summary>
    internal void AddOutliersTo(Command command) => command.Options.Add(_outliers);

    /// <summary>Where outliers are to be written; null for nowhere.</summary>
    internal string? Outliers(ParseResult parsed) => parsed.GetValue(_outliers);

    /// <summary>The file of costs that was named, read once; null for none. Rows that cannot be read are printed.</summary>
    internal CostTable? Costs(ParseResult parsed)
    {
        if (parsed.GetValue(_costs) is not { } path || _read is not null)
            return _read;
        if (!File.Exists(path))
            throw new UsageException($"There is no file of costs {path}");
        var shown = 0;
        _read = CostTable.Read(path, parsed.GetValue(_id)!, keepTypes: true, issue =>
        {
            UnreadableCosts++;
            if (shown++ < ShownIssues)
                session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        });
        if (!IsQuiet(parsed))
        {
            session.Error.WriteLine(session.Say(
                $"{Path.GetFileName(path):path}: {Session.Number(_read.Rows):rows} rows of costs of {Session.Number(_read.Count):read} " +
                $"contacts; types: {string.Join(", ", _read.Types.DefaultIfEmpty("-")):types}"));
        }

        return _read;
    }

    /// <summary>Rows of the file of costs that could not be read.</summary>
    internal int UnreadableCosts { get; private set; }

    /// <summary>Lets the file be left out.</summary>
    internal GroupedOptions WithoutNeed()
    {
        _contacts.Arity = ArgumentArity.ZeroOrOne;
        return this;
    }

    internal string Contacts(ParseResult parsed) => parsed.GetValue(_contacts)!;

    internal bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Reads the file of the argument and says what was left out. Costs in several currencies, and a file grouped under another
    /// set than was named or under several, are refused.</summary>
    internal GroupedSummary Read(ParseResult parsed, ImmutableArray<string> by, Action<ReadOnlySpan<GroupedContact>> take)
    {
        var path = Contacts(parsed);
        var (summary, name) = ReadAll(parsed, by, null, [(path, take)])[0];
        if (summary.IsRegrouped || summary.Sets is []
            || (summary.Sets is [var only] && (!IsNamed(parsed) || only.Set == parsed.GetValue(_set))))
            return summary;
        var sets = CasemixReport.SetsOf(summary);
        throw summary.Sets.Length > 1
            ? new UsageException($"{name} is grouped under several sets, {sets}: add --regroup, or take them one by one")
            : new UsageException($"{name} is grouped under {sets}, not {parsed.GetValue(_set):set}: add --regroup, or use {sets}");
    }

    /// <summary>Reads files one after the other, for a list: one that is for another set than the contacts are grouped under is
    /// refused.</summary>
    internal ImmutableArray<GroupedSummary> Read(ParseResult parsed, ImmutableArray<string> by, WeightList? list, params (
        string Path, Action<ReadOnlySpan<GroupedContact>> Take)[] files) =>
        [.. ReadAll(parsed, by, list, files).Select(each => each.Summary)];

    /// <summary>The id of the set that the contacts are grouped under; empty if neither the file nor the user says.</summary>
    internal string SetId(ParseResult parsed, GroupedSummary summary) =>
        summary.Sets.OrderByDescending(each => each.Contacts).FirstOrDefault().Set ?? (IsNamed(parsed) ? Set(parsed).Version.Id : "");

    /// <summary>The name of a group, where its set is available; otherwise empty.</summary>
    internal Func<string, string> Names(ParseResult parsed, GroupedSummary summary)
    {
        var id = SetId(parsed, summary);
        var isAtHand = id == OpenSet.Id || (SetStore.IsId(id) && SetStore.Default.Exists(id));
        var set = _names ?? (IsNamed(parsed) ? Set(parsed) : isAtHand ? Sets.Open(session, id) : null);
        var names = set?.DrgNames.ToLookup(name => name.Drg, name => name.Text.In(session.Language), StringComparer.Ordinal);
        return drg => names?[drg].FirstOrDefault() ?? "";
    }

    /// <summary>What a command ends with: rows that could not be used, or not for what needs a cost, give the same code
    /// everywhere.</summary>
    internal static int ExitOf(params ImmutableArray<GroupedSummary> read) =>
        read.Any(summary => summary.LeftOut.Length > 0 || summary.WithoutCost.Length > 0) ? ExitCode.UnreadableRows : ExitCode.Done;

    private List<(GroupedSummary Summary, string Name)> ReadAll(
        ParseResult parsed, ImmutableArray<string> by, WeightList? list,
        IEnumerable<(string Path, Action<ReadOnlySpan<GroupedContact>> Take)> files)
    {
        var (exclude, read, costs) = (Exclusions(parsed), new List<(GroupedSummary, string)>(), Costs(parsed));
        using var issues = new IssuesFile(parsed.GetValue(_issues));
        foreach (var (path, take) in files)
        {
            using var input =
                _file.Open(parsed, path, IsQuiet(parsed), isOfCosts && parsed.GetValue(_regroup) ? null : OccurrenceCounter.DrgColumn);
            var summary = Progress.Run(session, input.Source, IsQuiet(parsed), progress => new GroupedReader(new()
            {
                CostColumn = parsed.GetValue(_cost)!,
                NeedsCost = isOfCosts,
                NeedsGroup = isOfCosts,
                NeedsCostColumn = isOfCosts || parsed.GetResult(_cost) is { Implicit: false },
                KeepsAll = KeepsAll,
                By = by,
                Costs = costs,
                IdColumn = parsed.GetValue(_id)!,
                CountColumn = CanCount ? parsed.GetValue(_count)! : "",
                Regroup = isOfCosts && parsed.GetValue(_regroup),
                Grouper = isOfCosts ? () => new Grouper(Set(parsed)) : null,
                Layout = input.Layout,
                Exclude = exclude,
                Name = input.Name,
                Progress = progress,
            }).Read(input.Text, take, issue => issues.Add(session, issue, "", isPrinted: false), session.Stop));
            Say(parsed, summary, input.Name);
            if (CasemixReport.Refusal(summary, list) is { } refusal)
                throw new UsageException(refusal);
            read.Add((summary, input.Name));
        }

        issues.Commit();
        issues.TellContradictions(session);
        return read;
    }

    private DefinitionSet Set(ParseResult parsed) => _names ??= Sets.Open(session, parsed.GetValue(_set)!, parsed.GetValue(_country));

    private bool IsNamed(ParseResult parsed) => isOfCosts && parsed.GetResult(_set) is { Implicit: false };

    private ImmutableArray<ExclusionRule> Exclusions(ParseResult parsed)
    {
        if (parsed.GetValue(_exclude) is not { } path)
            return [];
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}");
        var rules = ExclusionRule.Read(File.ReadAllText(path), out var problem);
        return problem.Length == 0 ? rules : throw new UsageException($"{path} cannot be used: {problem}");
    }

    private void Say(ParseResult parsed, GroupedSummary summary, string name)
    {
        foreach (var issue in summary.Issues.Concat(summary.Excluded.Where(each => each.Contacts == 0)
            .Select(each => new Issue(CommandIssues.ExclusionMeetsNone, Value: each.Rule.Name))))
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        if (summary.Undated > 0)
            session.Error.WriteLine(IssueHints.Line(
                new Issue(CommandIssues.NoDateForRule, name, Detail: Session.Number(summary.Undated)), session.Language));
        if (IsQuiet(parsed))
            return;
        if (!isOfCosts && summary is { LeftOut.IsEmpty: true, WithoutCost.IsEmpty: true } && summary.Read == summary.Used)
            return;
        var file = isOfCosts ? "" : name + ": ";
        session.Error.WriteLine(file + session.Say(
            $"{Session.Number(summary.Read):read} contacts read, {Session.Number(summary.Used):used} used"));
        if (summary.PartOfStay > 0)
            session.Error.WriteLine(
                $"  {Session.Number(summary.PartOfStay)} " +
                $"{session.Say("visits that are part of an inpatient stay: not contacts of their own")}");
        if (summary.Outside > 0)
            session.Error.WriteLine(
                $"  {Session.Number(summary.Outside)} {session.Say("of care that NordDRG does not describe: no contacts here")}");
        foreach (var (reason, contacts) in summary.LeftOut)
            session.Error.WriteLine(
                $"  {Session.Number(contacts)} {session.Say("several|left out")}: {reason.Id} {reason.Meaning.In(session.Language)}");
        foreach (var (reason, contacts) in summary.WithoutCost)
            session.Error.WriteLine(
                $"  {Session.Number(contacts)} {session.Say("without a cost")}: {reason.Id} {reason.Meaning.In(session.Language)}");
        foreach (var (rule, contacts) in summary.Excluded.Where(each => each.Contacts > 0))
            session.Error.WriteLine($"  {Session.Number(contacts)} {session.Say("left out by rule")}: {rule.Name}");
    }
}

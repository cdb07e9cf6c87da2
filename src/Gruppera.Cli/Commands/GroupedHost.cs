using System.Collections.Immutable;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Partials;

namespace Gruppera.Cli.Commands;

/// <summary>The terminal as host of an operation on grouped contacts: what was left out is told after each file.</summary>
internal sealed class GroupedHost(Session session, bool isOfCosts, string? issuesPath) : IGroupedHost, IDisposable
{
    private const int ShownIssues = 5;
    private IssuesFile? _issues;

    internal required Func<string, string?, OpenContacts> OpenFile { get; init; }

    internal required Func<DefinitionSet> OpenNamedSet { get; init; }

    public CancellationToken Stop => session.Stop;

    public PartialFile? Partial => session.Partial;

    public IDisposable Begin()
    {
        _issues = new(issuesPath);
        return this;
    }

    public void Dispose() => _issues?.Dispose();

    public OpenContacts Open(string path, string? unlessColumn) => OpenFile(path, unlessColumn);

    public DefinitionSet OpenSet(string? id) => id is null ? OpenNamedSet() : Sets.Open(session, id);

    public GroupedSummary Follow(OpenContacts file, Func<Action<long>, GroupedSummary> read) =>
        Progress.Run(session, file.Source, read);

    public void CostsAreRead(string path, CostTable costs, ImmutableArray<Issue> unreadable)
    {
        foreach (var issue in unreadable.Take(ShownIssues))
            Tell(issue);
        if (session.IsQuiet)
            return;
        session.Error.WriteLine(session.Say(
            $"{Path.GetFileName(path):path}: {Rows(costs.Rows):rows} of {CountWords.Contacts(costs.Count):read}; types: " +
            $"{string.Join(", ", costs.Types.DefaultIfEmpty("-")):types}"));
    }

    private static Text Rows(long count) => Text.Count(count,
        $"{Session.Number(count):count} row of costs",
        $"{Session.Number(count):count} rows of costs");

    public void Tell(Issue issue) => session.Tell(issue);

    public void LeftOut(Issue issue) => _issues!.Add(session, issue, "", isPrinted: false);

    public void AllAreRead() => _issues!.Commit(session);

    public void IsRead(GroupedSummary summary, string name)
    {
        session.Record.Count("contactsRead", summary.Read);
        session.Record.Count("contactsUsed", summary.Used);
        foreach (var issue in summary.Issues.Concat(summary.Excluded.Where(each => each.Contacts == 0 && !each.Rule.IsOnly)
            .Select(each => new Issue(CommandIssues.ExclusionMeetsNone, Value: each.Rule.Name))))
            Tell(issue);
        if (summary.Undated > 0)
            Tell(new(CommandIssues.NoDateForRule, name, Detail: Session.Number(summary.Undated)));
        if (session.IsQuiet)
            return;
        if (!isOfCosts && summary is { LeftOut.IsEmpty: true, WithoutCost.IsEmpty: true } && summary.Read == summary.Used)
            return;
        var file = isOfCosts ? "" : name + ": ";
        session.Error.WriteLine(file + session.Say(
            Text.Count(summary.Read,
                $"{Session.Number(summary.Read):read} contact read, {Session.Number(summary.Used):used} used",
                $"{Session.Number(summary.Read):read} contacts read, {Session.Number(summary.Used):used} used")));
        if (summary.PartOfStay > 0)
            session.Error.WriteLine(
                $"  {Session.Number(summary.PartOfStay)} " +
                $"{session.Say(Titles.PartOfStay(summary.PartOfStay))}");
        if (summary.Outside > 0)
            session.Error.WriteLine(
                $"  {Session.Number(summary.Outside)} {session.Say("of care that NordDRG does not describe: no contacts here")}");
        foreach (var (reason, contacts) in summary.LeftOut)
            session.Error.WriteLine(
                $"  {Session.Number(contacts)} {session.Say(Titles.LeftOut(contacts))}: {reason.Id} {reason.Meaning.In(session.Language)}");
        foreach (var (reason, contacts) in summary.WithoutCost)
            session.Error.WriteLine(
                $"  {Session.Number(contacts)} {session.Say("without a cost")}: {reason.Id} {reason.Meaning.In(session.Language)}");
        foreach (var (rule, contacts) in summary.Excluded.Where(each => each.Contacts > 0))
            session.Error.WriteLine(
                $"  {Session.Number(contacts)} {(rule.IsOnly ? session.Say("not chosen") : session.Say("left out by rule"))}: {rule.Name}");
    }
}

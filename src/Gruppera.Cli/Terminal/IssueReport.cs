using Gruppera.Definitions;
using Gruppera.Lint;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Terminal;

/// <summary>Issues about tables on the screen: each at its code, and how many of each code.</summary>
internal static class IssueReport
{
    internal const int ShownPerCode = 20;

    /// <summary>Issues as JSON has them.</summary>
    internal static object[] Answer(IEnumerable<Issue> issues) =>
    [
        .. issues.Select(issue => new
        {
            Code = issue.Code.Id,
            Severity = issue.Code.Severity,
            issue.File,
            issue.Table,
            issue.Row,
            issue.Column,
            issue.Value,
            issue.Detail,
            issue.Code.Meaning,
            Remedy = IssueHints.RemedyOf(issue.Code),
        }),
    ];

    /// <summary>Writes issues that stand in the order of their codes.</summary>
    internal static void Write(
        Session session, string name, IReadOnlyCollection<Issue> issues, int most = ShownPerCode, DefinitionIndex? index = null,
        (string Set, EarlierFindings Findings)? earlier = null)
    {
        var summary = earlier is null
            ? new Columns("", "", "") { Right = { 0 }, IsPlain = true }
            : new Columns(session.Say("all"), session.Say("new"), "", "") { Right = { 0, 1 } };
        foreach (var code in issues.GroupBy(issue => issue.Code))
        {
            foreach (var issue in code.Take(most))
                Document.Wrap(session.Out, IssueHints.Line(issue, session.Language, index) + Before(issue), "", "        ");
            var count = code.Count();
            if (count > most)
                session.Out.WriteLine(session.Say($"{code.Key.Id} … {count - most:count} more with --all"));
            string[] counts = earlier is null
                ? [Session.Number(count)]
                : [Session.Number(count), Session.Number(code.Count(issue => earlier.Value.Findings.Of(issue) == FindingStanding.Fresh))];
            summary.Add([.. counts, code.Key.Id, code.Key.Meaning.In(session.Language)]);
        }

        if (issues.Count == 0)
        {
            session.Out.WriteLine(session.Say($"{name}: no issues"));
        }
        else
        {
            session.Out.WriteLine(
                session.Say(Text.Count(issues.Count, $"{name}: {issues.Count:count} issue", $"{name}: {issues.Count:count} issues")));
            summary.Write(session.Out);
        }

        string Before(Issue issue) => earlier is not { } known ? "" : " " + session.Say(known.Findings.Of(issue) switch
        {
            FindingStanding.Known => (Text)$"{known.Set} has it too.",
            FindingStanding.Altered => $"{known.Set} has it in another form.",
            _ => $"New since {known.Set}.",
        });
    }
}

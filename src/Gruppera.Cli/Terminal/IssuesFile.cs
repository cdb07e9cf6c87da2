using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Terminal;

/// <summary>The file of rows that could not be read: place, code, reason, and the row's text. The only place besides the output
/// that patient data go to.</summary>
internal sealed class IssuesFile(string? path) : IDisposable
{
    private readonly CsvFile _file = new(path, "file", "row", "column", "code", "reason", "text");

    private readonly SortedDictionary<string, (IssueCode Code, long Count)> _contradictions = new(StringComparer.Ordinal);

    internal long Count { get; private set; }

    internal void Add(Session session, Issue issue, string text, bool isPrinted)
    {
        Count++;
        if (issue.Code == IssueCodes.AgesDiffer || issue.Code == IssueCodes.DurationsDiffer)
            _contradictions[issue.Code.Id] = (issue.Code, _contradictions.GetValueOrDefault(issue.Code.Id).Count + 1);
        if (isPrinted)
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        _file.Add(issue.File, issue.Row.ToString(), issue.Column, issue.Code.Id, issue.Code.Meaning.In(session.Language), text);
    }

    /// <summary>Closes the file, and tells how many rows have facts that contradict each other, unless a summary does.</summary>
    internal void Commit(Session session, bool tells = true)
    {
        _file.Commit();
        if (!tells)
            return;
        foreach (var (code, count) in _contradictions.Values)
            session.Error.WriteLine(IssueHints.Line(new Issue(code, Detail: Session.Number(count)), session.Language));
    }

    public void Dispose() => _file.Dispose();
}

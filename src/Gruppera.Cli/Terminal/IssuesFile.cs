using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Terminal;

/// <summary>The file of rows that could not be read: place, code, reason, and the row's text. The only place besides the output
/// that patient data go to.</summary>
internal sealed class IssuesFile(string? path) : IDisposable
{
    private readonly CsvFile _file = new(path, "file", "row", "column", "code", "reason", "text");

    internal long Count { get; private set; }

    internal void Add(Session session, Issue issue, string text, bool isPrinted)
    {
        Count++;
        if (isPrinted)
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        _file.Add(issue.File, issue.Row.ToString(), issue.Column, issue.Code.Id, issue.Code.Meaning.In(session.Language), text);
    }

    internal void Commit() => _file.Commit();

    public void Dispose() => _file.Dispose();
}

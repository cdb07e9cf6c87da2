using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Cli.Output;

/// <summary>The file of rows that could not be read: place, code, reason, and the row's text. The only place besides the output
/// that patient data go to.</summary>
internal sealed class IssuesFile : IDisposable
{
    private readonly AtomicOutput? _file;
    private StreamWriter? _writer;

    internal IssuesFile(string? path)
    {
        if (path is null)
            return;
        _file = new(path);
        _writer = new(_file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        _writer.WriteLine("file,row,column,code,reason,text");
    }

    internal long Count { get; private set; }

    internal void Add(Session session, Issue issue, string text, bool isPrinted)
    {
        Count++;
        if (isPrinted)
            session.Error.WriteLine(issue.ToString(session.Language));
        _writer?.WriteLine(CsvText.Row([issue.File, issue.Row.ToString(), issue.Column, issue.Code.Id, issue.Code.Meaning.In(session.Language), text]));
    }

    internal void Commit()
    {
        _writer?.Dispose();
        _writer = null;
        _file?.Commit();
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _file?.Dispose();
    }
}

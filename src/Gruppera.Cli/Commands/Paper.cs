using System.CommandLine;
using System.Text;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Commands;

/// <summary>Options of a command that writes a paper: text, Markdown, HTML, Word or JSON, to a file or to standard output.</summary>
internal sealed class Paper
{
    private readonly Session _session;
    private readonly Option<string> _format;
    private readonly Option<string> _output;

    internal Paper(Session session)
    {
        _session = session;
        _format = new("--format")
        {
            Description = session.Say("text, markdown, html, docx or json (default: by the name of the output, or text)"),
            DefaultValueFactory = _ => "",
        };
        _format.AcceptOnlyFromAmong("", "text", "markdown", "html", "docx", "json");
        _output = SharedOptions.Output(session);
    }

    internal void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_output);
    }

    /// <summary>Refuses what cannot be written, before anything is computed.</summary>
    internal void Check(ParseResult parsed)
    {
        if (FormatOf(parsed) == "docx" && parsed.GetValue(_output) == "-")
            throw new UsageException("--format docx needs --output with a file name");
    }

    internal void Write(ParseResult parsed, Func<Document> document, Func<object> json)
    {
        var (format, output) = (FormatOf(parsed), parsed.GetValue(_output)!);
        if (output == "-")
        {
            Write(_session.Out);
            return;
        }

        using var file = new AtomicOutput(output);
        if (format == "docx")
        {
            document().WriteWord(file.Stream, _session.Language.Code);
        }
        else
        {
            using var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
            {
                NewLine = "\n",
            };
            Write(writer);
        }

        file.Commit();

        void Write(TextWriter writer)
        {
            if (format == "json")
                Answer.Write(_session, writer, json());
            else if (format == "html")
                document().WriteHtml(writer, _session.Language.Code);
            else
                Answer.Write(writer, format, document());
        }
    }

    private string FormatOf(ParseResult parsed) => parsed.GetValue(_format) is { Length: > 0 } format
        ? format
        : Path.GetExtension(parsed.GetValue(_output)!).ToLowerInvariant() switch
        {
            ".md" => "markdown",
            ".html" or ".htm" => "html",
            ".docx" => "docx",
            ".json" => "json",
            _ => "text",
        };
}

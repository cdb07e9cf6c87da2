using System.CommandLine;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Terminal;

/// <summary>How a command gives its answer: text for the terminal, Markdown, or JSON.</summary>
internal static class Answer
{
    internal static Option<string> FormatOption(Session session)
    {
        var format = new Option<string>("--format")
        {
            Description = session.Say("text, markdown or json"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        return format;
    }

    /// <summary>The format of what is a few lines, or JSON.</summary>
    internal static Option<string> ShortFormatOption(Session session)
    {
        var format = new Option<string>("--format")
        {
            Description = session.Say("text or json"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }

    /// <summary>Writes what is a few lines, or what they were made from as JSON.</summary>
    internal static void Write<T>(Session session, string format, T answer, Action<TextWriter> text)
    {
        if (format == "json")
            Write(session, session.Out, answer);
        else
            text(session.Out);
    }

    /// <summary>Writes a document, or what it was made from as JSON.</summary>
    internal static void Write<T>(Session session, string format, T answer, Func<T, Document> document)
    {
        if (format == "json")
            Write(session, session.Out, answer);
        else
            Write(session.Out, format, document(answer));
    }

    /// <summary>Writes a document as text or Markdown.</summary>
    internal static void Write(TextWriter output, string format, Document document)
    {
        if (format == "markdown")
            document.WriteMarkdown(output);
        else
            document.WriteText(output);
    }

    /// <summary>Writes an answer as JSON; how the files of contacts that it is made of were understood goes with it.</summary>
    internal static void Write<T>(Session session, TextWriter output, T answer) =>
        output.WriteLine(AnswerJson.Write(answer, session.Readings, session.Language));
}

using System.CommandLine;
using System.Text.Json;
using Gruppera.Web.Contracts;

namespace Gruppera.Cli.Output;

/// <summary>How a command gives its answer: text for the terminal, Markdown, or JSON.</summary>
internal static class Answer
{
    internal static Option<string> FormatOption(Session session)
    {
        var format = new Option<string>("--format")
        {
            Description = session.Say("text, markdown or json", "text, markdown eller json"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        return format;
    }

    /// <summary>Writes a document, or what it was made from as JSON.</summary>
    internal static void Write<T>(Session session, string format, T answer, Func<T, Document> document)
    {
        switch (format)
        {
            case "json":
                session.Out.WriteLine(JsonSerializer.Serialize(answer, AnswerJson.Options(session.Language)));
                break;
            case "markdown":
                document(answer).WriteMarkdown(session.Out);
                break;
            default:
                document(answer).WriteText(session.Out);
                break;
        }
    }
}

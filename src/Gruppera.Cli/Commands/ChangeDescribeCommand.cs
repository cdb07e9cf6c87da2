using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change describe</c>: title, motive, author, status and references of a change, shown or set.</summary>
internal static class ChangeDescribeCommand
{
    internal static Command Create(Session session)
    {
        var path = new Argument<string>("change") { Description = session.Say("Workbook of a change (.xlsx)") };
        var (about, format) = (new AboutOptions(session), Answer.ShortFormatOption(session));
        var command = new Command("describe", session.Say("Show or set title, motive, author, status and references of a change")) { path };
        about.AddTo(command);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(path)!;
            if (!File.Exists(file) || !Path.GetExtension(file).Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
                throw new UsageException($"{file}: give a workbook (.xlsx)");
            var issues = new List<Issue>();
            var change = ChangeReader.Read(file, issues);
            if (change is null || issues.Any(issue => issue.Code.Severity == IssueSeverity.Error))
            {
                IssueReport.Write(session, Path.GetFileName(file), issues);
                return ExitCode.Findings;
            }

            var said = about.Of(parsed, change.About);
            if (!said.Equals(change.About))
                ChangeCommand.Save(file, isReplaced: true, stream => ChangeWriter.Write(change with { About = said }, stream));
            Answer.Write(session, parsed.GetValue(format)!, new { change.Name, About = said }, output =>
            {
                foreach (var (name, text) in new[]
                {
                    (session.Say("title"), said.Title), (session.Say("motive"), said.Motive), (session.Say("author"), said.Author),
                    (session.Say("status"), session.Say(Presentation.Changes.RegisterDocument.WordOf(said.Status))),
                }.Concat(said.References.Select(reference => (session.Say("reference"), reference))))
                    Presentation.Documents.Document.Wrap(output, $"{name}: {(text.Length == 0 ? "-" : text)}", "", "  ");
            });
            return ExitCode.Done;
        });
        return command;
    }
}

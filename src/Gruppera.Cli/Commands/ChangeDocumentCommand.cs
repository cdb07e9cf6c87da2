using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change document</c>: the paper that an expert group reads of a change.</summary>
internal static class ChangeDocumentCommand
{
    internal static Command Create(Session session)
    {
        var (changes, set, country) = (ChangeCommand.ChangesArgument(session), Sets.Option(session), Sets.CountryOption(session));
        var (contacts, paper, all) = (new SimulatedContacts(session), new Paper(session), SharedOptions.All(session));
        var command = new Command("document", session.Say(
            "Write what an expert group reads: what, why, consequences, cases, rules in words"))
        {
            changes, set, country, all,
        };
        contacts.AddTo(command);
        paper.AddTo(command);
        command.SetAction(parsed =>
        {
            paper.Check(parsed);
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var issues = new List<Issue>();
            var dossiers = new List<ChangeDossier>();
            foreach (var change in ChangeCommand.Read(session, parsed.GetValue(changes)!, issues, _ => true))
            {
                var (dossier, findings) = ChangeDossier.Of(before, change, diff => contacts.Run(parsed, before, diff));
                if (dossier is not null)
                    dossiers.Add(dossier);
                else
                    issues.AddRange(findings.Where(issue => issue.Code.Severity == IssueSeverity.Error));
            }

            if (issues.Count > 0)
                IssueReport.Write(session, string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)), issues);
            if (dossiers.Count > 0)
                paper.Write(parsed, Document, () => dossiers.Select(each => ChangePaper.Json(each, session.Language)));
            return issues.Any(issue => issue.Code.Severity == IssueSeverity.Error) ? ExitCode.Findings : ExitCode.Done;

            Document Document()
            {
                var document = new Document();
                foreach (var dossier in dossiers)
                    new ChangePaper(session) { IsComplete = parsed.GetValue(all) }.Write(document, dossier);
                return document;
            }
        });
        return command;
    }
}

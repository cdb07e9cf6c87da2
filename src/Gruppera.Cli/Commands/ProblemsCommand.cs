using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Presentation.Logic;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Sets;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera problems</c>: known problems of a version, as data beside a set.</summary>
internal static class ProblemsCommand
{
    internal static Command Create(Session session) => new(
        "problems", session.Say("Keep the known problems of a version and count them on contacts"))
    {
        Import(session), List(session), Count(session), Remove(session),
    };

    private static Command Import(Session session)
    {
        var file = new Argument<string>("file")
        {
            Description = session.Say("List with id, text, rule, drg, code, from, mended_in: CSV or Excel"),
        };
        var (set, country, format) = (Sets.Option(session), Sets.CountryOption(session), Answer.ShortFormatOption(session));
        var command = new Command("import", session.Say("Store the known problems of a set, in place of those before"))
        {
            file, set, country, format,
        };
        command.SetAction(parsed =>
        {
            var known = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            if (!SetStore.IsId(parsed.GetValue(set)!))
                throw new UsageException($"{parsed.GetValue(set):set} is no id: import the set first, problems are kept by its id");
            var issues = new List<Issue>();
            var problems = ProblemStore.Read(InputText.Existing(parsed.GetValue(file)!), issues.Add);
            issues.AddRange(ProblemChecks.Run(known, problems));
            foreach (var issue in issues)
                session.Tell(issue);
            ProblemStore.Default.Keep(known.Version.Id, problems);
            Answer.Write(
                session, parsed.GetValue(format)!,
                new { Set = known.Version.Id, Stored = problems.Length, Findings = IssueReport.Answer(issues) },
                output => output.WriteLine(session.Say(Text.Count(problems.Length,
                    $"{problems.Length:problems} known problem of {known.Version.Id:set} stored",
                    $"{problems.Length:problems} known problems of {known.Version.Id:set} stored"))));
            return issues.Any(issue => issue.Code.Severity == IssueSeverity.Error) ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    private static Command List(Session session)
    {
        var (set, country, format) = (Sets.Option(session), Sets.CountryOption(session), Answer.FormatOption(session));
        var command = new Command("list", session.Say("List the known problems of a set")) { set, country, format };
        command.SetAction(parsed =>
        {
            var known = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            Answer.Write(
                session, parsed.GetValue(format)!, new { Set = known.Version.Id, known.Texts.Problems },
                _ => ProblemDocument.List(session, known));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Count(Session session)
    {
        var contacts = SharedOptions.Contacts(session);
        var (set, country, format) = (Sets.Option(session), Sets.CountryOption(session), Answer.FormatOption(session));
        var (file, issues) = (new ContactFileOptions(session), SharedOptions.Issues(session));
        var cost = new Option<string>("--cost-column") { Description = session.Say("Column of costs"), DefaultValueFactory = _ => "cost" };
        var command = new Command("count", session.Say("Count the contacts that known problems touch"))
        {
            contacts, set, country, cost, issues, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var known = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            if (known.Texts.Problems.IsEmpty)
                throw NoneOf(known.Version.Id);
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            using var input = file.Open(parsed, parsed.GetValue(contacts)!);
            var counts = new ProblemRun(new Grouper(known)).Run(
                input.Text, input.Layout, input.Name, parsed.GetValue(cost)!, issue => unreadable.Add(session, issue, "", isPrinted: false),
                session.Stop);
            unreadable.Commit(session);
            Answer.Write(session, parsed.GetValue(format)!, counts, answer => ProblemDocument.Counts(session, known, answer));
            return counts.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(Session session)
    {
        var (set, format) = (SharedOptions.StoredSet(session), Answer.ShortFormatOption(session));
        var command = new Command("remove", session.Say("Remove the known problems of a set")) { set, format };
        command.SetAction(parsed =>
        {
            var id = parsed.GetValue(set)!;
            if (ProblemStore.Default.Of(id).IsEmpty)
                throw NoneOf(id);
            ProblemStore.Default.Keep(id, []);
            TablesCommand.Removed(session, parsed.GetValue(format)!, id);
            return ExitCode.Done;
        });
        return command;
    }

    private static UsageException NoneOf(string set) => new($"No known problems of {set} are stored: gruppera problems import");
}

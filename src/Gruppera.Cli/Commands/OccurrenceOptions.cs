using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Cli.Commands;

/// <summary>The options of commands that also count what really occurs in a file of contacts.</summary>
internal sealed class OccurrenceOptions(Session session)
{
    private readonly Option<string?> _contacts = new("--contacts")
    {
        Description = session.Say(
            "Also count how often it occurs in a file of contacts: by the file's column drg (as group writes it), or grouped " +
            "under the set"),
    };

    private readonly ContactFileOptions _file = new(session);
    private readonly Option<string?> _issues = new("--issues")
    {
        Description = session.Say("File for rows of the contacts that cannot be read"),
    };

    internal delegate Occurrences Counting(
        OccurrenceCounter counter, Stream text, ContactLayout layout, string name, Action<Issue> issue, CancellationToken stop);

    internal void AddTo(Command command)
    {
        command.Options.Add(_contacts);
        _file.AddTo(command);
        command.Options.Add(_issues);
    }

    /// <summary>Counts; null if no file was named. Rows that cannot be read are said on standard error.</summary>
    internal Occurrences? Count(ParseResult parsed, Explorer explorer, Counting count)
    {
        if (parsed.GetValue(_contacts) is not { } path)
        {
            return _file.Given(parsed).Concat(parsed.GetValue(_issues) is null ? [] : ["--issues"]).FirstOrDefault() is { } idle
                ? throw OutputNames.WithoutEffect(idle, "--contacts") : null;
        }

        using var input = _file.Open(parsed, path, unlessColumn: OccurrenceCounter.DrgColumn);
        using var issues = new IssuesFile(parsed.GetValue(_issues));
        var found = count(
            new(() => new Grouper(explorer.Set)), input.Text, input.Layout, input.Name,
            issue => issues.Add(session, issue, "", isPrinted: false), session.Stop);
        issues.Commit(session);
        if (found.Unreadable > 0)
        {
            session.Note(session.Say(
                Text.Count(found.Unreadable,
                    $"{Session.Number(found.Unreadable):unreadable} row of {input.Name} could not be read and was not " +
                    $"counted{(parsed.GetValue(_issues) is null ? SharedOptions.AskForIssues : ""):part}",
                    $"{Session.Number(found.Unreadable):unreadable} rows of {input.Name} could not be read and were not " +
                    $"counted{(parsed.GetValue(_issues) is null ? SharedOptions.AskForIssues : ""):part}")));
        }

        return found;
    }

    internal static int ExitCodeOf(Occurrences? found) => found is { Unreadable: > 0 } ? ExitCode.UnreadableRows : ExitCode.Done;
}

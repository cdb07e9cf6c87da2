using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary>Options that say what a change is: title, motive, author, status, references.</summary>
internal sealed class AboutOptions
{
    private readonly Option<string?> _title;
    private readonly Option<string?> _motive;
    private readonly Option<string?> _author;
    private readonly Option<string?> _status;
    private readonly Option<string[]> _references;

    internal AboutOptions(Session session)
    {
        _title = new("--title") { Description = session.Say("What the change is called") };
        _motive = new("--motive") { Description = session.Say("Why it is proposed") };
        _author = new("--author") { Description = session.Say("Who proposes it") };
        _status = new("--status") { Description = session.Say("What has been decided: proposed, accepted, withdrawn or postponed") };
        _status.AcceptOnlyFromAmong([.. Enum.GetValues<ChangeStatus>().Select(status => $"{status}".ToLowerInvariant())]);
        _references = new("--reference") { Description = session.Say("A case, paper or address; may be given several times") };
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _title, _motive, _author, _status, _references })
            command.Options.Add(option);
    }

    /// <summary>What is known, with what is given in its place.</summary>
    internal ChangeAbout Of(ParseResult parsed, ChangeAbout known) => new()
    {
        Title = parsed.GetValue(_title) ?? known.Title,
        Motive = parsed.GetValue(_motive) ?? known.Motive,
        Author = parsed.GetValue(_author) ?? known.Author,
        Status = parsed.GetValue(_status) is { } status ? ChangeAbout.StatusOf(status) ?? known.Status : known.Status,
        References = parsed.GetValue(_references) is { Length: > 0 } references ? [.. references] : known.References,
    };
}

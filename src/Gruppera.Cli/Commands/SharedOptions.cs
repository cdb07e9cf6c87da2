using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary>Options and arguments that many commands have, each written once.</summary>
internal static class SharedOptions
{
    internal static Argument<string> Contacts(Session session) => new("contacts") { Description = ContactsText(session) };

    internal static string ContactsText(Session session) => session.Say("File of contacts, or - for standard input");

    internal static string CostedContactsText(Session session) => session.Say("File of contacts with costs, or - for standard input");

    internal static Option<string> Unit(Session session) => new("--by")
    {
        Description = session.Say("Column with the unit: hospital, or another column of the file"),
        DefaultValueFactory = _ => "",
    };

    internal static Option<bool> Marks(Session session) => new("--marks")
    {
        Description = session.Say("Ask about codes that only mark a visit or its setting too"),
    };

    internal static Option<string?> Issues(Session session) => new("--issues")
    {
        Description = session.Say("File for rows that cannot be read"),
    };

    internal static Option<string> Output(Session session) => Output(session.Say("Output file; - (default) for standard output"));

    internal static Option<string> PackedOutput(Session session) =>
        Output(session.Say("Output file, .gz to compress it; - (default) for standard output"));

    internal static Option<string> CanonicalOutput(Session session) =>
        Output(session.Say("Output file in the canonical layout; - (default) for standard output"));

    internal static Option<bool> All(Session session) => new("--all")
    {
        Description = session.Say("Show all sections of the text in full"),
    };

    internal static Option<string> DocumentFormat(Session session)
    {
        var format = new Option<string>("--format")
        {
            Description = session.Say("text, markdown, json or xlsx"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "markdown", "json", "xlsx");
        return format;
    }

    /// <summary>Refuses a workbook on standard output.</summary>
    internal static void CheckWorkbook(string format, string output)
    {
        if (format == "xlsx" && output == "-")
            throw new UsageException("--format xlsx needs --output with a file name");
    }

    /// <summary>That rows and their summary cannot both go to standard output.</summary>
    internal static UsageException JsonNeedsOutput => new("--format json needs --output with a file name");

    /// <summary>The format of a summary beside rows.</summary>
    internal static Option<string> SummaryFormat(Session session)
    {
        var format = Answer.ShortFormatOption(session);
        format.Description = session.Say("What was done: text on standard error, or json on standard output");
        return format;
    }

    internal static Argument<string> StoredSet(Session session) => new("set") { Description = session.Say("Id of an imported set") };

    internal static string YearText(Session session) => session.Say("Year that it is for");

    internal static UsageException BadId(string name) => new($"--id {name}: use 1 to 64 characters of a-z, 0-9 and hyphen");

    internal static UsageException NoStoredSet(string id) => new(
        $"There is no imported set {id}{NearOffer.Of(id, SetStore.Default.List().Select(set => set.Version.Id)):near}");

    internal static Option<bool> Replace(Session session) => new("--replace")
    {
        Description = session.Say("Replace what there is of the same name"),
    };

    /// <summary>How a message about rows goes on where no file of issues was named.</summary>
    internal static Text AskForIssues => "; give a file with --issues to list them with reasons";

    internal static UsageException UnusableLayout(string nameOrFile) => new($"The layout {nameOrFile} cannot be used.");

    internal static string KindText(Session session) => session.Say("prospective, retrospective or reference");

    internal static string ErrataText(Session session) => session.Say("What was corrected after it was first published");

    internal static Option<string> Output(string description) => new("--output", "-o")
    {
        Description = description,
        DefaultValueFactory = _ => "-",
    };
}

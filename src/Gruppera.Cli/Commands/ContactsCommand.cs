using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Joins;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera contacts</c>: makes one file of contacts out of a delivery of several.</summary>
internal static class ContactsCommand
{
    internal static Command Create(Session session)
    {
        var layout = new Argument<string>("layout")
        {
            Description = session.Say("Delivery layout: a name (gruppera layouts) or a JSON file, see docs/formats/layouts.md"),
        };
        var folder = new Option<string?>("--folder") { Description = session.Say("Folder of the files (default: that of the layout)") };
        var output = SharedOptions.CanonicalOutput(session);
        var issues = new Option<string?>("--issues") { Description = session.Say("File for rows left out, with reasons") };
        var format = SharedOptions.SummaryFormat(session);
        var join = new Command("join", session.Say("Join the files of a delivery by their key"))
        {
            layout, folder, output, issues, format,
        };
        join.SetAction(parsed =>
            Join(
                session, parsed.GetValue(layout)!, parsed.GetValue(folder), parsed.GetValue(output)!, parsed.GetValue(issues),
                parsed.GetValue(format)!));
        return new("contacts", session.Say("Check files of contacts, and join several into one"))
        {
            ContactsCheckCommand.Create(session), join,
        };
    }

    private static int Join(Session session, string path, string? folder, string outputPath, string? issuesPath, string format)
    {
        if (format == "json" && outputPath == "-")
            throw SharedOptions.JsonNeedsOutput;
        var layout = Read(session, path);
        folder ??= File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : Directory.GetCurrentDirectory();
        OutputFiles.Check([outputPath, issuesPath], [.. layout.FilesIn(folder)]);
        session.Record.Files.AddRange(layout.FilesIn(folder));
        using var output = new AtomicOutput(outputPath);
        using var issues = new IssuesFile(issuesPath);
        var summary = new ContactJoin(layout, folder).Run(
            output.Stream, issue => issues.Add(session, issue, "", isPrinted: false), session.Stop);
        issues.Commit(session);
        output.Commit();
        session.Record.Count("contacts", summary.Contacts);
        session.Record.Count("unreadable", summary.Unreadable);
        session.Record.Count("leftOut", summary.LeftOut);
        if (format == "json")
            Answer.Write(session, session.Out, summary);
        else if (!session.IsQuiet)
            Summarise(session, summary);
        return summary.Unreadable > 0 || summary.WithoutCost > 0 || summary.LeftOut > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private static void Summarise(Session session, JoinSummary summary)
    {
        var order = summary.IsSorted ? (Text)"sorted by key" : "not sorted by key: codes were kept in memory";
        session.Error.WriteLine(session.Say(
            Text.Count(summary.Contacts,
                $"{Session.Number(summary.Contacts):contacts} contact joined; files " +
                $"{order:part}",
                $"{Session.Number(summary.Contacts):contacts} contacts joined; files " +
                $"{order:part}")));
        if (summary.Unreadable > 0)
            session.Error.WriteLine(session.Say(
                Text.Count(summary.Unreadable,
                    $"{Session.Number(summary.Unreadable):unreadable} contact could not be read and was left out",
                    $"{Session.Number(summary.Unreadable):unreadable} contacts could not be read and were left out")));
        if (summary.LeftOut > 0)
            session.Error.WriteLine(session.Say(
                Text.Count(summary.LeftOut,
                    $"{Session.Number(summary.LeftOut):leftOut} row belongs to no contact or repeats a key; give a file with --issues to " +
                    $"list them",
                    $"{Session.Number(summary.LeftOut):leftOut} rows belong to no contact or repeat a key; give a file with --issues to " +
                    $"list them")));
        if (summary.ByCondition > 0)
            session.Error.WriteLine(session.Say(
                Text.Count(summary.ByCondition,
                    $"{Session.Number(summary.ByCondition):byCondition} row was left out by a condition of the layout",
                    $"{Session.Number(summary.ByCondition):byCondition} rows were left out by a condition of the layout")));
        if (summary.WithoutCost > 0)
            session.Error.WriteLine(session.Say(
                Text.Count(summary.WithoutCost,
                    $"{Session.Number(summary.WithoutCost):withoutCost} cost could not be read; its contact has none",
                    $"{Session.Number(summary.WithoutCost):withoutCost} costs could not be read; their contacts have none")));
    }

    /// <summary>Reads a delivery layout, or says what is wrong in it.</summary>
    internal static DeliveryLayout Read(Session session, string path)
    {
        if (DeliveryCatalog.Find(path) is { } known)
            return known;
        if (DeliveryLayoutJson.Read(InputText.Read(path), out var problems) is { } layout)
            return layout;
        foreach (var problem in problems)
            session.Error.WriteLine($"{path} {problem}");
        throw SharedOptions.UnusableLayout(path);
    }
}

using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Joins;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera layouts</c>: which ways of writing contacts the program knows, and whether your own is right.</summary>
internal static class LayoutsCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("layouts", session.Say("List, show and check layouts of contact files"));
        var format = Answer.ShortFormatOption(session);
        command.Options.Add(format);
        command.SetAction(parsed => List(session, parsed.GetValue(format)!));

        var name = new Argument<string>("name") { Description = session.Say("Name of a layout") };
        var show = new Command("show", session.Say("Print a layout as JSON, to start your own from")) { name };
        show.SetAction(parsed => Show(session, parsed.GetValue(name)!));
        command.Subcommands.Add(show);

        var file = new Argument<string>("file") { Description = session.Say("JSON file of a layout") };
        var contacts = new Option<string?>("--contacts") { Description = session.Say("A file of contacts to try it on") };
        var check = new Command("check", session.Say("Report what is wrong in a layout")) { file, contacts, format };
        check.SetAction(parsed => Check(session, parsed.GetValue(file)!, parsed.GetValue(contacts), parsed.GetValue(format)!));
        command.Subcommands.Add(check);
        return command;
    }

    private static int List(Session session, string format)
    {
        if (format == "json")
        {
            Answer.Write(session, session.Out, new
            {
                Layouts = LayoutCatalog.Names.Select(name => new { Name = name, LayoutCatalog.Find(name)!.Title }),
                Deliveries = DeliveryCatalog.Names.Select(name => new { Name = name, DeliveryCatalog.Find(name)!.Title }),
            });
            return ExitCode.Done;
        }

        var columns = new Columns("", "") { IsPlain = true };
        foreach (var name in LayoutCatalog.Names)
            columns.Add(name, LayoutCatalog.Find(name)!.Title.In(session.Language));
        foreach (var name in DeliveryCatalog.Names)
            columns.Add(name, DeliveryCatalog.Find(name)!.Title.In(session.Language));
        columns.Write(session.Out);
        return ExitCode.Done;
    }

    private static int Show(Session session, string name)
    {
        session.Out.Write(LayoutCatalog.JsonOf(name) ?? DeliveryCatalog.JsonOf(name) ?? throw new UsageException(
            $"There is no layout {name}; choose one of {string.Join(", ", All):names}{NearOffer.Of(name, All):near}"));
        return ExitCode.Done;
    }

    private static int Check(Session session, string file, string? contacts, string format)
    {
        if (DeliveryCatalog.Find(file) is not null || (File.Exists(file) && DeliveryLayoutJson.IsDelivery(File.ReadAllText(file))))
        {
            ContactsCommand.Read(session, file);
            Right();
            return contacts is null ? ExitCode.Done : throw OutputNames.NotBeside("--contacts", session.Say("a delivery layout"));
        }

        var layout = Sets.NamedLayout(session, file);
        if (contacts is not null)
            return Try(session, file, layout, contacts, format);
        Right();
        return ExitCode.Done;

        void Right() => Answer.Write(
            session, format, new { Layout = file, IsRight = true }, output => output.WriteLine(session.Say($"{file}: right")));
    }

    /// <summary>Holds a layout against a file. All columns of a layout of your own must be there;
    /// of a shipped one, those that grouping needs.</summary>
    private static int Try(Session session, string file, ContactLayout layout, string contacts, string format)
    {
        using (var input = ContactSource.Open(contacts, layout))
        {
            if (layout is { HasHeader: true, IsFixedWidth: false } && !LayoutCatalog.Names.Contains(file))
            {
                var header = ContactCheck.HeaderOf(input.Text, layout);
                var lacking = ContactCheck.Lacking(layout, header);
                if (!lacking.IsEmpty)
                {
                    var (columns, has) = (string.Join(", ", lacking), string.Join(", ", header));
                    session.Error.WriteLine(session.Say(
                        $"{contacts} lacks columns of the layout {file}: {columns}. It has {has}. Correct the names in the layout, or " +
                        $"remove them"));
                    return ExitCode.Usage;
                }
            }
        }

        using var again = ContactSource.Open(contacts, layout);
        var fitted = LayoutFit.Of(again.Text, new() { Layout = layout, Needs = LayoutWish.ToGroup }, again.Name);
        var rows = 0L;
        var unreadable = 0L;
        var issues = new List<Issue>();
        foreach (var row in ContactReader.Read(fitted.Text, fitted.Layout, again.Name).Take(10_000))
        {
            rows++;
            unreadable += row.Issue is null ? 0 : 1;
            if (row.Issue is not null && unreadable <= 5)
                issues.Add(row.Issue);
        }

        var answer = new { Layout = file, IsRight = true, Rows = rows, Unreadable = unreadable, Issues = IssueReport.Answer(issues) };
        Answer.Write(session, format, answer, output =>
        {
            output.WriteLine(session.Say($"{file}: right"));
            foreach (var issue in issues)
                output.WriteLine(IssueHints.Line(issue, session.Language));
            output.WriteLine(session.Say(
                Text.Count(rows,
                    $"{Session.Number(rows):rows} row tried, {Session.Number(unreadable):unreadable} could not be read",
                    $"{Session.Number(rows):rows} rows tried, {Session.Number(unreadable):unreadable} could not be read")));
        });
        return unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private static IEnumerable<string> All => LayoutCatalog.Names.Concat(DeliveryCatalog.Names);
}

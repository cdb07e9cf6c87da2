using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera contacts check</c>: how a file is understood, with sample values, before anything is grouped.</summary>
internal static class ContactsCheckCommand
{
    internal static Command Create(Session session)
    {
        var contacts = SharedOptions.Contacts(session);
        var set = new Option<string?>("--set") { Description = session.Say("Definition set whose codes are used") };
        var write = new Option<string?>("--write-layout") { Description = session.Say("JSON file for the detected layout, to adapt") };
        var format = Answer.FormatOption(session);
        var file = new ContactFileOptions(session, ContactNeeds.None);
        var command = new Command("check", session.Say("Show how a file of contacts is read")) { contacts, set, write, format };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var (path, layoutPath) = (parsed.GetValue(contacts)!, parsed.GetValue(write));
            using var input = Open(session, file, parsed, path, layoutPath);
            if (input is null)
                return ExitCode.Usage;
            var tables = parsed.GetValue(set) is { } named ? Sets.Open(session, named) : null;
            var found = ContactCheck.Run(input.Fitted, tables, stop: session.Stop);
            if (layoutPath is not null)
                Write(
                    session, layoutPath,
                    input.Reading.Missing.Contains("diagnoses") ? LayoutFit.Suggest(Header(input.Reading)) : input.Layout);
            var lacks = input.Reading.Missing.Any(fact => fact is "age" or "duration" or "diagnoses");
            Answer.Write(
                session, parsed.GetValue(format)!, CheckAnswer.Of(input.Reading, found), _ => Document(session, input.Reading, found));
            return lacks ? ExitCode.Usage : found.Unreadable.IsEmpty ? ExitCode.Done : ExitCode.UnreadableRows;
        });
        return command;
    }

    /// <summary>Opens the file; where no layout fits, writes one to adapt if that was asked for, and says so.</summary>
    private static OpenContacts? Open(Session session, ContactFileOptions file, ParseResult parsed, string path, string? layoutPath)
    {
        try
        {
            return file.Open(parsed, path, tells: false);
        }
        catch (ContactFileException exception) when (layoutPath is not null && path != "-")
        {
            session.Error.WriteLine(exception.Text.In(session.Language));
            using var input = ContactSource.Open(path);
            Write(session, layoutPath, LayoutFit.Suggest(ContactCheck.HeaderOf(input.Text)));
            return null;
        }
    }

    private static void Write(Session session, string path, ContactLayout layout)
    {
        using var output = new AtomicOutput(path);
        using (var writer = new StreamWriter(output.Stream, leaveOpen: true))
            writer.Write(LayoutWriter.Write(layout with { Name = Path.GetFileNameWithoutExtension(path) }));
        output.Commit();
        session.Note(session.Say(
            $"{path} written: adapt it, check it with gruppera layouts check {path}, use it with --layout {path}"));
    }

    private static ImmutableArray<string> Header(Reading reading) =>
    [
        .. reading.Columns.Select(column => column.Column).Concat(reading.Unused).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static Document Document(Session session, Reading reading, CheckedContacts found)
    {
        var document = ReadingWords.All(session, reading);
        document.Line(session.Say(Text.Count(found.Rows,
            $"{Session.Number(found.Rows):rows} row",
            $"{Session.Number(found.Rows):rows} rows"))
            + (found.LeftOut > 0 ? session.Say($", {Session.Number(found.LeftOut):leftOut} left out by a condition of the layout") : ""));
        if (ReadingWords.NoContacts(session, reading) is { Length: > 0 } none)
            document.Line(none);
        if (found.Blank > 0)
            document.Line(GroupingWords.Blank(session, found.Blank));
        document.Table(
            [session.Say("column"), session.Say("values")],
            found.Samples.Where(sample => sample.Values.Length > 0).DistinctBy(sample => sample.Column)
                .Select(sample => new[] { sample.Column, string.Join(", ", sample.Values) }));
        foreach (var (reason, rows) in found.Unreadable.Concat(found.Contradictory))
            document.Line(session.Say(CountWords.RowsOf(rows))
                + $"{reason.Id} {reason.Meaning.In(session.Language)}. {IssueHints.RemedyOf(reason).In(session.Language)}");
        foreach (var line in ReadingWords.Odd(session, found.Odd))
            document.Line(line);
        if (reading.Missing.Any(fact => fact is "age" or "duration" or "diagnoses"))
        {
            if (LayoutFit.Nearest(Header(reading)) is { } near && near != reading.Layout)
                document.Line(session.Say($"Nearest layout: {near} (--layout {near})"));
            document.Line(session.Say(
                "The file cannot be grouped as it is: give the columns with --column, or write a layout with --write-layout."));
        }

        return document;
    }
}

using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Codes;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera codes succession</c> and <c>codes convert</c>: which codes took the place of others, and contacts with
/// them.</summary>
internal static class CodesYearsCommand
{
    internal static Command Succession(Session session)
    {
        var (before, after) = Years(session);
        var output = SharedOptions.Output(session.Say("Conversion table to confirm, CSV; - (default) for standard output"));
        var year = new Option<int?>("--year") { Description = session.Say("Year from which the later codes hold, written into the table") };
        var format = SharedOptions.SummaryFormat(session);
        var command = new Command("succession", session.Say("Draft which codes took the place of those that went out"))
        {
            before, after, output, year, format,
        };
        command.SetAction(parsed =>
        {
            CheckFormat(parsed.GetValue(format)!, parsed.GetValue(output)!);
            var rows = CodeSuccession.Draft(Edition(session, parsed.GetValue(before)!), Edition(session, parsed.GetValue(after)!));
            var from = parsed.GetValue(year)?.ToString(CultureInfo.InvariantCulture) ?? "";
            using var file = new CsvFile(
                parsed.GetValue(output), "kind", "from", "from_text", "to", "to_text", "year", "score", "evidence", "confirmed");
            foreach (var row in rows)
            {
                foreach (var successor in row.Successors.DefaultIfEmpty())
                    file.Add(Row(session, row.Code, successor, from));
            }

            file.Commit();
            var (stated, none) = (rows.Count(row => row.Successors.Any(each => each.IsStated)), rows.Count(row => row.Successors.IsEmpty));
            if (parsed.GetValue(format) == "json")
            {
                var likely = rows.Length - stated - none;
                Answer.Write(session, session.Out, new { Gone = rows.Length, Stated = stated, Likely = likely, Without = none });
                return ExitCode.Done;
            }

            session.Note(session.Say(
                $"{Session.Number(rows.Length):gone} codes went out: {Session.Number(stated):stated} with a stated successor, " +
                $"{Session.Number(rows.Length - stated - none):likely} with likely ones, {Session.Number(none):none} with none"));
            session.Note(session.Say(
                "Confirm rows with yes in the column confirmed; only those are used by codes convert and --code-map"));
            return ExitCode.Done;
        });
        return command;
    }

    internal static (Argument<string> Before, Argument<string> After) Years(Session session) => (
        new("before") { Description = session.Say("The earlier year: a set or a stored catalogue") },
        new("after") { Description = session.Say("The later year: a set or a stored catalogue") });

    internal static Command Convert(Session session)
    {
        var contacts = SharedOptions.Contacts(session);
        var map = new Option<string>("--map") { Description = session.Say("Conversion table of codes, CSV or Excel"), Required = true };
        var from = new Option<int?>("--from") { Description = session.Say("Year of the codes that the contacts have") };
        var to = new Option<int?>("--to") { Description = session.Say("Year of the codes that they shall have") };
        var output = SharedOptions.CanonicalOutput(session);
        var issues = SharedOptions.Issues(session);
        var format = SharedOptions.SummaryFormat(session);
        var command = new Command("convert", session.Say("Write contacts with the successors of their codes"))
        {
            contacts, map, from, to, output, issues, format,
        };
        var file = new ContactFileOptions(session, ContactNeeds.Diagnoses, takesMap: false);
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            CheckFormat(parsed.GetValue(format)!, parsed.GetValue(output)!);
            if (parsed.GetValue(from) >= parsed.GetValue(to))
                throw new UsageException(
                    $"--from {parsed.GetValue(from):from} --to {parsed.GetValue(to):to}: give a year that comes after the first");
            var table = CodeConversion.Read(InputText.Existing(parsed.GetValue(map)!), parsed.GetValue(from), parsed.GetValue(to));
            using var input = file.Open(parsed, parsed.GetValue(contacts)!, map: table);
            using var found = new IssuesFile(parsed.GetValue(issues));
            var written = ConversionRun.Run(input, parsed.GetValue(output)!, issue => found.Add(session, issue, "", isPrinted: false),
                session.Stop);
            found.Commit(session);
            session.Record.Count("contacts", written);
            session.Record.Count("unreadable", found.Count);
            if (parsed.GetValue(format) == "json")
                Answer.Write(session, session.Out, new
                {
                    Written = written,
                    Unreadable = found.Count,
                    Converted = table.Converted,
                    SeveralSuccessors = table.Left,
                });
            else if (!session.IsQuiet)
                Tell(session, table, written);
            return found.Count > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    private static void CheckFormat(string format, string output)
    {
        if (format == "json" && output == "-")
            throw SharedOptions.JsonNeedsOutput;
    }

    private static void Tell(Session session, CodeConversion map, long written)
    {
        session.Note(session.Say(
            $"{Session.Number(written):written} contacts written, {Session.Number(map.Converted.Values.Sum()):converted} codes " +
            $"converted by {map.Name}"));
        if (map.Left.Count == 0)
            return;
        session.Note(session.Say("Codes with several successors, which stay as they are:"));
        var index = new DefinitionSet(new() { Id = map.Name }, [], texts: () => new()
        {
            Catalogues = CatalogueStore.Default.List(),
            ReadLabels = OpenSet.Labels,
        }).Index;
        foreach (var (code, times) in map.Left.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal))
            Document.Wrap(
                session.Error,
                session.Say(
                    $"{Named(code):code}, {CountWords.Contacts(times):contacts}: " +
                    $"{string.Join("; ", map.Open[code].Select(Named)):successors}"),
                "- ", "  ");

        // The table's own texts are those by which a person confirmed it.
        string Named(string code) =>
            $"{CodeNotation.Written(code)} {map.Texts.GetValueOrDefault(code) ?? CodeTexts.Of(index, code, session.Language)}".TrimEnd();
    }

    private static string[] Row(Session session, EditionCode code, Successor? successor, string year) =>
    [
        code.IsProcedure ? "procedure" : "diagnosis", code.Code, code.Text.In(session.Language), successor?.Code.Code ?? "",
        successor?.Code.Text.In(session.Language) ?? "", year, successor?.Score.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
        successor is null ? session.Say(Presentation.Logic.CodeMaintenanceDocument.NothingAlike) : Evidence(session, successor),
        successor?.IsStated == true ? "yes" : "",
    ];

    private static string Evidence(Session session, Successor successor) => string.Join("; ", new[]
    {
        successor.IsStated ? session.Say("stated by the owner of the codes") : "",
        successor.Words is { } words ? session.Say($"texts share {Percent(words):share} of their words") : "",
        successor.Properties is { } properties ? session.Say($"the same {Percent(properties):share} of properties") : "",
        successor.IsNew ? session.Say("new in the later year") : "",
    }.Where(text => text.Length > 0));

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    /// <summary>A stored catalogue by its id, or else a set.</summary>
    internal static CodeEdition Edition(Session session, string name) => CatalogueStore.Default.Open(name) is { } catalogue
        ? CodeEdition.Of(catalogue, catalogue.Year > 0 ? new DateOnly(catalogue.Year, 12, 31) : null)
        : CodeEdition.Of(Sets.Open(session, name));
}

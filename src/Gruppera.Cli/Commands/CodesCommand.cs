using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Texts;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera codes</c>: catalogues of codes, which give codes their texts and say when they may be used.</summary>
internal static class CodesCommand
{
    private const int Shown = 10;

    internal static Command Create(Session session) => new("codes", session.Say(
        "Store catalogues of codes and their texts; follow codes between years"))
    {
        Import(session), List(session), Info(session), Remove(session), CodesYearsCommand.Succession(session),
        CodesYearsCommand.Convert(session), CodesMaintenanceCommand.Changes(session), CodesMaintenanceCommand.Propose(session),
        CodesMaintenanceCommand.Inactive(session),
    };

    private static Command Import(Session session)
    {
        var file = new Argument<string>("file")
        {
            Description = session.Say("List of codes as its owner publishes it: text, Excel, dBase or ClaML, also zipped"),
        };
        var system = new Option<string?>("--system")
        {
            Description = session.Say($"Classification: {string.Join(", ", CodeSystem.All.Select(each => each.Id)):systems}"),
        };
        system.AcceptOnlyFromAmong([.. CodeSystem.All.Select(each => each.Id)]);
        var language = new Option<string?>("--text-language")
        {
            Description = session.Say("Language of the texts, such as sv, where neither heading nor classification says it"),
        };
        var id = new Option<string?>("--id")
        {
            Description = session.Say(
            "Id to store it under (default: the classification and the year)")
        };
        var year = new Option<int>("--year") { Description = SharedOptions.YearText(session) };
        var sheet = new Option<string?>("--sheet") { Description = session.Say("Sheet of a workbook, or file of an archive") };
        var replace = SharedOptions.Replace(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("import", session.Say("Store a catalogue of codes"))
        {
            file, system, language, id, year, sheet, replace, format,
        };
        command.SetAction(parsed =>
        {
            var path = InputText.Existing(parsed.GetValue(file)!);
            var reading = CatalogueReader.Read(
                path, new(CodeSystem.Find(parsed.GetValue(system)), LanguageOf(parsed.GetValue(language)), parsed.GetValue(sheet)));
            foreach (var issue in reading.Issues.Where(issue => issue.Code != FormatIssues.WrongCodePage))
                session.Tell(issue);
            if (reading.Catalogue is not { Codes.IsEmpty: false } read)
                throw new UsageException($"{path} has no column of codes with a column of texts");
            if (read.Languages.Contains(""))
                throw new UsageException($"Nothing says which language the texts of {path} are in: give --text-language");
            var name = parsed.GetValue(id) ?? (parsed.GetValue(year) > 0 ? $"{read.System.Id}-{parsed.GetValue(year)}" : read.System.Id);
            if (!SetStore.IsId(name))
                throw SharedOptions.BadId(name);
            if (CatalogueStore.Default.Exists(name) && !parsed.GetValue(replace))
                throw new UsageException($"There is already a catalogue {name}: choose another with --id, or --replace it");
            var stored = CatalogueStore.Default.Add(read with { Id = name, Year = parsed.GetValue(year) }, parsed.GetValue(replace));
            Tell(session, reading, stored, parsed.GetValue(format)!);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>How the list was understood, and what of it was left out.</summary>
    private static void Tell(Session session, CatalogueReading reading, CodeCatalogue stored, string format)
    {
        var answer = new
        {
            stored.Id,
            System = stored.System.Id,
            stored.Hash,
            Codes = stored.Codes.Length,
            stored.Languages,
            reading.Unused,
            WithoutCode = reading.NoCode,
            WithoutText = reading.NoText,
            reading.Repeated,
        };
        Answer.Write(session, format, answer, output => output.WriteLine(session.Say(
            $"Stored {stored.Id}: {Session.Number(stored.Codes.Length):codes} codes of {stored.System}, texts in " +
            $"{string.Join(", ", stored.Languages):languages}")));
        if (reading.Table.Length > 0)
            session.Note(session.Say($"Read from {reading.Table}"));
        if (!reading.Columns.IsEmpty)
            session.Note(session.Say(
                $"Columns: {string.Join(", ", reading.Columns.Select(column => $"{column.Name} = {Role(session, column)}")):columns}"));
        if (!reading.Unused.IsEmpty)
            session.Note(session.Say($"Columns not used: {string.Join(", ", reading.Unused):unused}"));
        if (reading.NoCode > 0)
            session.Note(session.Say(Text.Count(reading.NoCode,
                $"{Session.Number(reading.NoCode):count} row has no code that contacts can have and was left out ({reading.Sample})",
                $"{Session.Number(reading.NoCode):count} rows have no code that contacts can have and were left out (the first: " +
                $"{reading.Sample})")));
        if (reading.NoText > 0)
            session.Note(session.Say(Text.Count(reading.NoText,
                $"{Session.Number(reading.NoText):count} code has no text and was left out",
                $"{Session.Number(reading.NoText):count} codes have no text and were left out")));
        if (reading.Repeated > 0)
            session.Note(session.Say(Text.Count(reading.Repeated,
                $"{Session.Number(reading.Repeated):count} row repeats a code and was left out",
                $"{Session.Number(reading.Repeated):count} rows repeat a code and were left out")));
    }

    private static string Role(Session session, CatalogueColumn column) => session.Say(column.Role switch
    {
        CatalogueRole.Code => "code",
        CatalogueRole.Dagger => "dagger code",
        CatalogueRole.Text => column.Language.Length > 0 ? (Text)$"text ({column.Language})" : "text",
        CatalogueRole.From => "first day",
        CatalogueRole.To => "last day",
        _ => "successors",
    });

    private static Command List(Session session)
    {
        var format = Answer.ShortFormatOption(session);
        var command = new Command("list", session.Say("List the stored catalogues")) { format };
        command.SetAction(parsed =>
        {
            var catalogues = CatalogueStore.Default.List();
            if (parsed.GetValue(format) == "json")
            {
                Answer.Write(session, session.Out, new
                {
                    Catalogues = catalogues.Select(catalogue => new
                    {
                        catalogue.Id,
                        System = catalogue.System.Id,
                        catalogue.Year,
                        Codes = catalogue.Codes.Length,
                        catalogue.Languages,
                        catalogue.StoredAt,
                        catalogue.File,
                    }),
                });
                return ExitCode.Done;
            }

            if (catalogues.IsEmpty)
            {
                session.Note(session.Say("No catalogue is stored: gruppera codes import FILE --system SYSTEM"));
                return ExitCode.Done;
            }

            var columns = new Columns(
                "id", session.Say("classification"), session.Say("year"), session.Say("codes"), session.Say("languages"),
                    session.Say("stored"),
                session.Say("file"))
            {
                Right = [3],
            };
            foreach (var catalogue in catalogues)
                columns.Add(
                    catalogue.Id, catalogue.System.Id, catalogue.Year > 0 ? $"{catalogue.Year}" : "",
                        Session.Number(catalogue.Codes.Length),
                    string.Join(' ', catalogue.Languages), $"{catalogue.StoredAt:yyyy-MM-dd}", catalogue.File);
            columns.Write(session.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Info(Session session)
    {
        var id = Catalogue(session);
        var format = Answer.FormatOption(session);
        var command = new Command("info", session.Say("Show where a catalogue comes from and what it has")) { id, format };
        command.SetAction(parsed =>
        {
            var catalogue = Stored(parsed.GetValue(id)!);
            var counts = new
            {
                catalogue.Id,
                System = catalogue.System.Id,
                catalogue.Year,
                catalogue.File,
                catalogue.Hash,
                catalogue.StoredAt,
                Codes = catalogue.Codes.Length,
                Pairs = catalogue.Codes.Count(code => code.Dagger.Length > 0),
                catalogue.Languages,
                WithLastDay = catalogue.Codes.Count(code => code.To is not null),
                WithSuccessors = catalogue.Codes.Count(code => !code.Successors.IsEmpty),
            };
            Answer.Write(session, parsed.GetValue(format)!, counts, _ => new Document().Table(["", ""], (string[][])
            [
                ["id", counts.Id], [session.Say("classification"), counts.System],
                [session.Say("year"), counts.Year > 0 ? $"{counts.Year}" : "-"], [session.Say("file"), counts.File],
                    ["SHA-256", counts.Hash],
                [session.Say("stored"), $"{counts.StoredAt:yyyy-MM-dd}"], [session.Say("codes"), Session.Number(counts.Codes)],
                [session.Say("asterisk-dagger pairs"), Session.Number(counts.Pairs)],
                    [session.Say("languages"), string.Join(' ', counts.Languages)],
                [session.Say("codes with a last day"), Session.Number(counts.WithLastDay)],
                [session.Say("codes with successors"), Session.Number(counts.WithSuccessors)],
            ]).Line("").Table(
                [session.Say("code"), session.Say("text")],
                catalogue.Codes.Take(Shown).Select(code => new[]
                {
                    code.Dagger.Length > 0 ? $"{code.Code}*{code.Dagger}" : code.Code,
                    code.Texts.FirstOrDefault(text => text.Language == session.Language.Code, code.Texts[0]).Text,
                })));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(Session session)
    {
        var id = Catalogue(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("remove", session.Say("Remove a stored catalogue")) { id, format };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(id)!;
            if (!CatalogueStore.Default.Remove(name))
                throw NoCatalogue(name);
            TablesCommand.Removed(session, parsed.GetValue(format)!, name);
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Catalogue(Session session) => new("catalogue")
    {
        Description =
        session.Say("Id of a stored catalogue")
    };

    internal static CodeCatalogue Stored(string id) => CatalogueStore.Default.Open(id) ?? throw NoCatalogue(id);

    private static UsageException NoCatalogue(string id)
    {
        var ids = CatalogueStore.Default.List().Select(catalogue => catalogue.Id).ToList();
        return new(
            $"There is no catalogue {id}; stored are: {(ids.Count == 0 ? "-" : string.Join(", ", ids)):ids}{NearOffer.Of(id, ids):near}");
    }

    private static string LanguageOf(string? named) => named is null ? ""
        : named.Length >= 2 && named[..2].All(char.IsAsciiLetter) ? Languages.Find(named)?.Code ?? named[..2].ToLowerInvariant()
        : throw new UsageException($"--text-language {named}: give a language such as sv, en, fi, nb or da");
}

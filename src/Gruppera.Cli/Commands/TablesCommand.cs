using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera tables</c>: import, list, show, export, remove, check and compare definition sets.</summary>
internal static class TablesCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("tables", session.Say("Import, list, show, export, remove, check and compare definition sets"));
        foreach (var verb in new[]
        {
            Import(session), List(session), TablesInfoCommand.Create(session), Export(session), Remove(session),
            TablesCheckCommand.Create(session), TablesDiffCommand.Create(session), DaySurgery(session),
        })
            command.Subcommands.Add(verb);
        return command;
    }

    internal static Argument<string> SetArgument(Session session) => new("set")
    {
        Description = session.Say("Id of an imported set, or path of a delivery"),
    };

    private static Command DaySurgery(Session session)
    {
        var set = SharedOptions.StoredSet(session);
        var list = new Argument<string>("list") { Description = session.Say("The list of day-surgery groups, CSV or Excel") };
        var format = Answer.ShortFormatOption(session);
        var command = new Command("day-surgery", session.Say("Store the official list of day-surgery groups with a set"))
        {
            set, list, format,
        };
        command.SetAction(parsed =>
        {
            var (id, path) = (parsed.GetValue(set)!, parsed.GetValue(list)!);
            if (!SetStore.Default.Exists(id))
                throw SharedOptions.NoStoredSet(id);
            var drgs = DaySurgeryList.Read(InputText.Existing(path), Sets.Open(session, id), out var unknown);
            if (drgs.Count == 0)
                throw new UsageException($"{path} has no column with groups of {id}");
            SetStore.Default.KeepDaySurgery(id, drgs);
            var answer = new { Set = id, Groups = drgs.Count, NotInTheSet = unknown };
            Answer.Write(session, parsed.GetValue(format)!, answer, output => output.WriteLine(session.Say(Text.Count(drgs.Count,
                $"{Session.Number(drgs.Count):count} group of {id} counts as day surgery",
                $"{Session.Number(drgs.Count):count} groups of {id} count as day surgery"))));
            if (!unknown.IsEmpty)
                session.Note(session.Say($"Not in the set: {string.Join(", ", unknown.Take(20)):unknown}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Import(Session session)
    {
        var delivery = new Argument<string>("delivery")
        {
            Description = session.Say("Folder, zip, JSON file or workbook with definition tables"),
        };
        var country = Sets.CountryOption(session);
        var id = new Option<string?>("--id") { Description = session.Say("Name for the set (default: from the delivery's file name)") };
        var replace = SharedOptions.Replace(session);
        var reading = new ReadingOptions(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("import", session.Say("Store a delivery for later use"))
        {
            delivery, country, id, replace, reading.Prefer, reading.CodePage, format,
        };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(id);
            if (name is not null && !SetStore.IsId(name))
                throw new UsageException($"--id {name}: use 1 to 64 characters of a-z, 0-9 and hyphen, not starting with a hyphen");
            var path = parsed.GetValue(delivery)!;
            var read = Sets.Read(session, path, reading.Of(parsed, name, parsed.GetValue(country)));
            var store = SetStore.Default;
            var set = read.Set!;
            if (set.Version.Id == OpenSet.Id)
                throw new UsageException($"{OpenSet.Id} is the set that comes with the program: choose another with --id");
            if (store.Exists(set.Version.Id) && !parsed.GetValue(replace))
            {
                throw new UsageException($"There is already a set {set.Version.Id}: choose another with --id, or --replace it");
            }

            Sets.Import(set, parsed.GetValue(replace));
            var answer = new
            {
                set.Version.Id,
                set.Version.SourceHash,
                Rules = set.Rules.Length,
                Drgs = set.DrgNames.Length,
                TestCases = set.TestCases.Length,
                Issues = read.Issues.Length,
            };
            Answer.Write(session, parsed.GetValue(format)!, answer, output => output.WriteLine(session.Say(
                $"Imported {set.Version.Id}: {Session.Number(set.Rules.Length):rules} rules, " +
                $"{Session.Number(set.DrgNames.Length):drgNames} DRGs, {Session.Number(set.TestCases.Length):testCases} test cases")));
            if (!read.Issues.IsEmpty)
                session.Note(session.Say(Text.Count(read.Issues.Length,
                    $"{read.Issues.Length:issues} issue while reading: gruppera tables check {path}",
                    $"{read.Issues.Length:issues} issues while reading: gruppera tables check {path}")));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List(Session session)
    {
        var format = Answer.ShortFormatOption(session);
        var command = new Command("list", session.Say("List imported sets")) { format };
        command.SetAction(parsed =>
        {
            var sets = SetStore.Default.List();
            if (parsed.GetValue(format) == "json")
            {
                Answer.Write(session, session.Out, new { Sets = sets });
                return ExitCode.Done;
            }

            if (sets.IsEmpty)
            {
                session.Note(session.Say("No set is imported. Import one: gruppera tables import <delivery>"));
                return ExitCode.Done;
            }

            var columns = new Columns(
                "id", session.Say("country"), session.Say("year"), session.Say("rules"), "DRG", session.Say("imported"),
                session.Say("delivery"))
            {
                Right = [3, 4],
            };
            foreach (var set in sets)
            {
                columns.Add(
                    set.Version.Id, set.Version.Country, set.Version.Year > 0 ? $"{set.Version.Year}" : "",
                    Rows("drg_logic"), Rows("drg_name"), $"{set.ImportedAt:yyyy-MM-dd}", set.Version.Delivery);

                string Rows(string table) => Session.Number(set.Tables.FirstOrDefault(row => row.Name == table)?.Rows ?? 0);
            }

            columns.Write(session.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Export(Session session)
    {
        var set = SetArgument(session);
        var country = Sets.CountryOption(session);
        var format = new Option<string>("--format")
        {
            Description = session.Say("csv (a folder) or xlsx (a workbook)"),
            DefaultValueFactory = _ => "csv",
        };
        format.AcceptOnlyFromAmong("csv", "xlsx");
        var output = new Option<string?>("--output", "-o") { Description = session.Say("Folder or file (default: the set's id here)") };
        var command = new Command("export", session.Say("Write a set in the modern layout")) { set, country, format, output };
        command.SetAction(parsed =>
        {
            var definition = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var isWorkbook = parsed.GetValue(format) == "xlsx";
            var path = parsed.GetValue(output) ?? definition.Version.Id + (isWorkbook ? ".xlsx" : "");
            if (isWorkbook)
            {
                using var file = new AtomicOutput(path);
                ModernExcelWriter.Write(definition, file.Stream);
                file.Commit();
            }
            else
            {
                ModernCsvWriter.Write(definition, path);
            }

            session.Out.WriteLine(path);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Says that something was taken out of the store.</summary>
    internal static void Removed(Session session, string format, string id) =>
        Answer.Write(session, format, new { Removed = id }, output => output.WriteLine(session.Say($"Removed {id}")));

    private static Command Remove(Session session)
    {
        var set = SharedOptions.StoredSet(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("remove", session.Say("Remove an imported set")) { set, format };
        command.SetAction(parsed =>
        {
            var id = parsed.GetValue(set)!;
            if (!SetStore.IsId(id) || !SetStore.Default.Remove(id))
                throw SharedOptions.NoStoredSet(id);
            Removed(session, parsed.GetValue(format)!, id);
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary>The options that say how a delivery is read.</summary>
internal sealed class ReadingOptions(Session session)
{
    internal Option<string?> Prefer { get; } = new("--prefer")
    {
        Description = session.Say("Which copy of a table to use where they differ: dbase, csv, excel, json, or a file name"),
    };

    internal Option<int?> CodePage { get; } = new("--code-page")
    {
        Description = session.Say("Code page of dBase files whose header states the wrong one, such as 850"),
    };

    internal DefinitionReaderOptions Of(ParseResult parsed, string? id, string? country) => new()
    {
        Id = id,
        Country = country,
        Prefer = parsed.GetValue(Prefer),
        CodePage = parsed.GetValue(CodePage),
        TestCases = TestCases.Read,
    };
}

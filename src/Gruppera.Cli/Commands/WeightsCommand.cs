using System.CommandLine;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera weights</c>: weight lists, computed or published, and what differs between them.</summary>
internal static class WeightsCommand
{
    /// <summary>The user's own store of lists, beside that of sets.</summary>
    internal static WeightStore Store => new(SetStore.Default.Root);

    internal static Command Create(Session session) => new("weights", session.Say("Compute, store and compare weight lists"))
    {
        WeightsComputeCommand.Create(session), Import(session), List(session), Show(session), Diff(session),
        Remove(session),
    };

    private static Command Import(Session session)
    {
        var file = new Argument<string>("file") { Description = session.Say("Weight list, CSV or Excel, or JSON as compute writes it") };
        var id = new Option<string>("--id") { Description = session.Say("Id to store it under, of a-z, 0-9 and hyphen"), Required = true };
        var set = new Option<string?>("--set") { Description = session.Say("Id of the definition set that it is for") };
        var year = new Option<int?>("--year") { Description = SharedOptions.YearText(session) };
        var kind = new Option<string?>("--kind") { Description = SharedOptions.KindText(session) };
        kind.AcceptOnlyFromAmong("prospective", "retrospective", "reference");
        var kronor = AmountOption.Of(session, "--kronor", session.Say(Titles.KronorOfOne));
        var errata = new Option<string?>("--errata") { Description = SharedOptions.ErrataText(session) };
        var replace = SharedOptions.Replace(session);
        replace.Aliases.Add("--overwrite");
        var format = Answer.ShortFormatOption(session);
        var command = new Command("import", session.Say("Store a weight list"))
        {
            file, id, set, year, kind, kronor, errata, replace, format,
        };
        var choice = new WeightListChoice(session);
        choice.AddTo(command);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(id)!;
            if (!WeightStore.IsId(name))
                throw SharedOptions.BadId(name);
            if (Store.Exists(name) && !parsed.GetValue(replace))
                throw new UsageException($"There is already a list {name}: --replace it");
            var (read, unreadable) = Weights.ReadWithIssues(session, parsed.GetValue(file), choice.Of(parsed));
            var list = read!;
            var manifest = list.Manifest ?? new() { Material = Path.GetFileName(parsed.GetValue(file)!) };
            var stored = Add(
                new(name, list.Rows(), manifest with
                {
                    Id = name,
                    Set = parsed.GetValue(set) ?? manifest.Set,
                    Year = parsed.GetValue(year) ?? manifest.Year,
                    Kind = parsed.GetValue(kind) ?? manifest.Kind,
                    Kronor = parsed.GetValue(kronor) is { } one ? manifest.Kronor.Clear().Add("", one) : manifest.Kronor,
                    Errata = parsed.GetValue(errata) ?? manifest.Errata,
                }),
                parsed.GetValue(replace));
            var answer = new { stored.Manifest, Weights = stored.Count, Unreadable = unreadable };
            Answer.Write(session, parsed.GetValue(format)!, answer, output => output.WriteLine(session.Say(Text.Count(stored.Count,
                $"Stored {name}: {Session.Number(stored.Count):stored} DRG",
                $"Stored {name}: {Session.Number(stored.Count):stored} DRGs"))));
            return unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    /// <summary>Stores a list; one that another run has stored meanwhile stays.</summary>
    internal static WeightList Add(WeightList list, bool overwrite = false)
    {
        try
        {
            return Store.Add(list, overwrite);
        }
        catch (InvalidOperationException)
        {
            throw new UsageException($"Another run has stored a list {list.Manifest!.Id:id} in the meantime; that list was kept");
        }
    }

    private static Command List(Session session)
    {
        var format = Answer.ShortFormatOption(session);
        var command = new Command("list", session.Say("List the stored weight lists")) { format };
        command.SetAction(parsed =>
        {
            var columns = new Columns("id", "DRG", session.Say("set"), session.Say("type"), session.Say("year")) { Right = [1] };
            var lists = Store.List();
            if (parsed.GetValue(format) == "json")
            {
                Answer.Write(session, session.Out, new { Lists = lists.Select(list => new { list.Manifest, Weights = list.Count }) });
                return ExitCode.Done;
            }

            foreach (var list in lists)
                columns.Add(
                    list.Name, Session.Number(list.Count), list.Manifest!.Set, list.Manifest.Kind,
                    list.Manifest.Year > 0 ? $"{list.Manifest.Year}" : "");
            if (lists.Length > 0)
                columns.Write(session.Out);
            else
                session.Note(session.Say("No lists are stored: gruppera weights import FILE --id ID"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(Session session)
    {
        var id = new Argument<string>("list") { Description = session.Say("Id of a stored list, or a file") };
        var drg = new Option<string[]>("--drg")
        {
            Description = session.Say("Only these groups, or those whose code begins so"),
            AllowMultipleArgumentsPerToken = true,
        };
        var format = Answer.FormatOption(session);
        var command = new Command("show", session.Say("Show a weight list and its origin")) { id, drg, format };
        var choice = new WeightListChoice(session);
        choice.AddTo(command);
        command.SetAction(parsed =>
        {
            var (read, unreadable) = Weights.ReadWithIssues(session, parsed.GetValue(id), choice.Of(parsed));
            var list = Weights.Named(session, read!);
            var asked = parsed.GetValue(drg) ?? [];
            var rows = list.Rows()
                .Where(row => asked.Length == 0 || asked.Any(start => row.Drg.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
                .ToList();
            Answer.Write(session, parsed.GetValue(format)!, new { list.Manifest, Weights = rows }, _ => new Document()
                .Table(["", ""], ManifestText.Rows(session, list.Manifest ?? new() { Id = list.Name }))
                .Line("")
                .Lines(
                    [
                        "DRG", session.Say("weight"), session.Say("limit"), session.Say("days"), session.Say("care form"),
                        session.Say("name"),
                    ],
                    rows.Select(row =>
                        new[] { row.Drg, session.Weight(row.Weight), Limit(row.Limit), Limit(row.DaysLimit), Form(row), row.Text }),
                    [1, 2, 3], rows.Exists(row => Form(row).Length > 0) ? [3, 2] : [4, 3, 2]));
            return unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;

        static string Form(DrgWeight row) =>
            row.Specialty is { Length: > 0 } specialty ? $"{row.CareForm} {specialty}".Trim() : row.CareForm;
        static string Limit(double? limit) => limit is { } known ? Session.Number(known) : "-";
    }

    private static Command Remove(Session session)
    {
        var id = new Argument<string>("list") { Description = session.Say("Id of a stored list") };
        var format = Answer.ShortFormatOption(session);
        var command = new Command("remove", session.Say("Remove a stored weight list")) { id, format };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(id)!;
            if (!Store.Remove(name))
                throw Weights.Missing(name);
            TablesCommand.Removed(session, parsed.GetValue(format)!, name);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Diff(Session session)
    {
        var before = new Argument<string>("before") { Description = session.Say("The earlier list: id or file") };
        var after = new Argument<string>("after") { Description = session.Say("The later list: id or file") };
        var first = new Option<int>("--first")
        {
            Description = session.Say("How many of the largest differences to show"),
            DefaultValueFactory = _ => 30,
        };
        var format = Answer.FormatOption(session);
        var stake = new Option<string?>("--contacts")
        {
            Description = session.Say("Grouped contacts: what the later list is worth to each unit of --by"),
        };
        var by = GroupedFiles.ByOption(session, "hospital");
        var price = AmountOption.Of(session, "--price", session.Say("Kronor of weight 1.0, if not that of the later list"));
        var grouped = new GroupedOptions(session, isOfCosts: false);
        var command = new Command("diff", session.Say("Show what differs between two lists"))
        {
            before, after, first, stake, by, price, format,
        };
        grouped.AddOptionsTo(command);
        var choice = new WeightListChoice(session);
        choice.AddTo(command);
        command.SetAction(parsed =>
        {
            var (then, now) = (
                Weights.Named(session, Weights.Read(session, parsed.GetValue(before), choice.Of(parsed))!),
                Weights.Named(session, Weights.Read(session, parsed.GetValue(after), choice.Of(parsed))!));
            var diff = WeightDiff.Of(then, now);
            if (parsed.GetValue(stake) is { } path)
            {
                var columns = GroupedFiles.By(parsed.GetValue(by)!);
                var stakes = StakeRun.Run(new(path, then, now, columns) { Price = parsed.GetValue(price) }, grouped.Input(parsed));
                Answer.Write(session, parsed.GetValue(format)!, new { Diff = diff, Units = stakes }, _ =>
                    diff.Document(session, Math.Max(0, parsed.GetValue(first))).Stakes(session, stakes, string.Join(" / ", columns)));
            }
            else
            {
                Answer.Write(
                    session, parsed.GetValue(format)!, diff, answer => answer.Document(session, Math.Max(0, parsed.GetValue(first))));
            }

            return diff.IsEmpty ? ExitCode.Done : ExitCode.Different;
        });
        return command;
    }
}

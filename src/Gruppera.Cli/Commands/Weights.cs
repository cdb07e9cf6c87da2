using System.CommandLine;
using System.CommandLine.Parsing;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary>The weight list that a command was given.</summary>
internal static class Weights
{
    internal static Option<string?> Option(Session session) => new("--weights")
    {
        Description =
            session.Say("Weight list: id of a stored one, or a file, CSV or Excel, with a row that names a DRG and a weight column"),
    };

    /// <summary>Reads the list for a set; null if none was named. A list that belongs to another set is refused: by its manifest,
    /// or, where that names none, where the set knows fewer than half of its groups.</summary>
    internal static WeightList? Open(Session session, string? idOrPath, DefinitionSet set)
    {
        if (Read(session, idOrPath) is not { } list)
            return null;
        if (ListOfSet.Refusal(list, idOrPath!, set) is { } refusal)
            throw new UsageException(refusal);
        TellLacking(session, list, set);
        return list;
    }

    /// <summary>Counts the groups of a set that a list lacks.</summary>
    internal static void TellLacking(Session session, WeightList list, DefinitionSet set)
    {
        var (lacking, groups) = ListOfSet.Lacks(list, set);
        if (lacking > 0)
            session.Error.WriteLine(IssueHints.Line(
                new Issue(CommandIssues.DrgWithoutWeight, list.Name, Detail: $"{lacking} / {groups}"), session.Language));
    }

    /// <summary>Reads a stored list by id, or a file; null if none was named. How a file was understood is told, and rows that cannot be
    /// read.</summary>
    internal static WeightList? Read(Session session, string? idOrPath, WeightListOptions? options = null) =>
        ReadWithIssues(session, idOrPath, options).List;

    /// <summary>The same, and how many rows or limits could not be read.</summary>
    internal static (WeightList? List, int Unreadable) ReadWithIssues(Session session, string? idOrPath, WeightListOptions? options = null)
    {
        if (idOrPath is null)
            return default;
        options ??= session.WeightChoice;
        if (options is not null && options != new WeightListOptions()
            && (WeightsCommand.Store.Exists(idOrPath) || Path.GetExtension(idOrPath) == ".json"))
            throw OutputNames.WithoutEffect(
                "--weight-column, --limit-column, --weight-sheet, --decimal", session.Say("a weight list as it was published"));
        options ??= new();
        var file = WeightListFile.Read(WeightsCommand.Store, idOrPath, options);
        if (file.Reading is { Seen: { } seen } reading)
            session.Note(WeightListText.Line(session, Path.GetFileName(idOrPath), seen, reading.List?.Count ?? 0));
        foreach (var issue in file.Reading?.Issues ?? [])
            session.Tell(issue);
        var list = file.List ?? throw new UsageException(Refusal(file, idOrPath, options));
        session.Record.Lists[list.Name] = list;
        return (list, file.Unreadable);
    }

    /// <summary>The list with the names of groups in the language of the run, where the set that it is for is at hand and knows
    /// them.</summary>
    internal static WeightList Named(Session session, WeightList list) =>
        list.Manifest is { Set: var id } && GroupNames.IsAtHand(id) && Sets.Find(id, new()) is { IsUsable: true, Set: { } set }
            ? list.Named(GroupNames.Of(set, session.Language))
            : list;

    /// <summary>That there is no such list, and which may have been meant.</summary>
    internal static UsageException Missing(string id) => new(
        $"There is no weight list {id:idOrPath}" +
        $"{NearOffer.Of(id, WeightsCommand.Store.List().Select(list => list.Name)):near}");

    private static Text Refusal(WeightListFile file, string idOrPath, WeightListOptions options)
    {
        if (file.State == WeightListFileState.Damaged)
            return $"The stored weight list {idOrPath} was changed or damaged: import it again";
        if (file.State == WeightListFileState.Missing)
            return Missing(idOrPath).Text;
        return WeightListText.Refusal(idOrPath, file.Reading!, options);
    }
}

/// <summary>Options of commands that read a weight list as it was published.</summary>
internal sealed class WeightListChoice
{
    private readonly Option<string?> _weight;
    private readonly Option<string?> _limit;
    private readonly Option<string?> _sheet;
    private readonly Option<string?> _mark;

    /// <summary>Gives the options to every command that takes a list with <c>--weights</c>.</summary>
    internal static WeightListChoice AddTo(Session session, Command root)
    {
        var choice = new WeightListChoice(session, "--weight-sheet");
        foreach (var command in All(root).Where(command => command.Options.Any(IsOfLists)))
            choice.AddTo(command);
        return choice;
    }

    /// <summary>What a command line says of its lists; null if nothing.</summary>
    /// <exception cref="UsageException">It says something, but has no list.</exception>
    internal WeightListOptions? Given(ParseResult parsed)
    {
        if (!parsed.CommandResult.Command.Options.Any(IsOfLists))
            return null;
        var given = new[] { _weight, _limit, _sheet, _mark }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        if (given is null)
            return null;
        return parsed.CommandResult.Children.OfType<OptionResult>().Any(option => !option.Implicit && IsOfLists(option.Option))
            ? Of(parsed) : throw OutputNames.WithoutEffect(given.Name, "--weights");
    }

    private static bool IsOfLists(Option option) => option.Name is "--weights" or "--weights-after" or "--weights-by-date";

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    internal WeightListChoice(Session session, string sheet = "--sheet")
    {
        _weight = new("--weight-column") { Description = session.Say("Column of weights, if the list has several, such as Sjukhusvikt") };
        _limit = new("--limit-column") { Description = session.Say("Column of limits in kronor, if the list has several") };
        _sheet = new(sheet) { Description = session.Say("Sheet of the workbook, if several have a list") };
        _mark = new("--decimal") { Description = session.Say("Decimal mark, point or comma, if the numbers do not show it") };
        _mark.AcceptOnlyFromAmong("point", "comma");
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new[] { _weight, _limit, _sheet, _mark })
            command.Options.Add(option);
    }

    internal WeightListOptions Of(ParseResult parsed) => new()
    {
        WeightColumn = parsed.GetValue(_weight),
        LimitColumn = parsed.GetValue(_limit),
        Sheet = parsed.GetValue(_sheet),
        DecimalMark = parsed.GetValue(_mark) switch { "point" => '.', "comma" => ',', _ => '\0' },
    };
}

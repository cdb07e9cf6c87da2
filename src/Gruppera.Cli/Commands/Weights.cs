using System.CommandLine;
using System.CommandLine.Parsing;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;

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
        if (Refusal(list, idOrPath!, set) is { } refusal)
            throw refusal;
        TellLacking(session, list, set);
        return list;
    }

    /// <summary>Counts the groups of a set that a list lacks.</summary>
    internal static void TellLacking(Session session, WeightList list, DefinitionSet set)
    {
        var drgs = set.Rules.Select(rule => rule.Drg).Distinct().ToList();
        var lacking = drgs.Count - drgs.Count(list.Rows().Select(row => row.Drg).ToHashSet(StringComparer.Ordinal).Contains);
        if (lacking > 0)
            session.Error.WriteLine(IssueHints.Line(
                new Issue(CommandIssues.DrgWithoutWeight, list.Name, Detail: $"{lacking} / {drgs.Count}"), session.Language));
    }

    /// <summary>Why a list does not belong to a set; null if it does.</summary>
    internal static UsageException? Refusal(WeightList list, string idOrPath, DefinitionSet set)
    {
        if (list.Manifest is { Set: { Length: > 0 } other } && other != set.Version.Id)
        {
            return new($"The weight list {idOrPath} is for {other}, not {set.Version.Id}: choose that set, or another list");
        }

        var drgs = set.Rules.Select(rule => rule.Drg).ToHashSet(StringComparer.Ordinal);
        var groups = list.Rows().Select(row => row.Drg).Distinct().ToList();
        var known = groups.Count(drgs.Contains);
        return known == 0 || (known * 2 < groups.Count && list.Manifest is not { Set.Length: > 0 })
            ? new($"The weight list {idOrPath} belongs to another set: {set.Version.Id} has {known} of its {groups.Count:groups} DRGs")
            : null;
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
        if (WeightsCommand.Store.Exists(idOrPath))
        {
            return (WeightsCommand.Store.Open(idOrPath) ?? throw new UsageException(
                $"The stored weight list {idOrPath} was changed or damaged: import it again"), 0);
        }

        if (!File.Exists(idOrPath))
            throw new UsageException(
                $"There is no weight list {idOrPath}{NearOffer.Of(idOrPath, WeightsCommand.Store.List().Select(list => list.Name)):near}");
        var name = Path.GetFileName(idOrPath);
        if (Path.GetExtension(idOrPath) == ".json")
        {
            return (WeightJson.Read(name, File.ReadAllBytes(idOrPath)) ?? throw new UsageException(
                $"The weight list {idOrPath} cannot be used"), 0);
        }

        options ??= new();
        var reading =
            WeightListReader.Read(name, [.. TableFile.Sheets(idOrPath).Select(sheet => new WeightSheet(sheet.Name, sheet.Rows))], options);
        if (reading is { Seen: { } seen, List: var list })
            session.Error.WriteLine(WeightListText.Line(session, name, seen, list?.Count ?? 0));
        foreach (var issue in reading.Issues)
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        var refusal = WeightListText.Refusal(idOrPath, reading, options);
        return (
            reading.List ?? throw new UsageException(refusal), reading.Issues.Count(issue => issue.Code.Severity == IssueSeverity.Error));
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

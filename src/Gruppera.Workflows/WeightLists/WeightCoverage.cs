using System.Globalization;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Weights;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.WeightLists;

/// <summary>How much of a file a weight list knows. Immutable.</summary>
/// <param name="List">Name of the list.</param>
/// <param name="Contacts">Contacts that have a group.</param>
/// <param name="Weighted">Those whose group has a weight.</param>
/// <param name="Groups">Groups of the file.</param>
/// <param name="WeightedGroups">Groups that have a weight.</param>
public sealed record WeightCoverage(string List, long Contacts, long Weighted, int Groups, int WeightedGroups)
{
    private const double Fewest = 0.5;

    /// <summary>Share of contacts that have a weight.</summary>
    public double Share => Contacts == 0 ? 1 : (double)Weighted / Contacts;

    /// <summary>True if fewer than half of the contacts have a weight: the list belongs to another set, and an index would say
    /// nothing.</summary>
    public bool IsTooLittle => Share < Fewest;

    /// <summary>What is told before any figure; null if every contact has a weight.</summary>
    public Issue? Issue => Weighted == Contacts ? null : new(WorkflowIssues.FewWeights, List, Detail: FormattableString.Invariant(
        $"{Weighted} / {Contacts} contacts, {100 * Share:0.0} %; {WeightedGroups} / {Groups} DRG"));

    /// <summary>How much a list knows of the contacts of a table.</summary>
    /// <param name="table">Contacts counted by unit and group, with the list.</param>
    public static WeightCoverage Of(CasemixTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Lists.Name, Cells(table));
    }

    private static WeightCoverage Of(string list, IEnumerable<Cell> all)
    {
        var cells = all.Where(cell => cell.Drg.Length > 0).ToList();
        var groups = cells.GroupBy(cell => cell.Drg, StringComparer.Ordinal).ToList();
        return new(
            list, cells.Sum(cell => cell.Contacts), cells.Where(cell => cell.IsWeighted).Sum(cell => cell.Contacts),
            groups.Count, groups.Count(group => group.Any(cell => cell.IsWeighted)));
    }

    private static IEnumerable<Cell> Cells(CasemixTable table) =>
        table.Cells.Select(cell => new Cell(cell.Drg, cell.Year, cell.All.Contacts, cell.Weight is not null));

    /// <summary>Tells which contacts the list has no weight for, before any figure; of lists by year, of each year.</summary>
    /// <exception cref="FewWeightsException">It has one for fewer than half of them, in a year or in all, which is not allowed.</exception>
    internal static void Check(GroupedInput input, bool allowsFew, params CasemixTable[] tables) =>
        Check(input, allowsFew, tables[0].Lists, [.. tables.Select(Cells)]);

    /// <summary>The same of care days.</summary>
    /// <exception cref="FewWeightsException">The list knows fewer than half of the contacts, in a year or in all.</exception>
    internal static void Check(GroupedInput input, bool allowsFew, YearlyWeights lists, StayTable table) =>
        Check(input, allowsFew, lists,
        [
            table.Cells.Select(cell => new Cell(
                cell.Drg, lists.AreByYear ? cell.Year : 0, cell.Days.Sum(pair => pair.Value),
                lists.Of(cell.Year)?.Find(cell.Drg, cell.CareForm, cell.Specialty) is not null)),
        ]);

    private static void Check(GroupedInput input, bool allowsFew, YearlyWeights lists, params IEnumerable<Cell>[] tables)
    {
        var all = tables.Select(table => table.ToList()).ToList();
        foreach (var year in all.SelectMany(cells => cells).Where(cell => lists.Of(cell.Year) is null)
            .GroupBy(cell => cell.Year).OrderBy(year => year.Key))
        {
            var contacts = year.Sum(cell => cell.Contacts);
            input.Unusable += contacts;
            input.Host.Tell(new(
                WorkflowIssues.YearWithoutList, Value: year.Key == 0 ? "-" : year.Key.ToString(CultureInfo.InvariantCulture),
                Detail: contacts.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (var cells in all)
        {
            var whole = Of(lists.Name, cells);
            var parts = !lists.AreByYear ? [whole] : cells.Where(cell => lists.Of(cell.Year) is not null).GroupBy(cell => cell.Year)
                .OrderBy(year => year.Key)
                .Select(year => Of(string.Create(CultureInfo.InvariantCulture, $"{year.Key}={lists.Of(year.Key)!.Name}"), year)).ToList();
            foreach (var issue in parts.Select(part => part.Issue).OfType<Issue>())
                input.Host.Tell(issue);
            if (!allowsFew && parts.Append(whole).FirstOrDefault(part => part.IsTooLittle) is { } few)
                throw new FewWeightsException(few);
        }
    }

    private readonly record struct Cell(string Drg, int Year, long Contacts, bool IsWeighted);
}

/// <summary>A weight list has a weight for fewer than half of the contacts.</summary>
/// <param name="coverage">How many it has.</param>
public sealed class FewWeightsException(WeightCoverage coverage) : RefusedException(
    $"The weight list {coverage.List} has a weight for {Percent(coverage):share} % of the contacts: choose another list")
{
    /// <summary>How many it has.</summary>
    public WeightCoverage Coverage => coverage;

    /// <summary>Per cent of the contacts, as messages show it.</summary>
    public string Share => Percent(coverage);

    private static string Percent(WeightCoverage coverage) => (100 * coverage.Share).ToString("0.0");
}

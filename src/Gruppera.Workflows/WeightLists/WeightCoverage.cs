using Gruppera.Casemix.Indices;

namespace Gruppera.Workflows.WeightLists;

/// <summary>How much of a file a weight list knows. Immutable.</summary>
/// <param name="List">Name of the list.</param>
/// <param name="Contacts">Contacts that have a group.</param>
/// <param name="Weighted">Those whose group has a weight.</param>
/// <param name="Groups">Groups of the file.</param>
/// <param name="WeightedGroups">Groups that have a weight.</param>
internal sealed record WeightCoverage(string List, long Contacts, long Weighted, int Groups, int WeightedGroups)
{
    private const double Fewest = 0.5;

    /// <summary>Share of contacts that have a weight.</summary>
    internal double Share => Contacts == 0 ? 1 : (double)Weighted / Contacts;

    /// <summary>True if fewer than half of the contacts have a weight: the list belongs to another set, and an index would say
    /// nothing.</summary>
    internal bool IsTooLittle => Share < Fewest;

    /// <summary>What is told before any figure; null if every contact has a weight.</summary>
    internal Issue? Issue => Weighted == Contacts ? null : new(WorkflowIssues.FewWeights, List, Detail: FormattableString.Invariant(
        $"{Weighted} / {Contacts} contacts, {100 * Share:0.0} %; {WeightedGroups} / {Groups} DRG"));

    internal static WeightCoverage Of(CasemixTable table)
    {
        var cells = table.Cells.Where(cell => cell.Drg.Length > 0).ToList();
        var groups = cells.GroupBy(cell => cell.Drg, StringComparer.Ordinal).ToList();
        return new(
            table.List.Name, cells.Sum(cell => cell.All.Contacts),
            cells.Where(cell => cell.Weight is not null).Sum(cell => cell.All.Contacts),
            groups.Count, groups.Count(group => group.Any(cell => cell.Weight is not null)));
    }
}

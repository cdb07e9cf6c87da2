using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>What a casemix report finds, in sentences: the first of each pair says it, the second more of it.</summary>
internal sealed class CasemixFindings(CasemixCells cells)
{
    private const double Nothing = 0.0005;

    private Voice Voice => cells.Voice;

    private CasemixReport Report => cells.Report;

    private CasemixFigures All => Report.Casemix.All.All;

    /// <summary>Units that are compared: those large enough, or all where none is.</summary>
    internal UnitIndices[] Compared =>
        cells.Units.Where(unit => !unit.IsSmall).ToArray() is { Length: > 0 } large ? large : cells.Units;

    internal FunnelPoint[] Above => [.. cells.Funnel.Where(point => point.Beyond > 0).OrderByDescending(point => point.Value)];

    internal FunnelPoint[] Below => [.. cells.Funnel.Where(point => point.Beyond < 0).OrderBy(point => point.Value)];

    /// <summary>Parts of the change that are something, the largest first.</summary>
    internal (string Name, double Kronor)[] Parts => Report.Changes is not { All.Cost: var cost } ? [] :
    [
        .. new[]
        {
            (Say(cost.Volume < 0 ? (Text)"fewer contacts" : "more contacts"), (double)cost.Volume),
            (Say(cost.Casemix < 0 ? (Text)"a lighter casemix" : "a heavier casemix"), (double)cost.Casemix),
            (Say(cost.Productivity < 0 ? (Text)"a lower cost per DRG point" : "a higher cost per DRG point"), (double)cost.Productivity),
            (Say(cost.Price < 0 ? (Text)"lower prices" : "higher prices"), (double)cost.Price),
        }.Where(part => Math.Abs(part.Item2) > 0).OrderByDescending(part => Math.Abs(part.Item2)),
    ];

    internal IEnumerable<(string Finding, string More)> Key()
    {
        yield return Volume();
        if (cells.HasCost && cells.Funnel.Length > 1)
            yield return (CostPerPoint(), Highest());
        else if (Compared.Length > 1)
            yield return (Casemix(), "");
        if (cells.ShowsOutliers)
            yield return (Outliers(), MostOutliers());
    }

    /// <summary>The change since the year before; without one, what there is.</summary>
    internal (string Finding, string More) Volume()
    {
        if (Report.Changes is { All: { Before.Cost: > 0 } change } && cells.HasCost)
        {
            var share = (double)(change.Cost.Total / change.Before.Cost);
            var amount = cells.Millions((double)Math.Abs(change.Cost.Total));
            var finding = Math.Abs(share) < Nothing
                ? Say(CasemixWords.SameCost)
                : share > 0
                ? Say($"The cost rose by {cells.Percent(share):percent}, {amount} million kronor.")
                : Say($"The cost fell by {cells.Percent(-share):percent}, {amount} million kronor.");
            var parts = string.Join(", ", Parts.Select(part =>
                $"{part.Name} {CasemixCells.Signed(part.Kronor, kronor => cells.Millions(kronor))}"));
            return (finding, parts.Length > 0 ? Say($"In million kronor: {parts}.") : "");
        }

        var (contacts, points) = (Voice.Number(All.Contacts), Voice.Number(All.Points));
        return (
            Say($"{contacts} contacts gave {points} DRG points."),
            cells.HasCost
                ? Say($"They cost {cells.Millions((double)All.Cost):total} million kronor, " +
                    $"{Voice.Number(All.CostPerPoint.Value):kronor} kronor per DRG point.")
                : "");
    }

    internal string CostPerPoint()
    {
        var (above, below, all) = (Above.Length, Below.Length, Voice.Number(cells.Funnel.Length));
        if (above == 0 && below == 0)
            return Say($"No unit has a cost per DRG point that differs by more than chance.");
        if (below == 0)
            return Say(Text.Count(
                above, $"{above} of {all} units has a higher cost per DRG point than chance explains.",
                $"{above} of {all} units have a higher cost per DRG point than chance explains."));
        if (above == 0)
            return Say(Text.Count(
                below, $"{below} of {all} units has a lower cost per DRG point than chance explains.",
                $"{below} of {all} units have a lower cost per DRG point than chance explains."));
        return Say($"Of {all} units {above} have a higher and {below} a lower cost per DRG point than chance explains.");
    }

    private string Highest() => (Above.FirstOrDefault() ?? Below.FirstOrDefault()) is not { } unit ? Spread() :
        unit.Value >= unit.Target
        ? Say($"{Text.Verbatim(cells.Name(unit.Unit)):unit} has {Voice.Number(unit.Value):kronor} kronor per DRG point, " +
            $"{cells.Percent((unit.Value / unit.Target) - 1):percent} more than all units together.")
        : Say($"{Text.Verbatim(cells.Name(unit.Unit)):unit} has {Voice.Number(unit.Value):kronor} kronor per DRG point, " +
            $"{cells.Percent(1 - (unit.Value / unit.Target)):percent} less than all units together.");

    private string Spread()
    {
        var compared = Compared.Select(unit => unit.Unit).ToHashSet();
        var points = cells.Funnel.Where(point => compared.Contains(point.Unit)).OrderBy(point => point.Value).ToList();
        return points.Count < 2 ? "" : Say(
            $"It goes from {Voice.Number(points[0].Value):low} kronor ({Text.Verbatim(cells.Name(points[0].Unit)):lowest}) to " +
            $"{Voice.Number(points[^1].Value):high} kronor ({Text.Verbatim(cells.Name(points[^1].Unit)):highest}).");
    }

    private string MostOutliers() =>
        Compared.Intersect(cells.Divided).Where(unit => double.IsFinite(unit.OutlierCost)).MaxBy(unit => unit.OutlierCost) is { } most
        && Compared.Length > 1
            ? Say($"They weigh most at {Text.Verbatim(cells.Name(most.Unit)):unit}: {cells.Percent(most.OutlierCost):cost} of its cost.")
            : "";

    internal string Outliers() => Say(
        $"Outliers are {cells.Percent(Report.Casemix.All.Outliers.Value):contacts} of the contacts and " +
        $"{cells.Percent(Report.Casemix.All.OutlierCost):cost} of the cost.");

    internal string Casemix()
    {
        var units = Compared.Where(unit => double.IsFinite(unit.All.Index.Value)).OrderByDescending(unit => unit.All.Index.Value).ToList();
        if (units.Count < 2)
            return Say($"The casemix index is {Voice.Weight3(All.Index.Value):index}.");
        return Say(
            $"{Text.Verbatim(cells.Name(units[0].Unit)):heaviest} has the heaviest casemix and " +
            $"{Text.Verbatim(cells.Name(units[^1].Unit)):lightest} the lightest.");
    }

    internal string Mdcs((string Name, double Share)[] mdcs) => mdcs.Length == 0
        ? Say("Profile by MDC")
        : Say($"{Text.Verbatim(mdcs[0].Name):mdc} has most DRG points, {cells.Percent(mdcs[0].Share):percent}.");

    internal string Change()
    {
        var total = (double)Report.Changes!.All.Cost.Total;
        var amount = cells.Millions(Math.Abs(total));
        return Parts is not [var (name, kronor), ..] || Math.Abs(total) < CasemixCells.Million / 20
            ? Say(CasemixWords.SameCost)
            : total > 0
            ? kronor > 0
                ? Say($"The cost rose by {amount} million kronor, mostly through {name}.")
                : Say($"The cost rose by {amount} million kronor, in spite of {name}.")
            : kronor < 0
            ? Say($"The cost fell by {amount} million kronor, mostly through {name}.")
            : Say($"The cost fell by {amount} million kronor, in spite of {name}.");
    }

    private string Say(Text text) => cells.Say(text);
}

namespace Gruppera.Casemix.Indices;

/// <summary>The indices of a unit on one side. Immutable.</summary>
/// <remarks>Sources: Socialstyrelsen, "DRG - grundläggande begrepp och principer" (2017), casemix index, outliers;
/// docs/casemix/indices.md.</remarks>
public sealed record CasemixFigures
{
    /// <summary>Contacts.</summary>
    public required long Contacts { get; init; }

    /// <summary>Contacts without a group or a weight: in <see cref="Contacts"/> and in nothing that has points.</summary>
    public required long WithoutWeight { get; init; }

    /// <summary>Share of contacts that have a weight: what the index is of. Not a number without contacts.</summary>
    public double WeightedShare => Contacts == 0 ? double.NaN : 1 - ((double)WithoutWeight / Contacts);

    /// <summary>Contacts without a usable cost: in nothing that has costs.</summary>
    public required long WithoutCost { get; init; }

    /// <summary>DRG points: the sum of weights.</summary>
    public required double Points { get; init; }

    /// <summary>Care days.</summary>
    public required long Days { get; init; }

    /// <summary>Cost in kronor.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Casemix index: points per contact.</summary>
    public required Estimate Index { get; init; }

    /// <summary>Mean cost in kronor.</summary>
    public required Estimate MeanCost { get; init; }

    /// <summary>Cost per DRG point in kronor, of contacts with both.</summary>
    public required Estimate CostPerPoint { get; init; }

    /// <summary>What a contact would cost with the casemix of all units: cost per point x index of all.</summary>
    public required Estimate AdjustedCost { get; init; }

    /// <summary>Share of complicated and very complicated groups among contacts in groups that are divided by complication.</summary>
    public required Estimate Complicated { get; init; }

    /// <summary>Secondary diagnoses per contact.</summary>
    public required Estimate SecondaryDiagnoses { get; init; }

    /// <summary>Makes the figures of some cells.</summary>
    /// <param name="cells">Cells of one unit, or of several together.</param>
    /// <param name="side">Which contacts.</param>
    /// <param name="indexOfAll">Casemix index of all units on that side; not a number if it is these cells' own.</param>
    public static CasemixFigures Of(IReadOnlyCollection<CasemixCell> cells, Side side, double indexOfAll = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var all = new ContactSums();
        var (weighted, costed, complicated, divided) = (0L, 0L, 0L, 0L);
        double points = 0, squares = 0, costPoints = 0, costSquares = 0, products = 0;
        Int128 cost = 0, squaredCost = 0;
        foreach (var cell in cells)
        {
            var sums = cell.Of(side);
            all.Add(sums);
            if (ComplicationFamily.Of(cell.Drg) is { } family)
            {
                divided += sums.Contacts;
                complicated += family.IsComplicated ? sums.Contacts : 0;
            }

            if (cell.Weight is not { Weight: var weight })
                continue;
            weighted += sums.Contacts;
            points += weight * sums.Contacts;
            squares += weight * weight * sums.Contacts;
            costed += sums.Costed;
            cost += sums.Cost;
            squaredCost += sums.SquaredCost;
            costPoints += weight * sums.Costed;
            costSquares += weight * weight * sums.Costed;
            products += weight * Kronor(sums.Cost);
        }

        var ratio = costPoints > 0 ? Kronor(cost) / costPoints : 0;
        var perPoint = Estimate.Ratio(
            costed, Kronor(cost), costPoints, ((double)squaredCost / 1e4) - (2 * ratio * products) + (ratio * ratio * costSquares))
            .WithoutInterval(all.IsOfVolumes);
        var index = Estimate.Mean(weighted, points, squares).NoLessThan(0);
        return new()
        {
            Contacts = all.Contacts,
            WithoutWeight = all.Contacts - weighted,
            WithoutCost = all.Contacts - all.Costed,
            Points = points,
            Days = all.Days,
            Cost = (decimal)all.Cost / 100,
            Index = index,
            MeanCost = Estimate.Mean(all.Costed, Kronor(all.Cost), (double)all.SquaredCost / 1e4)
                .NoLessThan(0).WithoutInterval(all.IsOfVolumes),
            CostPerPoint = perPoint,
            AdjustedCost = perPoint.Times(double.IsNaN(indexOfAll) ? index.Value : indexOfAll),
            Complicated = Estimate.Share(complicated, divided),
            SecondaryDiagnoses = Estimate.Mean(all.Described, all.SecondaryDiagnoses, all.SquaredSecondaryDiagnoses)
                .NoLessThan(0).WithoutInterval(all.IsOfVolumes),
        };
    }

    private static double Kronor(Int128 öre) => (double)öre / 100;
}

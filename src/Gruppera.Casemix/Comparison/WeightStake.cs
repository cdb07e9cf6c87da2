using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Comparison;

/// <summary>What another weight list is worth to a unit, for the contacts that it has. Immutable.</summary>
/// <param name="Unit">The unit; that of all for everything.</param>
/// <param name="Contacts">Contacts whose groups both lists have.</param>
/// <param name="Before">Their points by the earlier list.</param>
/// <param name="After">Their points by the later one.</param>
/// <param name="Kronor">The difference in kronor; not a number without a price.</param>
/// <param name="Error">Standard error of the difference in points: that of the weights of both lists; not a number where these tell
/// none.</param>
public sealed record WeightStake(ReportingUnit Unit, long Contacts, double Before, double After, double Kronor, double Error)
{
    /// <summary>Weighs the contacts of units by both lists.</summary>
    /// <param name="table">Contacts, with the later list.</param>
    /// <param name="before">The earlier list.</param>
    /// <param name="price">Kronor of weight 1.0; not a number for none.</param>
    /// <returns>Each unit, the largest difference first, and all of them last.</returns>
    public static ImmutableArray<WeightStake> Of(CasemixTable table, WeightList before, double price)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(before);
        return
        [
            .. table.Units.Where(unit => !unit.Parts.IsEmpty).Select(unit => Weigh(unit, table.Of(unit)))
                .OrderByDescending(unit => Math.Abs(unit.After - unit.Before)).ThenBy(unit => unit.Unit.ToString(), StringComparer.Ordinal),
            Weigh(ReportingUnit.All, table.Cells),
        ];

        WeightStake Weigh(ReportingUnit unit, IEnumerable<CasemixCell> cells)
        {
            var (contacts, then, now, errors) = (0L, 0.0, 0.0, new Dictionary<DrgWeight, (long Count, double Square)>());
            foreach (var cell in cells)
            {
                if (cell.Weight is not { } row || before.Find(cell.Drg, cell.CareForm, cell.Specialty) is not { } old)
                    continue;
                var count = cell.All.Contacts;
                (contacts, then, now) = (contacts + count, then + (count * old.Weight), now + (count * row.Weight));
                var square = Square(old) + Square(row);
                errors[row] = (errors.GetValueOrDefault(row).Count + count, square);
            }

            return new(
                unit, contacts, then, now, price * (now - then),
                Math.Sqrt(errors.Values.Sum(each => (double)each.Count * each.Count * each.Square)));
        }

        static double Square(DrgWeight row) => WeightDiff.ErrorOf(row) is { } error ? Math.Pow(error * row.Weight, 2) : double.NaN;
    }
}

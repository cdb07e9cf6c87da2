using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>A month of a unit.</summary>
/// <param name="Unit">The unit; that of all for everything.</param>
/// <param name="Month">The month, as 2025-03.</param>
/// <param name="Contacts">Contacts, with a weight or without.</param>
/// <param name="Sums">Those that have a weight and a cost.</param>
public sealed record MonthRow(ReportingUnit Unit, string Month, long Contacts, PeriodSums Sums);

/// <summary>How a measure of a unit moves from month to month.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Measure"><c>contacts</c>, <c>index</c> or <c>cost_per_point</c>;
/// the last at one price level where there is an index.</param>
/// <param name="PerYear">Change in a year as a share: the slope of the logarithm over months, by least squares;
/// its interval is Student's.</param>
public sealed record Trend(ReportingUnit Unit, string Measure, Estimate PerYear);

/// <summary>Months one after the other, and their trend. Immutable.</summary>
/// <param name="Months">Rows, by unit and month; those of everything last.</param>
/// <param name="Trends">Trends, by unit; of three months or more.</param>
/// <param name="Undated">Contacts without a month, in no row.</param>
public sealed record MonthlySeries(ImmutableArray<MonthRow> Months, ImmutableArray<Trend> Trends, long Undated)
{
    private const int FewestMonths = 3;
    private const int MonthsOfYear = 12;
    private const double FewestOfMonth = 1.0 / 3;

    /// <summary>Months at the ends with fewer than a third of the contacts of the largest month: incomplete, and not in the
    /// trends.</summary>
    public ImmutableArray<string> LeftOut { get => field.IsDefault ? [] : field; init; }

    /// <summary>Makes the series of some tables of one list.</summary>
    /// <param name="tables">Tables whose units end in the month.</param>
    /// <param name="parts">Parts of the unit that is shown; the month is the last part of all.</param>
    /// <param name="prices">Price level of each year, or null.</param>
    /// <param name="side">Which contacts.</param>
    public static MonthlySeries Of(IEnumerable<CasemixTable> tables, int parts, PeriodPrices? prices, Side side)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var cells = tables.SelectMany(table => table.Units.SelectMany(unit => table.Of(unit).Select(cell => (
            Unit: new ReportingUnit(unit.Parts[..parts]),
            Month: unit.Parts[^1],
            Cell: new PricedCell(unit, cell, prices?.FactorOf(unit)))))).ToList();
        var undated = cells.Where(cell => Place(cell.Month) is null).Sum(cell => cell.Cell.Cell.Of(side).Contacts);
        cells.RemoveAll(cell => Place(cell.Month) is null);
        var units = parts == 0 ? [] : cells.GroupBy(cell => cell.Unit).OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal)
            .SelectMany(unit => Rows(unit.Key, unit)).ToList();
        ImmutableArray<MonthRow> months = [.. units, .. Rows(ReportingUnit.All, cells)];
        var whole = WholeMonths([.. months.Where(row => row.Unit.Parts.IsEmpty)]);
        return new(
            months,
            [
                .. months.GroupBy(row => row.Unit).SelectMany(rows =>
                    TrendsOf(rows.Key, [.. rows.Where(row => whole.Contains(row.Month))])),
            ],
            undated)
        { LeftOut = [.. months.Where(row => row.Unit.Parts.IsEmpty && !whole.Contains(row.Month)).Select(row => row.Month)] };

        IEnumerable<MonthRow> Rows(ReportingUnit unit, IEnumerable<(ReportingUnit Unit, string Month, PricedCell Cell)> of) => of
            .GroupBy(cell => cell.Month, StringComparer.Ordinal).OrderBy(month => month.Key, StringComparer.Ordinal)
            .Select(month => new MonthRow(
                unit,
                month.Key,
                month.Sum(cell => cell.Cell.Cell.Of(side).Contacts),
                PeriodSums.Of(month.Select(cell => cell.Cell), side)));
    }

    /// <summary>Months but for those at the ends with few contacts: incomplete ones, and those of stays that ended long after the
    /// others.</summary>
    private static HashSet<string> WholeMonths(List<MonthRow> months)
    {
        var fewest = FewestOfMonth * months.Select(row => row.Contacts).DefaultIfEmpty().Max();
        var (first, last) = (months.FindIndex(row => row.Contacts >= fewest), months.FindLastIndex(row => row.Contacts >= fewest));
        return [.. months.Where((_, i) => first <= i && i <= last).Select(row => row.Month)];
    }

    private static IEnumerable<Trend> TrendsOf(ReportingUnit unit, List<MonthRow> rows)
    {
        yield return new(unit, "contacts", Slope(rows, row => row.Contacts));
        yield return new(unit, "index", Slope(rows, row => (double)(row.Sums.Index ?? 0)));
        yield return new(unit, "cost_per_point", Slope(
            rows, row => row.Sums.Points > 0 ? (double)((row.Sums.RealCost ?? row.Sums.Cost) / row.Sums.Points) : 0));
    }

    private static Estimate Slope(List<MonthRow> rows, Func<MonthRow, double> measure)
    {
        var points = rows.Select(row => (X: Place(row.Month)!.Value, Y: measure(row))).Where(point => point.Y > 0)
            .Select(point => (point.X, Y: Math.Log(point.Y))).ToList();
        if (points.Count < FewestMonths)
            return Estimate.None(points.Count);
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var spread = points.Sum(point => (point.X - x) * (point.X - x));
        var slope = points.Sum(point => (point.X - x) * (point.Y - y)) / spread;
        var left = points.Sum(point => Math.Pow(point.Y - y - (slope * (point.X - x)), 2));
        var half = Distributions.StudentQuantile95(points.Count - 2) * Math.Sqrt(left / (points.Count - 2) / spread);
        return new(points.Count, PerYear(slope), PerYear(slope - half), PerYear(slope + half));
    }

    private static double PerYear(double slope) => Math.Exp(MonthsOfYear * slope) - 1;

    /// <summary>Months from year 0; null for another text.</summary>
    private static double? Place(string month) =>
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (date.Year * MonthsOfYear) + date.Month
            : null;
}

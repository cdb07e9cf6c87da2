using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>What one change of method (codes, logic, joined episodes) is of a change of the casemix index. Immutable.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Change">The index with it less the index without it, of the same care.</param>
/// <param name="Error">Its standard error, contact by contact; not a number where the two are not the same contacts.</param>
public sealed record IndexStep(string Name, decimal Change, double Error)
{
    /// <summary>Lower and upper end of the 95 % interval.</summary>
    [JsonIgnore]
    public (double Low, double High) Interval =>
        ((double)Change - (Distributions.Z95 * Error), (double)Change + (Distributions.Z95 * Error));
}

/// <summary>A change of the casemix index in parts that add up exactly: patients, complicated coding, and each change of method.
/// Immutable.</summary>
/// <param name="Unit">The unit; that of all for everything, or an MDC.</param>
/// <param name="Mdc">The MDC; empty if it is about all of them.</param>
/// <param name="Before">Index of the first period.</param>
/// <param name="After">Index of the second.</param>
/// <param name="Parts">Patients and complicated coding, between the first period and the second made as that was.</param>
/// <param name="Steps">The changes of method, in the order in which they were taken away.</param>
/// <remarks>The second period is given anew without one change after the other; each is the difference of the two indices that it lies
/// between, so that all add up. In another order the parts may be others. docs/casemix/compare.md.</remarks>
public sealed record IndexSteps(
    ReportingUnit Unit, string Mdc, decimal Before, decimal After, IndexParts Parts, ImmutableArray<IndexStep> Steps)
{
    private const int Decimals = 9;

    /// <summary>The whole change: the sum of all parts.</summary>
    public decimal Total => After - Before;

    /// <summary>Divides the change of each unit, of each MDC and of all.</summary>
    /// <param name="before">The first period.</param>
    /// <param name="after">The second period.</param>
    /// <param name="steps">Changes of method, each with the second period without it and without those before it.</param>
    /// <param name="parts">Parts of a contact's unit that are the unit.</param>
    public static ImmutableArray<IndexSteps> Of(
        CasemixTable before, (CasemixTable Table, PairedWeights Weights) after,
        IReadOnlyList<(string Name, CasemixTable Table, PairedWeights Weights)> steps, int parts)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(steps);
        List<(CasemixTable Table, PairedWeights Weights)> periods = [after, .. steps.Select(step => (step.Table, step.Weights))];
        var (first, later) = (Cells(before), periods.Select(period => Cells(period.Table)).ToList());
        var units = first.Concat(later[0]).Select(cell => cell.Unit).Distinct().OrderBy(unit => unit.ToString(), StringComparer.Ordinal);
        var mdcs = first.Concat(later[0]).Select(cell => cell.Cell.Mdc).Where(mdc => mdc.Length > 0).Distinct()
            .Order(StringComparer.Ordinal);
        return
        [
            .. units.Select(unit => (Unit: unit, Mdc: "")).Concat(mdcs.Select(mdc => (Unit: ReportingUnit.All, Mdc: mdc)))
                .Append((Unit: ReportingUnit.All, Mdc: "")).Distinct()
                .Select(row => Of(
                    row.Unit, row.Mdc, first.Where(cell => IsOf(row, cell.Unit, cell.Cell.Mdc)),
                    [.. later.Select(cells => cells.Where(cell => IsOf(row, cell.Unit, cell.Cell.Mdc)))],
                    [.. steps.Select((step, i) => (step.Name, PairedWeights.Error(
                        periods[i].Weights, periods[i + 1].Weights, (unit, mdc) => IsOf(row, new(unit.Parts[..parts]), mdc))))],
                    Side.All)).OfType<IndexSteps>(),
        ];

        static List<PricedCell> Cells(CasemixTable table) =>
            [.. table.Units.SelectMany(unit => table.Of(unit).Select(cell => new PricedCell(unit, cell, null)))];

        static bool IsOf((ReportingUnit Unit, string Mdc) row, ReportingUnit unit, string mdc) =>
            row.Mdc.Length > 0 ? mdc == row.Mdc : row.Unit.Parts.IsEmpty || unit.Equals(row.Unit);
    }

    private static IndexSteps? Of(
        ReportingUnit unit, string mdc, IEnumerable<PricedCell> before, IReadOnlyList<IEnumerable<PricedCell>> after,
        IReadOnlyList<(string Name, double Error)> steps, Side side)
    {
        var indices = after.Select(cells => Index(cells)).ToList();
        if (Index(before) is not { } first || indices.Contains(null) || IndexParts.Of(before, after[^1], side) is not { } parts)
            return null;
        return new(
            unit, mdc, first, indices[0]!.Value, parts with { Coding = indices[^1]!.Value - first - parts.Patients },
            [.. steps.Select((step, i) => new IndexStep(step.Name, indices[i]!.Value - indices[i + 1]!.Value, step.Error))]);

        decimal? Index(IEnumerable<PricedCell> cells) =>
            PeriodSums.Of(cells, side).Index is { } index ? Math.Round(index, Decimals, MidpointRounding.AwayFromZero) : null;
    }
}

/// <summary>The weights of contacts by id in two files of the same care: how much chance is in the difference of their means. Filled, then
/// asked; not thread-safe.</summary>
public sealed class PairedWeights
{
    private readonly Dictionary<string, (ReportingUnit Unit, string Mdc, double Weight)> _weights = new(StringComparer.Ordinal);

    /// <summary>Contacts without an id of their own, or whose id another has: nothing can be paired then.</summary>
    private bool _isMixed;

    /// <summary>Adds a contact that has a weight and a cost.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="mdc">MDC of its group.</param>
    /// <param name="weight">Weight of its group.</param>
    public void Add(string? id, ReportingUnit unit, string mdc, double weight)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(mdc);
        _isMixed |= string.IsNullOrEmpty(id) || !_weights.TryAdd(id, (unit, mdc, weight));
    }

    /// <summary>Standard error of the difference of two means over the contacts of a unit or MDC; not a number where the contacts are not
    /// the same.</summary>
    internal static double Error(PairedWeights one, PairedWeights other, Func<ReportingUnit, string, bool> isOf)
    {
        if (one._isMixed || other._isMixed)
            return double.NaN;
        var (count, sum, squares) = (0L, 0.0, 0.0);
        foreach (var (id, (unit, mdc, weight)) in one._weights)
        {
            if (!isOf(unit, mdc))
                continue;
            if (!other._weights.TryGetValue(id, out var then))
                return double.NaN;
            var difference = weight - then.Weight;
            (count, sum, squares) = (count + 1, sum + difference, squares + (difference * difference));
        }

        return count < 2 || other._weights.Values.Count(each => isOf(each.Unit, each.Mdc)) != count ? double.NaN
            : Math.Sqrt(Math.Max(0, squares - (sum * sum / count)) / (count - 1) / count);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Production;

/// <summary>Two periods to compare. Immutable.</summary>
/// <param name="Before">Grouped contacts of the first period.</param>
/// <param name="After">Grouped contacts of the second.</param>
/// <param name="Lists">Weights.</param>
/// <param name="By">Columns that make up the unit.</param>
public sealed record PeriodRequest(string Before, string After, YearlyWeights Lists, ImmutableArray<string> By)
{
    /// <summary>Price levels, which make the rise in prices a part of its own; null for none.</summary>
    public PriceIndex? Prices { get; init; }

    /// <summary>True for a series of months with its trend.</summary>
    public bool IsMonthly { get; init; }

    /// <summary>What random intervals do where units differ by more than chance.</summary>
    public Overdispersion Overdispersion { get; init; }

    /// <summary>A unit to compare with all others in the second period; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>True for productivity by named indices, chained by year where the files hold more than two.</summary>
    public bool HasIndices { get; init; }

    /// <summary>Changes of method between the periods, each with a file of the second period's care made without it and without those
    /// before it.</summary>
    public ImmutableArray<(string Name, string Path)> Steps { get => field.IsDefault ? [] : field; init; }

    /// <summary>True to go on although the list has a weight for fewer than half of the contacts.</summary>
    public bool AllowsFew { get; init; }
}

/// <summary>Two periods compared. Immutable.</summary>
/// <param name="List">Name of the weight list.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="All">The change on all contacts.</param>
/// <param name="Inliers">The change on inliers.</param>
/// <param name="Read">What became of the rows of both files.</param>
public sealed record PeriodResult(
    string List, ImmutableArray<string> By, PeriodComparison All, PeriodComparison Inliers, ImmutableArray<GroupedSummary> Read)
{
    /// <summary>One unit beside the others, or null.</summary>
    public Benchmark? Benchmark { get; init; }

    /// <summary>Funnel of cost per point of the second period, inliers.</summary>
    public ImmutableArray<FunnelPoint> CostPerPoint { get; init; } = [];

    /// <summary>Funnel of its share of complicated groups.</summary>
    public ImmutableArray<FunnelPoint> Complicated { get; init; } = [];

    /// <summary>Its complicated groups beside what others' rates would give.</summary>
    public ImmutableArray<CodingComparison> Coding { get; init; } = [];

    /// <summary>The price index and the year whose level productivity is at, or null.</summary>
    public string? Prices { get; init; }

    /// <summary>Months and their trend, or null.</summary>
    public MonthlySeries? Series { get; init; }

    /// <summary>Productivity by named indices, for each unit and for all, where that was asked for.</summary>
    public ImmutableArray<ProductivitySeries> Indices { get => field.IsDefault ? [] : field; init; }

    /// <summary>The change of the index with what is of changes of method, for each unit, each MDC and all, where files without them were
    /// given.</summary>
    public ImmutableArray<IndexSteps> Steps { get => field.IsDefault ? [] : field; init; }

    /// <summary>How much of each period the list knows.</summary>
    public ImmutableArray<WeightCoverage> Coverage { get; init; } = [];

    /// <summary>Costs by type in the first period, or null.</summary>
    public CostTypes? TypesBefore { get; init; }

    /// <summary>Costs by type in the second period, or null.</summary>
    public CostTypes? TypesAfter { get; init; }
}

/// <summary>What changed between two periods and why, and how units differ from one another.</summary>
public static class PeriodRun
{
    /// <summary>Reads both files and compares them.</summary>
    /// <exception cref="FewWeightsException">The list has a weight for too few of the contacts.</exception>
    /// <exception cref="NoSuchUnitException">No contact belongs to the unit.</exception>
    /// <exception cref="RefusedException">The contacts and the list do not belong together, or the price index lacks all years.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static PeriodResult Run(PeriodRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var (lists, by, levels) = (request.Lists, request.By, request.Prices);
        var costs = input.Costs() is { Types.Length: > 1 } types ? types : null;
        var hasSteps = !request.Steps.IsEmpty;
        var (before, after) = (new Period(lists, costs, hasSteps: false), new Period(lists, costs, hasSteps));
        var steps = request.Steps.Select(step => (step.Name, step.Path, Period: new Period(lists, null, hasSteps: true))).ToList();
        var columns = levels is null && !request.HasIndices ? by : by.Add("year");
        columns = request.IsMonthly ? columns.Add("month") : columns;
        var read = input.Read(
            ListOfSet.Wish(columns, lists) with { KeepsIds = hasSteps, AllowsNoDates = levels is null && !request.IsMonthly },
            hasSteps ? [] : [before.Table, after.Table],
            [
                (request.Before, before.Take), (request.After, after.Take),
                .. steps.Select(step => (step.Path, (Action<ReadOnlySpan<GroupedContact>>)step.Period.Take)),
            ]);
        WeightCoverage.Check(input, request.AllowsFew, [before.Table, after.Table, .. steps.Select(step => step.Period.Table)]);
        if (lists.All.Length > 1)
            input.Host.Tell(new(WorkflowIssues.SeveralLists, Value: lists.Name));
        var prices = levels is null ? null : new PeriodPrices(levels, levels.Levels.Keys.Last(), by.Length);
        if (prices is not null && AreYearless(input, prices, before.Table, after.Table))
        {
            before.Keep(unit => prices.FactorOf(unit) is not null);
            after.Keep(unit => prices.FactorOf(unit) is not null);
        }

        var (plainBefore, plainAfter) = columns.Length == by.Length
            ? (before.Table, after.Table)
            : (before.Table.ByFirst(by.Length), after.Table.ByFirst(by.Length));
        var (priced, later) = prices is null ? (plainBefore, plainAfter) : (before.Table, after.Table);
        return new(
            lists.Name, by, PeriodComparison.Of(priced, later, Side.All, prices), PeriodComparison.Of(priced, later, Side.Inliers, prices),
            read)
        {
            Benchmark = request.Unit is { } name ? Benchmark.Of(plainAfter, Unit(plainAfter, name), Side.Inliers) : null,
            CostPerPoint = Funnel.CostPerPoint(plainAfter, Side.Inliers, request.Overdispersion),
            Complicated = Funnel.Complicated(plainAfter, request.Overdispersion),
            Coding = CodingComparison.Of(plainAfter, request.Overdispersion),
            Prices = prices is null ? null : string.Create(CultureInfo.InvariantCulture, $"{prices.Index.Name}, {prices.Year}"),
            Series = request.IsMonthly ? MonthlySeries.Of([before.Table, after.Table], by.Length, prices, Side.Inliers) : null,
            Indices = request.HasIndices ? ProductivitySeries.Of(before.Table, after.Table, by.Length, prices) : [],
            Steps = !hasSteps ? [] : IndexSteps.Of(
                plainBefore, (plainAfter, after.Weights!),
                [.. steps.Select(step => (step.Name, step.Period.Table.ByFirst(by.Length), step.Period.Weights!))], by.Length),
            Coverage = [WeightCoverage.Of(plainBefore), WeightCoverage.Of(plainAfter)],
            TypesBefore = before.Types(by.Length),
            TypesAfter = after.Types(by.Length),
        };
    }

    private static ReportingUnit Unit(CasemixTable table, string name) =>
        table.Units.FirstOrDefault(each => each.ToString() == name) ?? throw new NoSuchUnitException(name, [.. table.Units]);

    /// <summary>True if there are contacts of years that the price index lacks, which are counted and told.</summary>
    private static bool AreYearless(GroupedInput input, PeriodPrices prices, params CasemixTable[] tables)
    {
        var lacking = tables.SelectMany(table => table.Units.Where(unit => prices.FactorOf(unit) is null)
            .Select(unit => (Year: unit.Parts[prices.YearPart], Contacts: table.Of(unit).Sum(cell => cell.All.Contacts))))
            .GroupBy(each => each.Year, each => each.Contacts, StringComparer.Ordinal).OrderBy(year => year.Key, StringComparer.Ordinal)
            .Select(year => (Year: year.Key.Length > 0 ? year.Key : "-", Contacts: year.Sum())).ToList();
        if (tables.Any(table => table.Units.All(unit => prices.FactorOf(unit) is null)))
        {
            var years = string.Join(", ", lacking.Select(each => each.Year));
            throw new RefusedException(
                $"The price index {prices.Index.Name} lacks years of the contacts: {years}. " +
                $"Add them to the index");
        }

        foreach (var (year, contacts) in lacking)
            input.Host.Tell(new(
                WorkflowIssues.YearWithoutIndex, prices.Index.Name, Value: year,
                Detail: contacts.ToString(CultureInfo.InvariantCulture)));
        input.Unusable += lacking.Sum(each => each.Contacts);
        return lacking.Count > 0;
    }

    private sealed class Period(YearlyWeights lists, CostTable? costs, bool hasSteps)
    {
        private readonly List<GroupedContact> _kept = [];

        /// <summary>Weights by id, where the change of the index is divided by method; otherwise null.</summary>
        internal PairedWeights? Weights { get; } = hasSteps ? new() : null;

        internal CasemixTable Table { get; private set; } = new(lists);

        internal void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            Table.Add(contacts);
            if (costs is not null)
                _kept.AddRange(contacts);
            if (Weights is null)
                return;
            foreach (ref readonly var contact in contacts)
            {
                if (lists.Find(contact) is { } row && contact.Cost > 0)
                    Weights.Add(contact.Id, contact.Unit, contact.Mdc, row.Weight);
            }
        }

        /// <summary>Leaves out the contacts of some units.</summary>
        internal void Keep(Func<ReportingUnit, bool> isKept)
        {
            Table = Table.Only(isKept);
            _kept.RemoveAll(contact => !isKept(contact.Unit));
        }

        /// <summary>Costs by type and unit, which is the first parts of what was read.</summary>
        internal CostTypes? Types(int parts) => costs is null ? null : CostTypes.Of(
            costs, lists, _kept.Select(contact => contact with { Unit = new(contact.Unit.Parts[..parts]) }), byUnit: true);
    }
}

/// <summary>A unit that is asked for and not there.</summary>
/// <param name="unit">The unit.</param>
/// <param name="units">Those that are there.</param>
public sealed class NoSuchUnitException(string unit, ImmutableArray<ReportingUnit> units)
    : RefusedException($"No contact belongs to the unit {unit}: choose one of {string.Join("; ", units):units}")
{
    /// <summary>The unit.</summary>
    public string Unit => unit;

    /// <summary>Those that are there.</summary>
    public ImmutableArray<ReportingUnit> Units => units;
}

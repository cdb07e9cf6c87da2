using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Statistics;
using MathNet.Numerics.Distributions;

namespace Gruppera.Casemix.Comparison;

/// <summary>Productivity by named indices: output over input, period by period, each chained over the periods before it.
/// Immutable.</summary>
/// <param name="Unit">The unit; that of all for everything.</param>
/// <param name="Periods">Periods in order, the first being 1.</param>
/// <remarks>A group with ten contacts or more in both of two periods is an item of its own; the others are counted in points, those of an
/// MDC as one item, together with its dearest group if one of the periods lacks them. Intervals are percentiles of 400 samples from a
/// fixed seed: of each group a Poisson number of contacts, with a sum of costs
/// of the gamma distribution that has their mean and variance. Source: ILO and others, Consumer Price Index Manual: Concepts and
/// Methods (2020), chapters 8 (Lowe, Laspeyres, Paasche, Fisher, Törnqvist) and 8.F (chaining); the OECD's Measuring Productivity (2001);
/// docs/casemix/compare.md.</remarks>
public sealed record ProductivitySeries(ReportingUnit Unit, ImmutableArray<ProductivityPeriod> Periods)
{
    private const int Replicates = 400;
    private const long FewestContacts = 10;
    private const double FewestOfYear = 0.05;
    private static readonly ImmutableArray<QuantityIndex> Names = [.. Enum.GetValues<QuantityIndex>()];

    /// <summary>The series of each unit and of all: of years where the contacts are of more than two, otherwise of the two tables, which
    /// are then called <c>a</c> and <c>b</c>.</summary>
    /// <param name="before">First period.</param>
    /// <param name="after">Second period.</param>
    /// <param name="parts">Parts of a unit that are the unit; the next is the year, which may be empty.</param>
    /// <param name="prices">Price level of each year; null for costs as they are.</param>
    public static ImmutableArray<ProductivitySeries> Of(CasemixTable before, CasemixTable after, int parts, PeriodPrices? prices)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (first, second) = (YearsOf(before, parts), YearsOf(after, parts));
        var years = first.Values.Concat(second.Values).Distinct().Order(StringComparer.Ordinal).ToList();
        var periods = years.Count > 2 && years.All(year => year.Length > 0)
            ? years.Select(year => (Name: year, Cells: Cells(before, first, year).Concat(Cells(after, second, year)).ToList())).ToList()
            : [("a", [.. Cells(before, first, null)]), ("b", [.. Cells(after, second, null)])];
        var cellsOf = periods.Select(period => period.Cells.ToLookup(cell => cell.Unit)).ToList();
        var units = cellsOf.SelectMany(cells => cells.Select(unit => unit.Key)).Distinct()
            .Where(unit => !unit.Parts.IsEmpty).OrderBy(unit => unit.ToString(), StringComparer.Ordinal).Append(ReportingUnit.All);
        return
        [
            .. units.AsParallel().AsOrdered().Select(unit => Of(
                unit,
                periods.Select((period, at) => (
                    period.Name, unit.Parts.IsEmpty && parts > 0 ? period.Cells : cellsOf[at][unit])),
                Side.All)).OfType<ProductivitySeries>(),
        ];

        IEnumerable<PricedCell> Cells(CasemixTable table, Dictionary<string, string> yearOf, string? year) => table.Units
            .Where(unit => year is null || yearOf[unit.Parts[parts]] == year).SelectMany(unit => table.Of(unit).Select(cell =>
                new PricedCell(new(unit.Parts[..parts]), cell, prices?.FactorOf(unit))));
    }

    /// <summary>The year that each year of a file is counted as: itself, or if it has few contacts, such as stays that ended long after
    /// the others, the nearest that has not.</summary>
    private static Dictionary<string, string> YearsOf(CasemixTable table, int parts)
    {
        var contacts = table.Units.GroupBy(unit => unit.Parts[parts], StringComparer.Ordinal).Select(year => (
            Year: year.Key, Count: year.Sum(unit => table.Of(unit).Sum(cell => cell.All.Contacts)))).ToList();
        var large = contacts.Where(year => year.Count >= FewestOfYear * contacts.Max(each => each.Count)).Select(year => year.Year)
            .Order(StringComparer.Ordinal).ToList();
        return contacts.ToDictionary(
            year => year.Year, year => large.MinBy(each => Math.Abs(Number(each) - Number(year.Year)))!, StringComparer.Ordinal);

        static int Number(string year) => int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The series of some periods; null if there are fewer than two with contacts.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="periods">Periods in order, with their cells.</param>
    /// <param name="side">Which contacts.</param>
    internal static ProductivitySeries? Of(ReportingUnit unit, IEnumerable<(string Name, IEnumerable<PricedCell> Cells)> periods, Side side)
    {
        var given = periods.Select(period => (period.Name, Cells: period.Cells.Where(cell => IsKept(cell, side)).ToList()))
            .Where(period => period.Cells.Count > 0).ToList();
        if (given.Count < 2)
            return null;
        string[] groups = [.. given.SelectMany(period => period.Cells).Select(cell => cell.Cell.Drg).Distinct()
            .Order(StringComparer.Ordinal)];
        var all = given.Select(period => new Period(period.Name, period.Cells, side, groups)).ToList();
        var links = Enumerable.Range(1, all.Count - 1).SelectMany(at => new[] { (From: at - 1, To: at), (From: 0, To: at) }).Distinct()
            .ToDictionary(pair => pair, pair => new Items(all[pair.From], all[pair.To], groups));
        var value = Figures(all.Select(period => period.Groups).ToList());
        var random = new Random(1);
        var drawn = Enumerable.Range(0, Replicates).Select(_ => Figures([.. all.Select(period => period.Draw(random))])).ToList();
        return new(unit,
        [
            .. all.Select((period, at) => new ProductivityPeriod(
                period.Name, period.Sums, value[at].Input, at == 0 ? 0 : links[(at - 1, at)].Pooled,
                [
                    .. Names.Select((name, i) => new ProductivityIndex(
                        name,
                        Interval(period, value[at].Chained[i], drawn.Select(figures => figures[at].Chained[i])),
                        Interval(
                            period, value[at].Chained[i] / value[at].Input,
                            drawn.Select(figures => figures[at].Chained[i] / figures[at].Input)))
                    {
                        Direct = value[at].Direct[i],
                    }),
                ])),
        ]);

        List<(double Input, double[] Chained, double[] Direct)> Figures(List<Amount[]> amounts)
        {
            double[] chained = [.. Names.Select(_ => 1.0)];
            var figures = new List<(double, double[], double[])> { (1, chained, chained) };
            for (var at = 1; at < amounts.Count; at++)
            {
                var link = links[(at - 1, at)].Indices(amounts[at - 1], amounts[at]);
                chained = [.. chained.Zip(link, (before, now) => before * now)];
                figures.Add((
                    amounts[at].Sum(amount => amount.RealCost) / amounts[0].Sum(amount => amount.RealCost), chained,
                    at == 1 ? link : links[(0, at)].Indices(amounts[0], amounts[at])));
            }

            return figures;
        }
    }

    private static Estimate Interval(Period period, double value, IEnumerable<double> drawn)
    {
        if (period.Sums.Contacts < FewestContacts || period.IsOfVolumes)
            return new(period.Sums.Contacts, value, double.NaN, double.NaN);
        var sorted = drawn.Order().ToArray();
        return new(period.Sums.Contacts, value, Sample.Quantile(sorted, 0.025), Sample.Quantile(sorted, 0.975));
    }

    /// <summary>Contacts, points and costs of a group, or of several together.</summary>
    private readonly record struct Amount(double Contacts, double Points, double Cost, double RealCost)
    {
        public static Amount operator +(Amount one, Amount other) => new(
            one.Contacts + other.Contacts, one.Points + other.Points, one.Cost + other.Cost, one.RealCost + other.RealCost);
    }

    private static bool IsKept(in PricedCell cell, Side side) => cell.Cell.Weight is { Weight: > 0 } && cell.Cell.Of(side).Costed > 0;

    /// <summary>One period: its groups by their place among those of all periods, and samples that might have come instead.</summary>
    private sealed class Period
    {
        private readonly List<(int Group, double Contacts, double Weight, double Mean, double Variance, double Factor)> _cells = [];

        internal Period(string name, List<PricedCell> cells, Side side, string[] groups)
        {
            (Name, Sums, Groups, MdcOf) = (name, PeriodSums.Of(cells, side), new Amount[groups.Length], new string?[groups.Length]);
            foreach (var (_, cell, factor) in cells)
            {
                var sums = cell.Of(side);
                var mean = (double)sums.Cost / 100 / sums.Costed;
                var squares = ((double)sums.SquaredCost / 1e4) - (sums.Costed * mean * mean);
                var group = Array.BinarySearch(groups, cell.Drg, StringComparer.Ordinal);
                _cells.Add((
                    group, sums.Costed, cell.Weight!.Weight, mean,
                    sums.Costed == 1 ? mean * mean : Math.Max(0, squares) / (sums.Costed - 1), (double)(factor ?? 1)));
                MdcOf[group] = cell.Mdc;
                IsOfVolumes |= sums.IsOfVolumes;
                Add(Groups, sums.Costed, _cells[^1]);
            }
        }

        internal string Name { get; }

        internal PeriodSums Sums { get; }

        internal bool IsOfVolumes { get; }

        internal Amount[] Groups { get; }

        /// <summary>MDC of each group; null for those that the period lacks.</summary>
        internal string?[] MdcOf { get; }

        internal Amount[] Draw(Random random)
        {
            var drawn = new Amount[Groups.Length];
            foreach (var cell in _cells)
            {
                var contacts = Poisson.Sample(random, cell.Contacts);
                if (contacts == 0)
                    continue;
                var mean = cell.Variance > 0
                    ? Gamma.Sample(random, contacts * cell.Mean * cell.Mean / cell.Variance, cell.Mean / cell.Variance) / contacts
                    : cell.Mean;
                Add(drawn, contacts, cell with { Mean = mean });
            }

            return drawn;
        }

        private static void Add(
            Amount[] to, double contacts,
            in (int Group, double Contacts, double Weight, double Mean, double Variance, double Factor) cell) =>
            to[cell.Group] += new Amount(contacts, contacts * cell.Weight, contacts * cell.Mean, contacts * cell.Mean * cell.Factor);
    }

    /// <summary>Which groups of two periods are items of their own, and which are counted in points.</summary>
    private sealed class Items
    {
        private readonly int[] _itemOf;
        private readonly bool[] _isPool;

        internal Items(Period before, Period after, string[] groups)
        {
            var poolOf = new string?[groups.Length];
            for (var i = 0; i < groups.Length; i++)
            {
                if (Math.Min(before.Groups[i].Contacts, after.Groups[i].Contacts) < FewestContacts
                    && (before.MdcOf[i] ?? after.MdcOf[i]) is { } mdc)
                    poolOf[i] = "MDC " + mdc;
            }

            // A pool that one period lacks, or nearly so, takes in the dearest group of its MDC; if it is still too small, all such are
            // one pool, which takes in the dearest group of all if it must.
            foreach (var pool in Small())
            {
                if (Dearest(mdc => "MDC " + mdc == pool) is >= 0 and var own)
                    poolOf[own] = pool;
            }

            var small = Small();
            for (var i = 0; i < groups.Length; i++)
                poolOf[i] = poolOf[i] is { } pool && small.Contains(pool) ? "all" : poolOf[i];
            if (Small().Contains("all") && Dearest(_ => true) is >= 0 and var dearest)
                poolOf[dearest] = "all";
            var cost = after.Groups.Sum(amount => amount.Cost);
            Pooled = cost > 0 ? after.Groups.Where((_, i) => poolOf[i] is not null).Sum(amount => amount.Cost) / cost : 0;
            string[] items = [.. groups.Select((group, i) => poolOf[i] ?? group).Distinct().Order(StringComparer.Ordinal)];
            _itemOf = [.. groups.Select((group, i) => Array.BinarySearch(items, poolOf[i] ?? group, StringComparer.Ordinal))];
            _isPool = new bool[items.Length];
            for (var i = 0; i < groups.Length; i++)
                _isPool[_itemOf[i]] |= poolOf[i] is not null;

            HashSet<string> Small()
            {
                var contacts = new Dictionary<string, (double Before, double After)>(StringComparer.Ordinal);
                for (var i = 0; i < groups.Length; i++)
                {
                    if (poolOf[i] is { } pool && contacts.GetValueOrDefault(pool) is var (then, now))
                        contacts[pool] = (then + before.Groups[i].Contacts, now + after.Groups[i].Contacts);
                }

                return [.. contacts.Where(pool => Math.Min(pool.Value.Before, pool.Value.After) < FewestContacts).Select(pool => pool.Key)];
            }

            int Dearest(Func<string, bool> isOf)
            {
                var at = -1;
                for (var i = 0; i < groups.Length; i++)
                {
                    if (poolOf[i] is null && after.MdcOf[i] is { } mdc && isOf(mdc)
                        && (at < 0 || after.Groups[i].Cost > after.Groups[at].Cost))
                        at = i;
                }

                return at;
            }
        }

        /// <summary>Share of the later period's cost that is in groups counted in points.</summary>
        internal double Pooled { get; }

        /// <summary>The indices of output, in the order of their names.</summary>
        internal double[] Indices(Amount[] before, Amount[] after)
        {
            var (first, second) = (Pool(before), Pool(after));
            double points0 = 0, points1 = 0, first0 = 0, first1 = 0, second0 = 0, second1 = 0, logs = 0;
            double cost0 = first.Sum(each => each.Cost), cost1 = second.Sum(each => each.Cost);
            for (var i = 0; i < first.Length; i++)
            {
                var (then, now) = (first[i], second[i]);
                var (n0, n1) = _isPool[i] ? (then.Points, now.Points) : (then.Contacts, now.Contacts);
                if (n0 == 0 && n1 == 0)
                    continue;
                (points0, points1) = (points0 + then.Points, points1 + now.Points);

                // A sample may lack an item that the contacts have: its mean cost is then that of the other period.
                var c0 = n0 > 0 ? then.Cost / n0 : now.Cost / n1;
                var c1 = n1 > 0 ? now.Cost / n1 : c0;
                (first0, first1) = (first0 + (c0 * n0), first1 + (c0 * n1));
                (second0, second1) = (second0 + (c1 * n0), second1 + (c1 * n1));
                if (n0 > 0 && n1 > 0)
                    logs += ((then.Cost / cost0) + (now.Cost / cost1)) / 2 * Math.Log(n1 / n0);
            }

            var (laspeyres, paasche) = (first1 / first0, second1 / second0);
            return [points1 / points0, laspeyres, paasche, Math.Sqrt(laspeyres * paasche), Math.Exp(logs)];
        }

        private Amount[] Pool(Amount[] groups)
        {
            var items = new Amount[_isPool.Length];
            for (var i = 0; i < groups.Length; i++)
                items[_itemOf[i]] += groups[i];
            return items;
        }
    }
}

using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Stays;

/// <summary>What is said of the care days of some contacts. Immutable.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Days">Their care days.</param>
/// <param name="Mean">Mean, with Student's interval.</param>
/// <param name="Median">Median; its interval is that of order statistics.</param>
/// <param name="Geometric">Geometric mean, with Student's interval on the logarithm.</param>
/// <param name="Expected">Mean that the same contacts would have with the mean of each group over all units.</param>
/// <param name="Index">Mean over expected: above 1 the unit's contacts stay longer than those of the same groups elsewhere.</param>
public sealed record StayFigures(
    long Contacts, long Days, Estimate Mean, Estimate Median, Estimate Geometric, double Expected, Estimate Index)
{
    /// <summary>Makes the figures.</summary>
    /// <param name="cells">Care days and contacts of each cell, with the mean of its group over all units.</param>
    internal static StayFigures Of(IReadOnlyCollection<(double GroupMean, IReadOnlyList<KeyValuePair<int, long>> Days)> cells)
    {
        var all = new SortedDictionary<int, long>();
        var (contacts, sum, squares) = (0L, 0L, (Int128)0);
        var expected = new NeumaierSum();
        var (logs, squaredLogs) = (new NeumaierSum(), new NeumaierSum());
        foreach (var (mean, days) in cells)
        {
            foreach (var (day, count) in days)
            {
                all[day] = all.GetValueOrDefault(day) + count;
                contacts += count;
                sum += day * count;
                squares += (Int128)day * day * count;
                expected.Add(mean * count);
            }
        }

        foreach (var (day, count) in all)
        {
            logs.Add(Math.Log(day) * count);
            squaredLogs.Add(Math.Log(day) * Math.Log(day) * count);
        }

        var ratio = expected.Value > 0 ? sum / expected.Value : 0;
        var residuals = new NeumaierSum();
        foreach (var (mean, days) in cells)
        {
            foreach (var (day, count) in days)
                residuals.Add((day - (ratio * mean)) * (day - (ratio * mean)) * count);
        }

        var log = Estimate.Mean(contacts, logs.Value, squaredLogs.Value);
        return new(
            contacts, sum, Estimate.Mean(contacts, sum, (double)squares).NoLessThan(0), MedianOf(all, contacts),
            new(contacts, Math.Exp(log.Value), Math.Exp(log.Low), Math.Exp(log.High)),
            contacts == 0 ? double.NaN : expected.Value / contacts,
            Estimate.Ratio(contacts, sum, expected.Value, residuals.Value));
    }

    /// <summary>The median by R's type 7, and the order statistics between which it lies with 95 % confidence or more.</summary>
    /// <remarks>Source: W. J. Conover, Practical Nonparametric Statistics (1999), 3.2: places n / 2 -+ 1.96 sqrt(n) / 2.</remarks>
    private static Estimate MedianOf(SortedDictionary<int, long> days, long contacts)
    {
        if (contacts == 0)
            return Estimate.None();
        var median = Sample.Quantile(days, contacts, 0.5);
        var half = Distributions.Z95 * Math.Sqrt(contacts) / 2;
        var (low, high) = ((long)Math.Floor((contacts / 2.0) - half) - 1, (long)Math.Ceiling((contacts / 2.0) + half));
        return low < 0 || high >= contacts ? new(contacts, median, double.NaN, double.NaN) : new(contacts, median, At(low), At(high));

        int At(long wanted)
        {
            foreach (var (day, count) in days)
            {
                if (wanted < count)
                    return day;
                wanted -= count;
            }

            return days.Keys.Last();
        }
    }
}

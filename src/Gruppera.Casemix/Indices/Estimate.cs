namespace Gruppera.Casemix.Indices;

/// <summary>A figure with its 95 % interval: contacts as they came are taken as a sample of those that might have come.</summary>
/// <param name="Contacts">Contacts it is made from.</param>
/// <param name="Value">The figure; not a number if nothing can be said.</param>
/// <param name="Low">Lower end; not a number if there are too few contacts to decide.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Estimate(long Contacts, double Value, double Low, double High)
{
    /// <summary>No figure.</summary>
    public static Estimate None(long contacts = 0) => new(contacts, double.NaN, double.NaN, double.NaN);

    /// <summary>A mean, by Student's t.</summary>
    /// <param name="contacts">Contacts.</param>
    /// <param name="sum">Sum of the values.</param>
    /// <param name="squares">Sum of their squares.</param>
    public static Estimate Mean(long contacts, double sum, double squares)
    {
        if (contacts == 0)
            return None();
        var mean = sum / contacts;
        var half = HalfWidth(contacts, Math.Max(0, squares - (sum * mean)), 1);
        return new(contacts, mean, mean - half, mean + half);
    }

    /// <summary>A ratio of two sums over the same contacts, by the delta method on the logarithm.</summary>
    /// <param name="contacts">Contacts.</param>
    /// <param name="above">Sum above the line.</param>
    /// <param name="below">Sum below the line.</param>
    /// <param name="residuals">Sum over contacts of (above - ratio x below)².</param>
    public static Estimate Ratio(long contacts, double above, double below, double residuals)
    {
        if (contacts == 0 || below <= 0 || above <= 0)
            return None(contacts);
        var ratio = above / below;
        var factor = Math.Exp(HalfWidth(contacts, Math.Max(0, residuals), above / contacts));
        return new(contacts, ratio, ratio / factor, ratio * factor);
    }

    /// <summary>A share, by Wilson's score interval.</summary>
    public static Estimate Share(long part, long whole)
    {
        if (whole == 0)
            return None();
        var (n, p, z) = ((double)whole, (double)part / whole, Distributions.Z95);
        var middle = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new(whole, p, part == 0 ? 0 : middle - half, part == whole ? 1 : middle + half);
    }

    /// <summary>The figure and its interval, times a number that is taken as known.</summary>
    public Estimate Times(double factor) => new(Contacts, Value * factor, Low * factor, High * factor);

    /// <summary>The figure with an interval that does not reach below what such a figure can be: 0 of costs, counts and days.</summary>
    /// <param name="least">The least it can be.</param>
    internal Estimate NoLessThan(double least) => Value >= least ? this with { Low = Math.Max(least, Low) } : this;

    /// <summary>The figure without its interval, where contacts are not known one by one.</summary>
    internal Estimate WithoutInterval(bool isSo) => isSo ? this with { Low = double.NaN, High = double.NaN } : this;

    private static double HalfWidth(long contacts, double deviations, double unit) => contacts < 2
        ? double.NaN
        : Distributions.StudentQuantile95(contacts - 1) * Math.Sqrt(deviations / (contacts - 1) / contacts) / unit;
}

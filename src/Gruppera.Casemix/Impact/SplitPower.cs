namespace Gruppera.Casemix.Impact;

/// <summary>How many contacts it takes to see that two parts of a group differ in cost.</summary>
/// <remarks>Costs are taken as lognormal with the same spread in both parts, so that a relative difference is one of mean logarithms. For a
/// two-sided test at 5 % that finds the difference in 80 of 100 samples n = (1.96 + 0.84)² σ² (1/p + 1/(1 - p)) / ln²(1 + d), p being
/// the share of the smaller part. Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), 2.</remarks>
public static class SplitPower
{
    private const double Both = 1.959963984540054 + 0.8416212335729143;

    /// <summary>Contacts of the group that are needed.</summary>
    /// <param name="sd">Standard deviation of the logarithm of cost within the parts.</param>
    /// <param name="difference">Relative difference of cost, above 0.</param>
    /// <param name="share">Share of the smaller part, between 0 and 1.</param>
    public static long Needed(double sd, double difference, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(difference);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        return (long)Math.Ceiling(Math.Pow(Both * sd / Math.Log(1 + difference), 2) * ((1 / share) + (1 / (1 - share))));
    }

    /// <summary>The smallest relative difference that so many contacts show.</summary>
    /// <param name="sd">Standard deviation of the logarithm of cost within the parts.</param>
    /// <param name="contacts">Contacts of the group.</param>
    /// <param name="share">Share of the smaller part, between 0 and 1.</param>
    public static double Seen(double sd, long contacts, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(contacts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        return Math.Exp(Both * sd * Math.Sqrt(((1 / share) + (1 / (1 - share))) / contacts)) - 1;
    }
}

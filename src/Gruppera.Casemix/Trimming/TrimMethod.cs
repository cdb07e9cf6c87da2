namespace Gruppera.Casemix.Trimming;

/// <summary>How the limits of outliers are set.</summary>
public enum TrimMethod
{
    /// <summary>No limits.</summary>
    None,

    /// <summary>Q3 + k (Q3 - Q1), one k for all groups so that the share comes out.</summary>
    Iqr,

    /// <summary>The same on the logarithm of cost.</summary>
    LogIqr,

    /// <summary>Mean + k standard deviations, one k for all groups so that the share comes out.</summary>
    Sd,

    /// <summary>Each group's own quantile 1 - share.</summary>
    Quantile,

    /// <summary>Mean +- 3 standard deviations, and of what is left mean +- 1.96 of its standard deviations.</summary>
    Ndms,

    /// <summary>The geometric mean times the geometric standard deviation to the power of k: sd on the logarithm.</summary>
    Gm,
}

/// <summary>Limits of a group: what lies below the one or above the other is an outlier; what lies on them is not.</summary>
/// <param name="Low">Negative infinity where there is none.</param>
/// <param name="High">Infinity where there is none.</param>
public readonly record struct TrimLimit(double Low, double High)
{
    /// <summary>No limits.</summary>
    public static TrimLimit None => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>True for an outlier.</summary>
    public bool IsOutside(double number) => number < Low || number > High;
}

using System.Globalization;

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
}

/// <summary>A way to set limits. Immutable.</summary>
/// <param name="Method">How.</param>
/// <param name="Share">Share of all contacts of the material that lie above the limit of their group, at least 0 and below 1; ndms has none.</param>
/// <param name="LeftShare">Share that lies below a limit on the other side; 0 for no such limit.</param>
public readonly record struct TrimRule(TrimMethod Method, double Share = 0, double LeftShare = 0)
{
    private static readonly (string Name, TrimMethod Method)[] Names =
    [
        ("none", TrimMethod.None), ("iqr", TrimMethod.Iqr), ("log-iqr", TrimMethod.LogIqr), ("sd", TrimMethod.Sd), ("quantile", TrimMethod.Quantile), ("ndms", TrimMethod.Ndms),
    ];

    /// <summary>Reads <c>iqr:5%</c>, <c>iqr:5%:1%</c> (the second for the left side), <c>sd:0.05</c>, <c>ndms</c> or <c>none</c>; null where it is neither.</summary>
    public static TrimRule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        var named = Names.FirstOrDefault(each => each.Name == parts[0]);
        if (named.Name is null)
            return null;
        if (named.Method is TrimMethod.None or TrimMethod.Ndms)
            return parts.Length == 1 ? new(named.Method) : null;
        return parts.Length is 2 or 3 && Number(parts[1]) is { } share && (parts.Length == 2 ? 0 : Number(parts[2])) is { } left && share + left < 1
            ? new(named.Method, share, left)
            : null;
    }

    /// <summary>The rule as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var method = Method;
        var name = Names.First(each => each.Method == method).Name;
        return Method is TrimMethod.None or TrimMethod.Ndms ? name : LeftShare > 0 ? $"{name}:{Percent(Share)}:{Percent(LeftShare)}" : $"{name}:{Percent(Share)}";
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, 6)}%");

    private static double? Number(string text)
    {
        var isPercent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (isPercent ? number / 100 : number) is var share and >= 0 and < 1 ? share : null;
    }
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

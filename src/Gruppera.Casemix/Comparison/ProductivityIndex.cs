using System.Text.Json.Serialization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>How quantities of groups are weighed together into one index of output.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuantityIndex>))]
public enum QuantityIndex
{
    /// <summary>By fixed weights, those of the list: Σ w n1 / Σ w n0. What points per point have always been.</summary>
    Lowe,

    /// <summary>By mean costs of the first period: Σ c0 n1 / Σ c0 n0.</summary>
    Laspeyres,

    /// <summary>By mean costs of the second period: Σ c1 n1 / Σ c1 n0.</summary>
    Paasche,

    /// <summary>The geometric mean of Laspeyres' and Paasche's.</summary>
    Fisher,

    /// <summary>The geometric mean of n1 / n0 by mean shares of cost: exp Σ (s0 + s1) / 2 ln(n1 / n0).</summary>
    Tornqvist,
}

/// <summary>Output, and output over input, of a period beside the first. Immutable.</summary>
/// <param name="Name">How quantities are weighed.</param>
/// <param name="Output">Output over that of the first period, with 95 % interval.</param>
/// <param name="Productivity">Output over input, likewise.</param>
public sealed record ProductivityIndex(QuantityIndex Name, Estimate Output, Estimate Productivity)
{
    /// <summary>Output directly beside the first period, where <see cref="Output"/> goes over the periods between (chained).</summary>
    public double Direct { get; init; }
}

/// <summary>A period of a series. Immutable.</summary>
/// <param name="Period">What it is called: a year, or <c>a</c> and <c>b</c> for the two that are compared.</param>
/// <param name="Sums">Contacts with weight and cost, points and costs.</param>
/// <param name="Input">Cost over that of the first period, at one price level where there is a price index.</param>
/// <param name="Pooled">Share of its cost in groups that are too small to have mean costs of their own, counted in points.</param>
/// <param name="Indices">The indices; those of the first period are 1.</param>
public sealed record ProductivityPeriod(
    string Period, PeriodSums Sums, double Input, double Pooled, System.Collections.Immutable.ImmutableArray<ProductivityIndex> Indices);

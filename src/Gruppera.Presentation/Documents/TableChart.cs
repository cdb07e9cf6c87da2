using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gruppera.Presentation.Documents;

/// <summary>A chart of what a table says, for pages. Immutable.</summary>
/// <param name="Kind">How it is drawn: <c>limits</c>, <c>intervals</c>, <c>line</c>, <c>waterfall</c>, <c>bars</c> or
/// <c>flow</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Unit of its values, and of which contacts they are.</param>
/// <param name="Rows">Its points or bars, in their order.</param>
internal sealed record TableChart(string Kind, string Title, string Unit, ImmutableArray<ChartRow> Rows)
{
    /// <summary>What its marks mean, by mark: dot, dark, light, line.</summary>
    internal ImmutableArray<(string Mark, string Meaning)> Marks { get; init; } = [];

    /// <summary>Its rows as JSON, without what they lack.</summary>
    internal string Json => JsonSerializer.Serialize(Rows, ChartJson.Default.ImmutableArrayChartRow);
}

/// <summary>A point or a bar of a chart. Immutable.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Its value; null for none.</param>
internal sealed record ChartRow(string Label, double? Value)
{
    /// <summary>Low end of what is likely, or of what chance allows in 95 %.</summary>
    public double? Low { get; init; }

    /// <summary>High end of it.</summary>
    public double? High { get; init; }

    /// <summary>Low end of what chance allows in 99.8 %.</summary>
    public double? Lowest { get; init; }

    /// <summary>High end of it.</summary>
    public double? Highest { get; init; }

    /// <summary>What all are held against.</summary>
    public double? Target { get; init; }

    /// <summary>The series that it belongs to.</summary>
    public string? Series { get; init; }

    /// <summary>Its place on the axis of time.</summary>
    public string? Year { get; init; }

    /// <summary>Where a flow comes from.</summary>
    public string? From { get; init; }

    /// <summary>Where it goes.</summary>
    public string? To { get; init; }

    /// <summary>True for a bar from nothing, of a waterfall.</summary>
    public bool? IsTotal { get; init; }

    /// <summary>Its figures in words.</summary>
    public string? Text { get; init; }

    /// <summary>A number; null for one that is none.</summary>
    internal static double? Number(double number) => double.IsFinite(number) ? number : null;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<ChartRow>))]
internal sealed partial class ChartJson : JsonSerializerContext;

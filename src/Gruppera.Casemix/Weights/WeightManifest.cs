using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>What is known of where a list comes from. Immutable; texts are empty if not given, also in a list of a version that had no such
/// text.</summary>
public sealed record WeightManifest
{
    /// <summary>Id of the list.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>Id of the definition set whose groups it weighs.</summary>
    public string Set { get => field ?? ""; init; } = "";

    /// <summary>prospective, retrospective or reference.</summary>
    public string Kind { get => field ?? ""; init; } = "";

    /// <summary>Year that it is for; 0 if not given.</summary>
    public int Year { get; init; }

    /// <summary>Years whose costs it was computed from, as <c>2023</c>, or <c>2022 (1200), 2023 (3400)</c> with the contacts of
    /// each.</summary>
    public string CostYears { get => field ?? ""; init; } = "";

    /// <summary>Weights that were set after computation.</summary>
    public ImmutableArray<WeightAdjustment> Adjustments { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The contacts that it was computed from: file and number.</summary>
    public string Material { get => field ?? ""; init; } = "";

    /// <summary>How limits were set, as <c>cost iqr:5%</c>.</summary>
    public string Trimming { get => field ?? ""; init; } = "";

    /// <summary>Where weights of groups with few contacts come from: <c>credibility</c> or <c>borrow</c>, with the fewest contacts of
    /// a group that tells of others.</summary>
    public string SmallGroups { get => field ?? ""; init; } = "";

    /// <summary>The most that weights may change by from the list before, and what it came to, as <c>10 % from nord-2025: 12 groups, the
    /// others x 1.0021</c>; empty for any change.</summary>
    public string Cap { get => field ?? ""; init; } = "";

    /// <summary>How intervals were made where it was not by formulas, as <c>bootstrap, 1000 rounds, seed 7</c>.</summary>
    public string Intervals { get => field ?? ""; init; } = "";

    /// <summary>Name of the price index, and what years it moved to which.</summary>
    public string PriceIndex { get => field ?? ""; init; } = "";

    /// <summary>What was corrected after the list was first given out.</summary>
    public string Errata { get => field ?? ""; init; } = "";

    /// <summary>Version of the engine that computed it.</summary>
    public string Engine { get => field ?? ""; init; } = "";

    /// <summary>Kronor of weight 1.0 by care form; one without a care form where these are not distinguished.</summary>
    public ImmutableSortedDictionary<string, double> Kronor { get => field ?? ImmutableSortedDictionary<string, double>.Empty; init; }
        = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>SHA-256 of the rows, in lower-case hexadecimal: the same weights have the same.</summary>
    public string Hash { get => field ?? ""; init; } = "";

    /// <summary>When it was put into the store.</summary>
    public DateTimeOffset? StoredAt { get; init; }
}

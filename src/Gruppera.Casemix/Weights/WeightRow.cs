using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>Where a weight comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WeightOrigin>))]
public enum WeightOrigin
{
    /// <summary>The group's own contacts.</summary>
    Computed,

    /// <summary>The group's own contacts, fewer than were asked for, since there is nothing better.</summary>
    TooFew,

    /// <summary>The previous list, or the groups beside it.</summary>
    Borrowed,

    /// <summary>The group's own contacts as far as they are worth it, the rest from what is known besides: see
    /// <see cref="Credibility"/>.</summary>
    Credible,

    /// <summary>Contacts of several groups together.</summary>
    Shared,

    /// <summary>Set by hand, or 0 by rule.</summary>
    Manual,

    /// <summary>Held at the most that weights may change by: see <see cref="WeightCap"/>.</summary>
    Capped,

    /// <summary>Set after computation, with a reason and a name: see <see cref="WeightAdjustment"/>.</summary>
    Adjusted,
}

/// <summary>The words for where a weight comes from.</summary>
public static class WeightOrigins
{
    /// <summary>Its word.</summary>
    public static Text Word(this WeightOrigin origin) => origin switch
    {
        WeightOrigin.Computed => (Text)"computed",
        WeightOrigin.TooFew => "too few",
        WeightOrigin.Borrowed => "borrowed",
        WeightOrigin.Credible => "credibility",
        WeightOrigin.Shared => "shared",
        WeightOrigin.Capped => "capped",
        WeightOrigin.Adjusted => "adjusted",
        _ => "manual",
    };

    /// <summary>What a word stands for, in English or as Swedish lists have it; null for any other text.</summary>
    internal static WeightOrigin? Named(string word) => word switch
    {
        "computed" or "beräknad" => WeightOrigin.Computed,
        "too few" or "för få" => WeightOrigin.TooFew,
        "borrowed" or "lånad" => WeightOrigin.Borrowed,
        "credibility" or "kredibilitet" => WeightOrigin.Credible,
        "shared" or "delad" => WeightOrigin.Shared,
        "capped" or "begränsad" => WeightOrigin.Capped,
        "manual" or "manuell" => WeightOrigin.Manual,
        _ => null,
    };
}

/// <summary>What a weight of a computed list rests on. Immutable.</summary>
/// <param name="Contacts">Contacts of the group.</param>
/// <param name="Inner">Those that are no outliers.</param>
/// <param name="MeanCost">Their mean cost in kronor.</param>
/// <param name="Low">Lower end of the weight's 95 % interval, where there is one.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Origin">Where the weight comes from.</param>
/// <param name="Reason">The same in words; empty for a weight of the group's own contacts.</param>
public sealed record WeightBasis(
    int Contacts, int Inner, double? MeanCost, double? Low, double? High, WeightOrigin Origin,
    [property: JsonConverter(typeof(TextConverter))] Text Reason)
{
    /// <summary>Share of the group's own mean in the weight; null for a weight without a prior.</summary>
    public double? Z { get; init; }

    /// <summary>The weight that the group would have without contacts of its own; null for none.</summary>
    public double? Prior { get; init; }

    internal static WeightBasis Of(WeightRow row) => new(
        row.Contacts?.All.Count ?? 0, row.Contacts?.Inner.Count ?? 0, row.Contacts?.Inner is { Count: > 0 } inner ? inner.Mean : null,
        row.Interval?.Low, row.Interval?.High,
        row.Origin, row.Reason)
    {
        Z = row.Credibility?.Z,
        Prior = row.Credibility?.Prior,
    };
}

/// <summary>The weight of a group with all that it rests on. Immutable.</summary>
/// <param name="Material">Care form, where these are kept apart; otherwise empty.</param>
/// <param name="Drg">The group.</param>
/// <param name="Weight">Its weight; null if there is none.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Reason">The same in words; empty for a weight of the group's own contacts.</param>
public sealed record WeightRow(string Material, string Drg, double? Weight, WeightOrigin Origin, Text Reason)
{
    /// <summary>The group, with care form and specialty behind it where these are kept apart.</summary>
    internal string Name => string.Join(' ', Material.Split('/').Prepend(Drg).Where(part => part.Length > 0));

    /// <summary>The contacts; null for a group without any.</summary>
    public TrimmedGroup? Contacts { get; init; }

    /// <summary>How much of the weight is of the group's own contacts, where the rest is from a prior; null otherwise.</summary>
    public Credibility? Credibility { get; init; }

    /// <summary>Standard error of the weight of a group's own contacts, given how many contacts each group has, or of these and a
    /// prior; null of others.</summary>
    public double? StandardError { get; init; }

    /// <summary>Interval within which such a weight lies with 95 % confidence.</summary>
    public (double Low, double High)? Interval { get; init; }
}

/// <summary>A material: the contacts whose mean cost is weight 1.0.</summary>
/// <param name="Name">Care form, where these are kept apart; otherwise empty.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Inner">Those that are no outliers.</param>
/// <param name="MeanCost">Mean cost of the inliers: the kronor of weight 1.0.</param>
/// <param name="MeanWeight">Mean weight of the inliers by the list as it is: 1 but for groups whose weight is not their own.</param>
public sealed record WeightMaterial(string Name, long Contacts, long Inner, double MeanCost, double MeanWeight)
{
    /// <summary>What trimming does to weights; null where nothing is trimmed or there are too few groups to tell.</summary>
    public TrimBias? Bias { get; init; }
}

/// <summary>A computed list. Immutable.</summary>
/// <param name="Materials">Materials, in order of name.</param>
/// <param name="Rows">Groups, in order of material and group.</param>
/// <param name="Issues">Groups without weight (GRP4106), groups out of order (GRP4107), contacts of the group that always has weight 0
/// (GRP4108), groups that were to share a weight and are not there (GRP4114).</param>
public sealed record ComputedWeights(ImmutableArray<WeightMaterial> Materials, ImmutableArray<WeightRow> Rows, ImmutableArray<Issue> Issues)
{
    /// <summary>How weights were held to the list before, for each material; empty if they were not.</summary>
    public ImmutableArray<WeightCap> Caps { get; init; } = [];

    /// <summary>Adjustments that meet no group, or a group with another weight than they say: the list is not to be used.</summary>
    public ImmutableArray<(WeightAdjustment Adjustment, double? Weight)> Unmet { get; init; } = [];

    /// <summary>The list of the groups that have a weight.</summary>
    /// <param name="manifest">What is known of where it comes from.</param>
    /// <param name="names">The name of a group, or an empty text.</param>
    public WeightList ToList(WeightManifest manifest, Func<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(names);
        return new(manifest.Id, Rows.Where(row => row.Weight is not null).Select(row => WeightOf(row, names)), manifest);
    }

    private static DrgWeight WeightOf(WeightRow row, Func<string, string> names)
    {
        var (form, limits) = (row.Material.Split('/'), row.Contacts);
        return new(row.Drg, row.Weight!.Value, names(row.Drg), Finite(limits?.CostLimit.High), form[0], Finite(limits?.DaysLimit.High))
        {
            Basis = WeightBasis.Of(row),
            Specialty = form.Length > 1 ? form[1] : null,
            LowLimit = Finite(limits?.CostLimit.Low),
            LowDaysLimit = Finite(limits?.DaysLimit.Low),
        };
    }

    private static double? Finite(double? limit) => limit is { } known && double.IsFinite(known) ? known : null;
}

/// <summary>How weights are computed. Immutable.</summary>
public sealed record WeightOptions
{
    /// <summary>Contacts (inliers) below which a group does not tell of others and, where nothing is known besides or
    /// <see cref="SmallGroups.Borrow"/> is chosen, its own mean is not used.</summary>
    public int MinContacts { get; init; } = 30;

    /// <summary>Where weights of groups with few contacts come from.</summary>
    public SmallGroups SmallGroups { get; init; }

    /// <summary>True if the last part of the unit of contacts names the patient, hospital or other cluster within which they are not
    /// independent: standard errors and intervals of groups' own means are then by cluster.</summary>
    public bool HasClusters { get; init; }

    /// <summary>The list before, asked first for groups with too few contacts;
    /// put on the scale of this one by the groups that both weigh.</summary>
    public WeightList? Previous { get; init; }

    /// <summary>Weights set by hand, asked last.</summary>
    public WeightList? Manual { get; init; }

    /// <summary>True to let the complicated and the uncomplicated group of a visit (P and Q) share their contacts' mean.</summary>
    public bool SharesPq { get; init; }

    /// <summary>Other groups that share a weight.</summary>
    public ImmutableArray<SharedWeights> Shared { get; init; } = [];

    /// <summary>The most that weights may change by from <see cref="Previous"/>, 0.1 for 10 %; 0 for any change. What is taken from the
    /// one is given to the others, so that the contacts have as many points.</summary>
    public double Cap { get; init; }

    /// <summary>Weights that are set after all else.</summary>
    public ImmutableArray<WeightAdjustment> Adjustments { get; init; } = [];

    /// <summary>True to pool groups whose weights are against the order of complication.</summary>
    public bool RestoresOrder { get; init; }
}

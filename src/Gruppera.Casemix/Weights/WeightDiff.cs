using System.Collections.Immutable;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Weights;

/// <summary>A weight that differs between two lists.</summary>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form, where both lists distinguish them.</param>
/// <param name="Before">Weight in the earlier list.</param>
/// <param name="After">Weight in the later one.</param>
/// <param name="Name">Name in the later one; may be empty.</param>
/// <param name="Adjustment">The adjustment that the later one got after computation; null for none.</param>
public sealed record WeightChange(
    string Drg, string CareForm, double Before, double After, string Name, WeightAdjustment? Adjustment = null)
{
    /// <summary>Specialty, where both lists distinguish them.</summary>
    public string Specialty { get; init; } = "";

    /// <summary>Standard error of the logarithm of after / before, by the intervals of both lists and <see cref="WeightDiff.Spread"/>; null
    /// where one tells none.</summary>
    public double? Error { get; init; }

    /// <summary>The logarithm of after / before over its error.</summary>
    public double? Z => Error > 0 && Before > 0 && After > 0 ? Math.Log(After / Before) / Error : null;

    /// <summary>Least share of false finds at which the weights are said to differ (Benjamini-Hochberg), the lists being of other
    /// contacts; null where there is no error.</summary>
    public double? FalseRate { get; init; }

    /// <summary>Contacts that the later list rests on; 0 where it does not say.</summary>
    public int Contacts { get; init; }

    /// <summary>What is at stake: the change x contacts x kronor of weight 1.0; null where the later list tells neither.</summary>
    public double? Kronor { get; init; }
}

/// <summary>An outlier limit that differs between two lists.</summary>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form, where both lists distinguish them.</param>
/// <param name="IsDays">True for a limit of care days, false for one of cost in kronor.</param>
/// <param name="Before">Limit in the earlier list; null if it has none.</param>
/// <param name="After">Limit in the later one; null if it has none.</param>
/// <param name="Name">Name in the later list; may be empty.</param>
public sealed record LimitChange(string Drg, string CareForm, bool IsDays, double? Before, double? After, string Name)
{
    /// <summary>True for a lower limit, below which a contact is an outlier.</summary>
    public bool IsLow { get; init; }

    /// <summary>Specialty, where both lists distinguish them.</summary>
    public string Specialty { get; init; } = "";
}

/// <summary>What differs between two lists. Immutable.</summary>
/// <param name="Before">Name of the earlier list.</param>
/// <param name="After">Name of the later list.</param>
/// <param name="Same">Weights that are the same to the four decimals that lists are written with.</param>
/// <param name="Changed">Weights that are not: those that differ by more than chance first, then by what is at stake; the largest change
/// first where the lists tell neither.</param>
/// <param name="Added">Groups that only the later list has.</param>
/// <param name="Removed">Groups that only the earlier list has.</param>
/// <param name="Limits">Outlier limits of groups that both have that are not the same, those of cost first, by group.</param>
public sealed record WeightDiff(
    string Before, string After, int Same, ImmutableArray<WeightChange> Changed, ImmutableArray<DrgWeight> Added,
    ImmutableArray<DrgWeight> Removed, ImmutableArray<LimitChange> Limits)
{
    /// <summary>True if nothing differs.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Changed.IsEmpty && Added.IsEmpty && Removed.IsEmpty && Limits.IsEmpty;

    /// <summary>What errors are multiplied by: how much further apart weights are, in the middle half of groups, than the intervals of the
    /// lists tell; 1 where it is no more, or fewer than 30 groups tell.</summary>
    /// <remarks>Outlier limits that are made anew for each list move its weights, and the intervals take them as known. Source: B. Efron,
    /// "Large-scale simultaneous hypothesis testing: the choice of a null hypothesis", JASA 99 (2004).</remarks>
    public double Spread { get; init; } = 1;

    private const int FewestGroups = 30;
    private const double MedianOfNormal = 0.6744897501960817;
    private const double HalfOfLastDecimal = 0.00005;
    private const double HalfÖre = 0.005;
    private const double Tolerance = 1e-9;
    private const double Normal = 1.959963984540054;
    private const double Allowed = 0.05;

    /// <summary>Compares two lists.</summary>
    public static WeightDiff Of(WeightList before, WeightList after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        // A list that does not distinguish care forms is compared by group alone.
        var byCareForm = before.Rows().Any(row => row.CareForm.Length > 0) && after.Rows().Any(row => row.CareForm.Length > 0);
        var bySpecialty = before.HasSpecialties && after.HasSpecialties;
        var (earlier, later) = (before.Rows().DistinctBy(Key).ToDictionary(Key), after.Rows().DistinctBy(Key).ToDictionary(Key));
        var both = later.Values.Where(row => earlier.ContainsKey(Key(row))).Select(row => (Then: earlier[Key(row)], Now: row)).ToList();
        var changed = both.Where(row => Differ(row.Then.Weight, row.Now.Weight, HalfOfLastDecimal)).Select(row =>
            new WeightChange(row.Now.Drg, row.Now.CareForm, row.Then.Weight, row.Now.Weight, row.Now.Text, AdjustmentOf(row.Now))
            {
                Specialty = Key(row.Now).Specialty,
                Error = ErrorOf(row.Then) is { } then && ErrorOf(row.Now) is { } now ? Math.Sqrt((then * then) + (now * now)) : null,
                Contacts = row.Now.Basis?.Contacts ?? 0,
                Kronor = KronorOf(after, row.Now) * (row.Now.Weight - row.Then.Weight),
            }).ToList();
        var tested = Enumerable.Range(0, changed.Count).Where(i => changed[i].Z is not null).ToList();
        double[] scores = [.. tested.Select(i => Math.Abs(changed[i].Z!.Value)).Order()];
        var spread = scores.Length < FewestGroups ? 1 : Math.Max(1, Sample.Quantile(scores, 0.5) / MedianOfNormal);
        foreach (var i in tested)
            changed[i] = changed[i] with { Error = spread * changed[i].Error };
        var rates = Tests.Adjust([.. tested.Select(i => Math.Min(1, 2 * Tests.Above(Math.Abs(changed[i].Z!.Value))))]);
        foreach (var (i, rate) in tested.Zip(rates))
            changed[i] = changed[i] with { FalseRate = rate };
        return new(
            before.Name, after.Name, both.Count - changed.Count, [.. changed.OrderByDescending(change => change.FalseRate <= Allowed)
                .ThenByDescending(change => Math.Abs(change.Kronor ?? 0)).ThenByDescending(change => Math.Abs(change.After - change.Before))
                .ThenBy(change => change.Drg, StringComparer.Ordinal)],
            [.. later.Values.Where(row => !earlier.ContainsKey(Key(row)))], [.. earlier.Values.Where(row => !later.ContainsKey(Key(row)))],
            [
                .. Limits(row => row.Limit, isDays: false), .. Limits(row => row.LowLimit, isDays: false, isLow: true),
                .. Limits(row => row.DaysLimit, isDays: true), .. Limits(row => row.LowDaysLimit, isDays: true, isLow: true),
            ])
        { Spread = spread };

        WeightAdjustment? AdjustmentOf(DrgWeight row) => after.Manifest?.Adjustments.LastOrDefault(
            each => each.Drg == row.Drg && IsOf(each.CareForm, row));

        IEnumerable<LimitChange> Limits(Func<DrgWeight, double?> limit, bool isDays, bool isLow = false) => both
            .Select(row => new LimitChange(row.Now.Drg, row.Now.CareForm, isDays, limit(row.Then), limit(row.Now), row.Now.Text)
            {
                IsLow = isLow,
                Specialty = Key(row.Now).Specialty,
            })
            .Where(change => Differ(change.Before, change.After, HalfÖre)).OrderBy(change => change.Drg, StringComparer.Ordinal)
            .ThenBy(change => change.CareForm, StringComparer.Ordinal);

        (string Drg, string CareForm, string Specialty) Key(DrgWeight row) =>
            (row.Drg, byCareForm ? row.CareForm : "", bySpecialty ? row.Specialty ?? "" : "");

        static bool IsOf(string material, DrgWeight row) =>
            material.Length == 0 || material == row.CareForm || material == row.Specialty || material == $"{row.CareForm}/{row.Specialty}";

        static bool Differ(double? one, double? other, double most) =>
            one is null || other is null ? one != other : Math.Abs(one.Value - other.Value) > most + Tolerance;
    }

    /// <summary>Standard error of the logarithm of a weight, by its interval; null for none.</summary>
    internal static double? ErrorOf(DrgWeight row) =>
        row.Basis is { Low: > 0 and var low, High: { } high } ? Math.Log(high / low) / (2 * Normal) : null;

    /// <summary>Contacts of a group times kronor of weight 1.0; null where the list does not tell.</summary>
    private static double? KronorOf(WeightList list, DrgWeight row) =>
        row.Basis is { Contacts: > 0 and var contacts } && list.Manifest?.Kronor is { Count: > 0 } kronor
            && (kronor.TryGetValue(row.CareForm, out var one) || kronor.TryGetValue("", out one)) ? contacts * one : null;
}

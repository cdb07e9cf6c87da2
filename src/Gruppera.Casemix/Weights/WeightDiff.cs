using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>A weight that differs between two lists.</summary>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form, where both lists distinguish them.</param>
/// <param name="Before">Weight in the earlier list.</param>
/// <param name="After">Weight in the later one.</param>
/// <param name="Name">Name in the later one; may be empty.</param>
/// <param name="Adjustment">The adjustment that the later one got after computation; null for none.</param>
public sealed record WeightChange(
    string Drg, string CareForm, double Before, double After, string Name, WeightAdjustment? Adjustment = null);

/// <summary>An outlier limit that differs between two lists.</summary>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form, where both lists distinguish them.</param>
/// <param name="IsDays">True for a limit of care days, false for one of cost in kronor.</param>
/// <param name="Before">Limit in the earlier list; null if it has none.</param>
/// <param name="After">Limit in the later one; null if it has none.</param>
/// <param name="Name">Name in the later list; may be empty.</param>
public sealed record LimitChange(string Drg, string CareForm, bool IsDays, double? Before, double? After, string Name);

/// <summary>What differs between two lists. Immutable.</summary>
/// <param name="Before">Name of the earlier list.</param>
/// <param name="After">Name of the later list.</param>
/// <param name="Same">Weights that are the same.</param>
/// <param name="Changed">Weights that are not, the largest change first.</param>
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

    /// <summary>Compares two lists.</summary>
    public static WeightDiff Of(WeightList before, WeightList after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        // A list that does not distinguish care forms is compared by group alone.
        var byCareForm = before.Rows().Any(row => row.CareForm.Length > 0) && after.Rows().Any(row => row.CareForm.Length > 0);
        var (earlier, later) = (before.Rows().DistinctBy(Key).ToDictionary(Key), after.Rows().DistinctBy(Key).ToDictionary(Key));
        var both = later.Values.Where(row => earlier.ContainsKey(Key(row))).Select(row => (Then: earlier[Key(row)], Now: row)).ToList();
        var changed = both.Where(row => row.Then.Weight != row.Now.Weight).Select(row =>
            new WeightChange(row.Now.Drg, row.Now.CareForm, row.Then.Weight, row.Now.Weight, row.Now.Text, AdjustmentOf(row.Now))).ToList();
        return new(
            before.Name, after.Name, both.Count - changed.Count, [.. changed.OrderByDescending(
                change => Math.Abs(change.After - change.Before)).ThenBy(change => change.Drg, StringComparer.Ordinal)],
            [.. later.Values.Where(row => !earlier.ContainsKey(Key(row)))], [.. earlier.Values.Where(row => !later.ContainsKey(Key(row)))],
            [.. Limits(row => row.Limit, isDays: false), .. Limits(row => row.DaysLimit, isDays: true)]);

        WeightAdjustment? AdjustmentOf(DrgWeight row) => after.Manifest?.Adjustments.LastOrDefault(
            each => each.Drg == row.Drg && (each.CareForm.Length == 0 || each.CareForm.Split('/')[0] == row.CareForm));

        IEnumerable<LimitChange> Limits(Func<DrgWeight, double?> limit, bool isDays) => both
            .Select(row => new LimitChange(row.Now.Drg, row.Now.CareForm, isDays, limit(row.Then), limit(row.Now), row.Now.Text))
            .Where(change => change.Before != change.After).OrderBy(change => change.Drg, StringComparer.Ordinal)
            .ThenBy(change => change.CareForm, StringComparer.Ordinal);

        (string Drg, string CareForm) Key(DrgWeight row) => (row.Drg, byCareForm ? row.CareForm : "");
    }
}

using System.Globalization;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Weights;

/// <summary>A most that weights may change by from one list to the next, without any change of points on the whole. Immutable.</summary>
/// <param name="Material">Care form, where these are kept apart; otherwise empty.</param>
/// <param name="Share">The most, 0.1 for 10 %.</param>
/// <param name="Capped">Groups whose weights it holds.</param>
/// <param name="Factor">What the other weights are multiplied by, so that the contacts have as many points as without a cap.</param>
/// <remarks>A cap on the reduction of weights with budget neutrality is CMS's: Medicare Program; Hospital Inpatient Prospective Payment
/// Systems and Fiscal Year 2023 Rates, 87 Federal Register 48780 (2022), II.E.2.d. Here it holds to both sides, and the factor is found
/// with the cap in force, so that no weight passes it afterwards: Σ n min(max(f w, low), high) = Σ n w.</remarks>
public sealed record WeightCap(string Material, double Share, int Capped, double Factor)
{
    /// <summary>Reads a percentage above 0 and below 100, such as <c>10%</c>, as a share; null for any other text.</summary>
    public static double? ReadShare(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EndsWith('%') && double.TryParse(
            text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and < 100 ? percent / 100 : null;
    }

    /// <summary>Caps the weights of a material.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="previous">The list before; its weights are moved to the scale of this one by the groups that both have.</param>
    /// <param name="share">The most.</param>
    /// <param name="material">Its name.</param>
    internal static (List<WeightRow> Rows, WeightCap Cap) Apply(List<WeightRow> rows, WeightList previous, double share, string material)
    {
        var known = rows.Select(row => (
            Row: row, Before: row.Weight > 0 ? previous.Of(row.Drg, material) : null,
            Count: (double)(row.Contacts?.Basis.Count ?? 0))).ToList();
        var both = known.Where(row => row is { Before: > 0, Count: > 0 }).ToList();
        if (both.Count == 0)
            return (rows, new(material, share, 0, 1));
        var scale = Points(both.Select(row => (row.Count, row.Row.Weight!.Value)))
            / Points(both.Select(row => (row.Count, row.Before!.Value)));
        var all = Points(known.Where(row => row.Row.Weight > 0).Select(row => (row.Count, row.Row.Weight!.Value)));
        var (low, high) = (0.0, 1.0 / share);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            var trial = known.Where(row => row.Row.Weight > 0).Select(row => (row.Count, Held(row.Row.Weight!.Value * middle, row.Before)));
            if (Points(trial) < all)
                low = middle;
            else
                high = middle;
        }

        var capped = 0;
        var held = known.Select(row =>
        {
            if (row.Row.Weight is not > 0)
                return row.Row;
            var free = row.Row.Weight.Value * high;
            var weight = Held(free, row.Before);
            if (weight == free)
            {
                return row.Row with
                {
                    Weight = weight,
                    StandardError = row.Row.StandardError * high,
                    Interval = row.Row.Interval is { } interval ? (interval.Low * high, interval.High * high) : null,
                };
            }

            capped++;
            return row.Row with
            {
                Weight = weight,
                Origin = WeightOrigin.Capped,
                StandardError = null,
                Interval = null,
                Reason = $"held at {Math.Round(100 * share, 2):share} % from {previous.Name:list}; without that {Math.Round(free, 4):free}",
            };
        }).ToList();
        return (held, new(material, share, capped, high));

        double Held(double weight, double? before) =>
            before is > 0 ? Math.Clamp(weight, before.Value * scale * (1 - share), before.Value * scale * (1 + share)) : weight;

        static double Points(IEnumerable<(double Count, double Weight)> groups) =>
            NeumaierSum.Of([.. groups.Select(group => group.Count * group.Weight)]);
    }
}

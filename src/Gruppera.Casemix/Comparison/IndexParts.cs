using System.Text.Json.Serialization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>A change of the casemix index in its parts, which add up exactly.</summary>
/// <param name="Patients">Because other base groups are treated.</param>
/// <param name="Coding">Because contacts of the same base groups are complicated more or less often.</param>
/// <param name="PatientsError">Standard error of the first.</param>
/// <param name="CodingError">Standard error of the second, the shares of base groups being known.</param>
/// <remarks>Source: E. M. Kitagawa, Components of a difference between two rates, JASA 50 (1955). With s the share of a base group and w
/// its mean weight, Σ (s1 - s0) (w0 + w1) / 2 and Σ (w1 - w0) (s0 + s1) / 2. docs/casemix/compare.md has the formulas.</remarks>
public readonly record struct IndexParts(decimal Patients, decimal Coding, double PatientsError, double CodingError)
{
    private const int Decimals = 9;

    /// <summary>The whole change.</summary>
    public decimal Total => Patients + Coding;

    /// <summary>Lower and upper end of the 95 % interval of <see cref="Patients"/>.</summary>
    [JsonIgnore]
    public (double Low, double High) PatientsInterval => Within(Patients, PatientsError);

    /// <summary>Lower and upper end of the 95 % interval of <see cref="Coding"/>.</summary>
    [JsonIgnore]
    public (double Low, double High) CodingInterval => Within(Coding, CodingError);

    /// <summary>Splits a change; null if a period has no contacts with weight and cost.</summary>
    internal static IndexParts? Of(IEnumerable<PricedCell> before, IEnumerable<PricedCell> after, Side side)
    {
        var (first, second) = (Families(before, side), Families(after, side));
        decimal n0 = first.Values.Sum(family => family.Contacts), n1 = second.Values.Sum(family => family.Contacts);
        if (n0 == 0 || n1 == 0)
            return null;
        var (patients, coding, middle0, middle1, square0, square1) = (0m, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var name in first.Keys.Union(second.Keys))
        {
            // A base group of one period alone weighs in the other what it weighs here: all of it is patients.
            var (then, now) = (first.GetValueOrDefault(name), second.GetValueOrDefault(name));
            var w0 = then.Contacts > 0 ? then.Points / then.Contacts : now.Points / now.Contacts;
            var w1 = now.Contacts > 0 ? now.Points / now.Contacts : w0;
            var (s0, s1, value) = (then.Contacts / n0, now.Contacts / n1, (double)(w0 + w1) / 2);
            patients += (s1 - s0) * (w0 + w1) / 2;
            coding += Math.Pow((double)(s0 + s1) / 2, 2) * (then.Variance + now.Variance);
            (middle0, square0) = (middle0 + ((double)s0 * value), square0 + ((double)s0 * value * value));
            (middle1, square1) = (middle1 + ((double)s1 * value), square1 + ((double)s1 * value * value));
        }

        var total = (second.Values.Sum(family => family.Points) / n1) - (first.Values.Sum(family => family.Points) / n0);
        patients = Math.Round(patients, Decimals, MidpointRounding.AwayFromZero);
        var spread = ((square0 - (middle0 * middle0)) / (double)n0) + ((square1 - (middle1 * middle1)) / (double)n1);
        return new(patients, total - patients, Math.Sqrt(Math.Max(0, spread)), Math.Sqrt(coding));
    }

    /// <summary>Contacts and points of each base group, and the variance of its mean weight.</summary>
    private static Dictionary<string, (decimal Contacts, decimal Points, double Variance)> Families(
        IEnumerable<PricedCell> cells, Side side) => cells.Where(cell => cell.Cell.Weight is not null && cell.Cell.Of(side).Costed > 0)
        .GroupBy(cell => ComplicationFamily.Of(cell.Cell.Drg)?.Base ?? cell.Cell.Drg, StringComparer.Ordinal)
        .ToDictionary(
            family => family.Key,
            family =>
            {
                var (contacts, points, squares) = (0m, 0m, 0m);
                foreach (var cell in family)
                {
                    var (weight, count) = ((decimal)cell.Cell.Weight!.Weight, cell.Cell.Of(side).Costed);
                    (contacts, points, squares) = (contacts + count, points + (weight * count), squares + (weight * weight * count));
                }

                var mean = points / contacts;
                return (contacts, points, (double)Math.Max(0, (squares / contacts) - (mean * mean)) / (double)contacts);
            },
            StringComparer.Ordinal);

    private static (double Low, double High) Within(decimal value, double error) =>
        ((double)value - (Distributions.Z95 * error), (double)value + (Distributions.Z95 * error));
}

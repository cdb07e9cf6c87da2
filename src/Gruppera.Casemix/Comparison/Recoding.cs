using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using MathNet.Numerics.Distributions;

namespace Gruppera.Casemix.Comparison;

/// <summary>A contact that was coded twice. Immutable.</summary>
/// <param name="Unit">What it is counted for: unit, coder and so on.</param>
/// <param name="Before">Group by the first coding.</param>
/// <param name="After">Group by the second.</param>
/// <param name="WeightBefore">Weight of the first; null if the list lacks it.</param>
/// <param name="WeightAfter">Weight of the second.</param>
public readonly record struct RecodedContact(ReportingUnit Unit, string Before, string After, double? WeightBefore, double? WeightAfter);

/// <summary>What another coding of the same contacts makes of their groups and weights. Immutable.</summary>
/// <param name="Name">The column and its value; empty for all.</param>
/// <param name="Contacts">Contacts that both codings have, with a weight by each.</param>
/// <param name="Changed">Share that has another group, by Wilson.</param>
/// <param name="Up">Contacts that weigh more by the second coding.</param>
/// <param name="Down">Contacts that weigh less.</param>
/// <param name="Direction">Chance of as uneven a division of up and down if both are as likely: the exact sign test, both sides.</param>
/// <param name="PointsBefore">Points by the first coding.</param>
/// <param name="PointsAfter">Points by the second.</param>
/// <param name="Difference">Mean difference of weight, second less first, by Student's t on the pairs.</param>
/// <param name="Gross">Σ |difference| over the points of the first coding: what is wrong in either direction.</param>
/// <remarks>Sign test: W. J. Conover, Practical Nonparametric Statistics (1999), 3.4. docs/casemix/recoding.md.</remarks>
public sealed record RecodingFigures(
    string Name, long Contacts, Estimate Changed, long Up, long Down, double Direction, double PointsBefore, double PointsAfter,
    Estimate Difference, double Gross);

/// <summary>A move between two groups. Immutable.</summary>
/// <param name="Before">Group by the first coding.</param>
/// <param name="After">Group by the second.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Difference">Their difference in points; not a number where a weight is missing.</param>
public sealed record RecodingMove(string Before, string After, long Contacts, double Difference);

/// <summary>Two codings of the same contacts, compared. Immutable.</summary>
/// <param name="All">All contacts.</param>
/// <param name="Parts">Contacts by each value of each column.</param>
/// <param name="Moves">Contacts that have another group, by both groups, the most points first.</param>
/// <param name="WithoutWeight">Contacts that lack a weight by a coding: in <see cref="Moves"/> alone.</param>
public sealed record Recoding(
    RecodingFigures All, ImmutableArray<RecodingFigures> Parts, ImmutableArray<RecodingMove> Moves, long WithoutWeight)
{
    /// <summary>Compares.</summary>
    /// <param name="contacts">Contacts that were coded twice.</param>
    /// <param name="columns">Names of the parts of units.</param>
    public static Recoding Of(IReadOnlyCollection<RecodedContact> contacts, ImmutableArray<string> columns)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        var weighed = contacts.Where(contact => contact is { WeightBefore: not null, WeightAfter: not null }).ToList();
        return new(
            Figures("", weighed),
            [
                .. columns.SelectMany((column, part) => weighed.GroupBy(contact => contact.Unit.Parts[part], StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => Figures($"{column} {(group.Key.Length > 0 ? group.Key : "-")}", [.. group]))),
            ],
            [
                .. contacts.Where(contact => contact.Before != contact.After).GroupBy(contact => (contact.Before, contact.After))
                    .Select(move => new RecodingMove(
                        move.Key.Before, move.Key.After, move.LongCount(),
                        move.Sum(contact => contact.WeightAfter - contact.WeightBefore ?? double.NaN)))
                    .OrderByDescending(move => double.IsNaN(move.Difference) ? 0 : Math.Abs(move.Difference))
                    .ThenByDescending(move => move.Contacts)
                    .ThenBy(move => move.Before, StringComparer.Ordinal).ThenBy(move => move.After, StringComparer.Ordinal),
            ],
            contacts.Count - weighed.Count);
    }

    private static RecodingFigures Figures(string name, List<RecodedContact> contacts)
    {
        var (up, down, before, after, gross, sum, squares) = (0L, 0L, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var contact in contacts)
        {
            var difference = contact.WeightAfter!.Value - contact.WeightBefore!.Value;
            (before, after, gross) = (before + contact.WeightBefore.Value, after + contact.WeightAfter.Value, gross + Math.Abs(difference));
            (sum, squares) = (sum + difference, squares + (difference * difference));
            up += difference > 0 ? 1 : 0;
            down += difference < 0 ? 1 : 0;
        }

        return new(
            name, contacts.Count, Estimate.Share(contacts.LongCount(contact => contact.Before != contact.After), contacts.Count), up, down,
            Sign(up, down), before, after, Estimate.Mean(contacts.Count, sum, squares), before > 0 ? gross / before : double.NaN);
    }

    private static double Sign(long up, long down) => up + down == 0
        ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, (int)Math.Min(up + down, int.MaxValue), Math.Min(up, down)));
}

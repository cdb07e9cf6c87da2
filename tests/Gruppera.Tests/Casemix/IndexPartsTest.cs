using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;

namespace Gruppera.Tests.Casemix;

/// <summary>The change of the casemix index, split into patients and complicated coding.</summary>
public class IndexPartsTest
{
    /// <summary>A01: A 4, E 1.5; B02: C 2.25, E 1; C03N 0.75.</summary>
    private static IndexParts Split(string before, string after) => PeriodComparison.Of(Table(before), Table(after), Side.All).All.Index!.Value;

    private static CasemixTable Table(string contacts) => MadeContacts.Table(contacts.Split(' ').Select(each => each.Split('x'))
        .SelectMany(each => Enumerable.Repeat(each[1], int.Parse(each[0]))).Select(drg => MadeContacts.Contact(drg, 1000)));

    [Fact]
    public void More_complicated_is_coding_other_base_groups_are_patients_by_hand()
    {
        Assert.Equal((0, 0.25m), Parts(Split("10xA01A 10xA01E", "12xA01A 8xA01E")));
        Assert.Equal((0.3m, 0), Parts(Split("10xA01E 10xC03N", "36xA01E 4xC03N")));

        // Shares .5 to .6 and .5 to .4; mean weights of A01 1.5 to 2 (12 of 60 A), of C03 .75: .1 x 1.75 - .1 x .75 and .5 x .55.
        Assert.Equal((0.1m, 0.275m), Parts(Split("10xA01E 10xC03N", "12xA01A 48xA01E 40xC03N")));

        // A base group of one period alone is patients.
        Assert.Equal((1.625m, 0), Parts(Split("10xC03N", "10xA01A 10xC03N")));

        static (decimal, decimal) Parts(IndexParts parts) => (parts.Patients, parts.Coding);
    }

    [Fact]
    public void The_parts_add_up_to_the_change_for_everything_and_every_unit_and_mdc() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(Gen.Choose(1, 100_000).Two()), seeds =>
        {
            var comparison = PeriodComparison.Of(MadeContacts.Table(MadeContacts.Any(seeds.Item1)), MadeContacts.Table(MadeContacts.Any(seeds.Item2)), Side.All);
            foreach (var change in comparison.Units.Concat(comparison.Mdcs).Append(comparison.All).Where(change => change.Index is not null))
                Assert.Equal(change.After.Index!.Value - change.Before.Index!.Value, change.Index!.Value.Total, 18);
            return true;
        }));

    /// <summary>The intervals hold the planted parts as often as they say.</summary>
    internal static readonly Lazy<double> Study = new(() =>
    {
        var (random, held, all) = (new Random(8), 0, 400);
        for (var i = 0; i < all; i++)
        {
            // Share of A01 .4 to .45, of its A .2 to .25: mean weights 2 to 2.125, and B02E 1.
            var parts = PeriodComparison.Of(Made(random, 0.4, 0.2), Made(random, 0.45, 0.25), Side.All).All.Index!.Value;
            held += 0.05 * (2.0625 - 1) is var patients && patients >= parts.PatientsInterval.Low && patients <= parts.PatientsInterval.High ? 1 : 0;
            held += 0.425 * 0.125 is var coding && coding >= parts.CodingInterval.Low && coding <= parts.CodingInterval.High ? 1 : 0;
        }

        return held / (2.0 * all);

        static CasemixTable Made(Random random, double share, double complicated) => MadeContacts.Table(Enumerable.Range(0, 600).Select(_ => MadeContacts.Contact(
            random.NextDouble() >= share ? "B02E" : random.NextDouble() < complicated ? "A01A" : "A01E", 1000)));
    });

    [Fact]
    public void Intervals_hold_what_was_planted() => Assert.InRange(Study.Value, 0.93, 0.97);
}

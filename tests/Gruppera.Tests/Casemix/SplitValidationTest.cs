using Gruppera.Casemix.Impact;

namespace Gruppera.Tests.Casemix;

/// <summary>Splits are held against contacts that they were not found on.</summary>
public class SplitValidationTest
{
    private static SplitMaterial Made(int seed, int contacts, double effect, int noise)
    {
        var random = new Random(seed);
        var material = new SplitMaterial { Material = 100_000 };
        for (var i = 0; i < contacts; i++)
        {
            var good = random.Next(3) == 0;
            var labels = Enumerable.Range(0, noise).Where(_ => random.Next(2) == 0).Select(n => $"N{n:000}").Concat(good ? ["GOOD"] : []).ToList();
            material.Add(20_000 * Math.Exp((good ? effect : 0) + (0.5 * MadeContacts.Normal(random))), 20_000, 0, labels);
        }

        return material;
    }

    /// <summary>R² of the best of 200 splits that tell nothing: on the contacts that it was found on, and validated.</summary>
    internal static readonly Lazy<(double Explained, double Validated)> Study = new(() =>
    {
        var results = Enumerable.Range(1, 20).Select(seed => Made(seed, 500, 0, 200).Search(5)).ToList();
        return (results.Average(result => result.Splits.Max(split => split.Explained)), results.Average(result => result.Validated));
    });

    [Fact]
    public void The_best_of_many_that_tell_nothing_explains_nothing_of_new_contacts()
    {
        Assert.InRange(Study.Value.Explained, 0.01, 0.05);
        Assert.InRange(Study.Value.Validated, -0.05, 0.005);
    }

    [Fact]
    public void A_planted_split_explains_of_new_contacts_what_it_should()
    {
        var (splits, validated) = Made(3, 4_000, 0.6, 50).Search(5);
        const double Truth = 0.6 * 0.6 * 2 / 9 / ((0.6 * 0.6 * 2 / 9) + 0.25);
        Assert.Equal(("GOOD", SplitValidation.Folds), (splits[0].Name, splits[0].Chosen));
        Assert.InRange(splits[0].Validated, Truth - 0.03, Truth + 0.03);
        Assert.Equal(splits[0].Validated, validated, 1e-12);
        Assert.Equal(splits[0].Validated, Made(3, 4_000, 0.6, 50).Check("GOOD")!.Validated, 1e-12);
        Assert.True(splits[0].Validated < splits[0].Explained);
    }

    /// <summary>Cost is high only where both hold: no single condition explains it as well as both together, and they are found.</summary>
    [Fact]
    public void Two_conditions_together_are_found()
    {
        var random = new Random(5);
        var material = new SplitMaterial { Material = 100_000 };
        for (var i = 0; i < 3_000; i++)
        {
            var (one, old) = (random.Next(2) == 0, random.Next(2) == 0);
            string[] labels = [.. Enumerable.Range(0, 30).Where(_ => random.Next(2) == 0).Select(n => $"N{n:00}"), .. one ? ["A"] : Array.Empty<string>()];
            material.Add(20_000 * Math.Exp((one && old ? 0.8 : 0) + (0.5 * MadeContacts.Normal(random))), old ? 27_000 : 10_000, 0, labels);
        }

        var (single, singleValidated) = material.Search(3);
        var (both, validated) = material.Search(3, combines: true);
        Assert.StartsWith("-age:", both[0].Name.Split('&').Single(part => part != "A"), StringComparison.Ordinal);
        Assert.Equal(SplitValidation.Folds, both.Where(split => split.Name.Contains("A&", StringComparison.Ordinal) || split.Name.EndsWith("&A", StringComparison.Ordinal)).Sum(split => split.Chosen));
        Assert.True(both[0].Validated > single[0].Validated + 0.05);
        Assert.True(validated > singleValidated + 0.05);
        Assert.Equal(both[0].Validated, material.Check(both[0].Name)!.Validated, 1e-12);
    }

    /// <summary>(1.95996 + 0.84162)² / ln²(1.2) = 236.1 for each contact of σ = 1, times 4 for halves and 11.1 for a tenth.</summary>
    [Fact]
    public void Power_is_by_its_formula_and_the_smallest_difference_its_inverse()
    {
        Assert.Equal((945, 2624), (SplitPower.Needed(1, 0.2, 0.5), SplitPower.Needed(1, 0.2, 0.1)));
        Assert.Equal(237, SplitPower.Needed(0.5, 0.2, 0.5));
        Assert.Equal(0.2, SplitPower.Seen(1, 945, 0.5), 0.001);
    }

    /// <summary>Of 400 made-up pairs of samples as large as the formula says, 80 in 100 show the difference.</summary>
    [Fact]
    public void So_many_contacts_do_show_the_difference()
    {
        var random = new Random(11);
        var half = (int)SplitPower.Needed(0.6, 0.2, 0.5) / 2;
        var seen = Enumerable.Range(0, 400).Count(_ =>
        {
            var one = Enumerable.Range(0, half).Select(_ => 0.6 * MadeContacts.Normal(random)).ToArray();
            var other = Enumerable.Range(0, half).Select(_ => Math.Log(1.2) + (0.6 * MadeContacts.Normal(random))).ToArray();
            return Math.Abs(other.Average() - one.Average()) > 1.96 * Math.Sqrt((Variance(one) + Variance(other)) / half);
        });
        Assert.InRange(seen, 296, 344);

        static double Variance(double[] sample) => sample.Average() is var mean ? sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1) : 0;
    }

    /// <summary>By hand: fold by fold, contact by contact.</summary>
    [Fact]
    public void Validated_is_one_less_squares_over_squares()
    {
        var random = new Random(8);
        var logs = Enumerable.Range(0, 103).Select(_ => 10 + MadeContacts.Normal(random)).ToArray();
        var part = Enumerable.Range(0, 103).Where(i => i % 3 == 0).ToHashSet();
        var validation = new SplitValidation(logs);
        byte[] folds = [.. Enumerable.Range(0, 103).Select(i => (byte)(i % 10))];
        new Random(1).Shuffle(folds);
        var (with, without) = (0.0, 0.0);
        for (var i = 0; i < logs.Length; i++)
        {
            var others = Enumerable.Range(0, 103).Where(j => folds[j] != folds[i]).ToList();
            with += Math.Pow(logs[i] - others.Where(j => part.Contains(j) == part.Contains(i)).Average(j => logs[j]), 2);
            without += Math.Pow(logs[i] - others.Average(j => logs[j]), 2);
        }

        var own = validation.Part(part);
        Assert.Equal(1 - (with / without), validation.Explained(validation.Falls([own, validation.Rest(own)]).Sum(fold => fold.Fall)), 1e-12);
    }
}

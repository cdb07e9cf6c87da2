using Gruppera.Casemix.Impact;

namespace Gruppera.Tests.Casemix;

/// <summary>Planted effects of secondary diagnoses are found beside their present levels, and chance is not.</summary>
public class ComplicationReviewTests
{
    /// <summary>RISE costs 1.5 and has no level; FALL costs nothing and has 1; FITS costs 1.2 and has 1; LOCAL costs 1.25 but not in G2; the rest nothing.</summary>
    private static ComplicationFindings Made()
    {
        var random = new Random(12);
        var review = new ComplicationReview();
        for (var i = 0; i < 40_000; i++)
        {
            var group = random.Next(6);
            var codes = new List<string>();
            var log = 9 + (0.4 * group);
            Plant("RISE", 0.1, Math.Log(1.5));
            Plant("FALL", 0.1, 0);
            Plant("FITS", 0.1, Math.Log(1.2));
            Plant("LOCAL", 0.2, group == 2 ? 0 : Math.Log(1.25));
            for (var n = 0; n < 60; n++)
                Plant($"N{n}", 0.02, 0);

            // What costs more has FALL more often: only other things alike does it cost nothing.
            if (codes.Contains("RISE") && random.Next(3) == 0 && !codes.Contains("FALL"))
                codes.Add("FALL");
            var old = random.Next(2);
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            review.Add($"G{group}", Math.Exp(log + (0.1 * old) + (0.5 * normal)), codes, old == 1 ? ["old"] : []);

            void Plant(string code, double share, double effect)
            {
                if (random.NextDouble() >= share)
                    return;
                codes.Add(code);
                log += effect;
            }
        }

        return review.Review(30, code => code switch { "FALL" or "FITS" => ("05C01", 1), "LOCAL" => ("06C02", 1), _ => ("", 0) });
    }

    [Fact]
    public void Planted_effects_are_found_and_nothing_else()
    {
        var found = Made();
        Assert.Equal([("FALL", ComplicationAdvice.Demote), ("RISE", ComplicationAdvice.Promote)], found.Effects.Where(effect => effect.Advice != ComplicationAdvice.Keep).Select(effect => (effect.Code, effect.Advice)).Order());
        var (rise, fall, fits) = (Of("RISE"), Of("FALL"), Of("FITS"));
        Assert.InRange(1.5, rise.Interval.Low, rise.Interval.High);
        Assert.InRange(1.0, fall.Interval.Low, fall.Interval.High);
        Assert.InRange(1.2, fits.Interval.Low, fits.Interval.High);
        Assert.Equal((40_000, 6, 64), (found.Contacts, found.BaseGroups, found.Effects.Length));
        Assert.InRange(found.Effects.Count(effect => effect.Code[0] == 'N' && effect.Interval.Low <= 1 && effect.Interval.High >= 1), 52, 60);

        ComplicationEffect Of(string code) => found.Effects.Single(effect => effect.Code == code);
    }

    [Fact]
    public void Exclusions_and_categories_that_scatter_are_found()
    {
        var found = Made();
        Assert.Equal([("LOCAL", "G2")], found.Exclusions.Select(effect => (effect.Code, effect.BaseGroup)).Where(pair => pair.Code == "LOCAL"));
        var category = Assert.Single(found.Categories);
        Assert.Equal(("05C01", 2), (category.Category, category.Codes));
        Assert.InRange(category.FalseRate, 0, 0.001);
        Assert.InRange(category.Scatter, 0.9, 1);
    }

    /// <summary>Two codes that always stand together cannot be told apart: one is left out.</summary>
    [Fact]
    public void Codes_that_tell_the_same_are_no_harm()
    {
        var review = new ComplicationReview();
        for (var i = 0; i < 200; i++)
            review.Add("G", 1000 + (i % 7), i % 2 == 0 ? ["A", "B"] : [], []);
        Assert.Single(review.Review(10, _ => ("", 0)).Effects);
        Assert.Empty(new ComplicationReview().Review(10, _ => ("", 0)).Effects);
    }

    /// <summary>The highest level alone counts: WEAK costs 1.2 alone and nothing beside STRONG or OTHER, with which it mostly stands. Judged where
    /// it is the highest it keeps its level; multiplied out it would lose it. Groups that no level divides and categories that do not count tell
    /// nothing of it, though it costs nothing there.</summary>
    [Theory]
    [InlineData(ReviewMethod.Highest, ComplicationAdvice.Keep)]
    [InlineData(ReviewMethod.Additive, ComplicationAdvice.Demote)]
    public void A_code_is_judged_where_it_is_the_highest(ReviewMethod method, ComplicationAdvice advice)
    {
        var random = new Random(5);
        var (review, alone, without, beside, strong) = (new ComplicationReview(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < 40_000; i++)
        {
            string[] codes = random.Next(20) switch { 0 => ["WEAK"], < 4 => ["WEAK", "STRONG"], < 6 => ["STRONG"], < 8 => ["OTHER", "WEAK"], < 9 => ["OTHER"], _ => [] };
            var log = 9 + (codes.Contains("STRONG") ? Math.Log(1.5) : codes.Length > 0 ? Math.Log(1.2) : 0) + (0.4 * MadeContacts.Normal(random));
            (codes is ["WEAK"] ? alone : codes is [] ? without : codes is ["WEAK", "STRONG"] ? beside : codes is ["STRONG"] ? strong : []).Add(log);
            review.Add("G", isDivided: true, Math.Exp(log), codes.Select(code => new SecondaryCode(code)), []);
        }

        for (var i = 0; i < 4000; i++)
        {
            review.Add("U", isDivided: false, Math.Exp(9 + (0.4 * MadeContacts.Normal(random))), i % 2 == 0 ? [new("WEAK")] : [], []);
            review.Add("G", isDivided: true, Math.Exp(9 + (0.4 * MadeContacts.Normal(random))), i % 2 == 0 ? [new("WEAK", 0, IsHeldBack: true)] : [], []);
        }

        var found = review.Review(30, code => code switch { "STRONG" => ("01G01", 2), "WEAK" => ("01C01", 1), _ => ("02C01", 1) }, method: method);
        var weak = found.Effects.Single(effect => effect.Code == "WEAK");
        Assert.Equal(advice, weak.Advice);
        Assert.Equal(method == ReviewMethod.Highest ? 0 : 1, found.Exclusions.Length + found.Effects.Count(effect => effect.Advice != ComplicationAdvice.Keep));
        if (method == ReviewMethod.Additive)
            return;
        Assert.Equal((alone.Count, Math.Exp(alone.Average() - without.Average())), (weak.Contacts, weak.Ratio), EqualityComparer<(int, double)>.Create((x, y) => x.Item1 == y.Item1 && Math.Abs(x.Item2 - y.Item2) < 0.01));
        Assert.Equal(1, weak.BesideRatio!.Value, 0.01);
        Assert.Equal([alone.Count, weak.BesideContacts - beside.Count, beside.Count], weak.Subsets.Select(subset => subset.Contacts - (subset.Other == 0 ? 2000 : 0)));
        Assert.Equal(beside.Average() - without.Average(), (weak.Subsets[2].Value - 1) * Math.Log(1.2), 0.01);
        Assert.Equal((4000, 2000), (found.UndividedContacts, Assert.Single(found.Undivided).Contacts));
        Assert.InRange(1, found.Undivided[0].Low, found.Undivided[0].High);
        Assert.Equal(("WEAK", 0, 2000), (Assert.Single(found.HeldBack).Code, found.HeldBack[0].Level, found.HeldBack[0].Contacts));
    }
}

using System.Globalization;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Impact;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>The figures of 600 made-up contacts beside those of R (Validation/check.R), which are kept and, where R is to be had, computed again.</summary>
public class RComparisonTest
{
    private sealed record Row(string Id, string Hospital, string Patient, string Drg, bool A, bool B, string Year, double Cost, string Recoded);

    private static readonly List<Row> Rows = [.. Repository.Read("tests/Gruppera.Tests/Casemix/Validation/contacts.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(',')).Select(cells => new Row(cells[0], cells[1], cells[2], cells[3], cells[4] == "1", cells[5] == "1", cells[6], double.Parse(cells[7], CultureInfo.InvariantCulture), cells[8].Trim()))];

    private static Dictionary<string, double> Read(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));

    /// <summary>Every figure of the script, as Gruppera computes it, and how near it is to be.</summary>
    internal static IEnumerable<(string Name, double Value, double Near)> Figures()
    {
        double[] costs = [.. Rows.Select(row => row.Cost).Order()];
        var sample = Sample.Of(costs);
        yield return ("quantile_25", Sample.Quantile(costs, 0.25), 1e-9);
        yield return ("quantile_975", Sample.Quantile(costs, 0.975), 1e-9);
        yield return ("sd", sample.Sd, 1e-9);
        yield return ("g1", sample.Skewness, 1e-9);

        ComputedWeights Weights(bool hasClusters) => WeightCalculator.Compute(
            new(Contacts.Table(Rows.Select(row => Contacts.Of(row.Drg, row.Cost, unit: MadeContacts.Unit(row.Patient)))), TrimRules.None), new() { HasClusters = hasClusters, SmallGroups = SmallGroups.Borrow });
        var clustered = Weights(hasClusters: true);
        foreach (var row in Weights(hasClusters: false).Rows)
        {
            yield return ($"weight_{row.Drg}", row.Weight!.Value, 1e-9);
            yield return ($"error_{row.Drg}", row.StandardError!.Value, 1e-9);
            yield return ($"cluster_error_{row.Drg}", clustered.Rows.Single(each => each.Drg == row.Drg).StandardError!.Value, 1e-9);
        }

        foreach (var (isClustered, name, quantile) in new[] { (false, "lm_error", 1.959963984540054), (true, "robust_error", Distributions.StudentQuantile95(11)) })
        {
            var review = new ComplicationReview();
            foreach (var row in Rows)
                review.Add(row.Drg, true, row.Cost, new[] { row.A ? "a" : "", row.B ? "b" : "" }.Where(code => code.Length > 0).Select(code => new SecondaryCode(code)), [], isClustered ? row.Hospital : null);
            foreach (var effect in review.Review(2, _ => ("", 0), method: ReviewMethod.Additive).Effects)
            {
                if (isClustered)
                    yield return ($"effect_{effect.Code}", Math.Log(effect.Ratio), 1e-9);
                yield return ($"{name}_{effect.Code}", Math.Log(effect.High / effect.Low) / 2 / quantile, 1e-9);
            }
        }

        yield return ("r2", Homogeneity.Of(new(Contacts.Table(Rows.Select(row => Contacts.Of(row.Drg, row.Cost))), TrimRules.None), [])[0].Explained.Value, 1e-9);

        CasemixTable Table(Func<Row, bool> isOf) => MadeContacts.Table(Rows.Where(isOf).Select(row => MadeContacts.Contact(row.Drg, row.Cost, unit: MadeContacts.Unit(row.Hospital, ""))));
        var spread = Funnel.Complicated(Table(_ => true))[0].Dispersion!;
        yield return ("phi", spread.Phi, 1e-9);
        yield return ("phi_p", spread.P, 1e-9);

        var (before, after) = (Table(row => row.Year == "2024"), Table(row => row.Year == "2025"));
        var parts = PeriodComparison.Of(before, after, Side.All).All.Index!.Value;
        yield return ("patients", (double)parts.Patients, 1e-8);
        yield return ("complicated", (double)parts.Coding, 1e-8);
        foreach (var index in ProductivitySeries.Of(before, after, 1, null)[^1].Periods[1].Indices)
            yield return (index.Name.ToString().ToLowerInvariant(), index.Output.Value, 1e-5); // costs are summed in whole öre

        var recoding = Recoding.Of([.. Rows.Select(row => new RecodedContact(ReportingUnit.All, row.Drg, row.Recoded, MadeContacts.List.Of(row.Drg), MadeContacts.List.Of(row.Recoded)))], []).All;
        yield return ("recoding_low", recoding.Difference.Low, 1e-7); // Student's quantile by its expansion
        yield return ("recoding_sign", recoding.Direction, 1e-9);
        yield return ("wilson_low", recoding.Changed.Low, 1e-9);
        yield return ("bh", Gruppera.Casemix.Statistics.Tests.Adjust([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205])[2], 1e-12);
    }

    [Fact]
    public void Every_figure_is_that_of_R()
    {
        var expected = Read(Repository.Read("tests/Gruppera.Tests/Casemix/Validation/r.csv"));
        var figures = Figures().ToList();
        Assert.Equal(expected.Keys.Order(), figures.Select(figure => figure.Name).Order());
        Assert.All(figures, figure => Assert.Equal(expected[figure.Name], figure.Value, figure.Near * Math.Max(1, Math.Abs(expected[figure.Name]))));
    }

    [Fact]
    public void R_gives_what_is_kept_of_it()
    {
        var folder = Repository.PathOf("tests/Gruppera.Tests/Casemix/Validation");
        var (status, said, error) = Programs.Run(new("Rscript", [Path.Combine(folder, "check.R"), Path.Combine(folder, "contacts.csv")]));
        Assert.SkipWhen(status == -1, "There is no R here.");
        Assert.True(status == 0, error);
        var told = Read(said);
        Assert.All(Read(File.ReadAllText(Path.Combine(folder, "r.csv"))), kept => Assert.Equal(kept.Value, told[kept.Key], 1e-9 * Math.Max(1, Math.Abs(kept.Value))));
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Gruppera.Casemix.Comparison;

namespace Gruppera.Tests.Casemix;

/// <summary>The simulation study: every table of docs/casemix/validation.md is made here. GRUPPERA_WRITE_VALIDATION=1 writes them anew.</summary>
[Trait("lane", "slow")]
public partial class ValidationTest
{
    private const string Document = "docs/casemix/validation.md";

    private static readonly Dictionary<string, Func<string[][]>> Tables = new()
    {
        ["means"] = () =>
        [
            ["means", "bias, least skewed third", "bias, most skewed third", "95 % intervals that hold the true weight"],
            .. new[] { "`inliers` (old)", "`winsorised`", "`corrected`" }.Zip(MeansTest.Study.Value, (name, row) => new[] { name, Signed(row.Least), Signed(row.Most), Share(row.Held) }),
        ],
        ["small"] = () =>
        [
            ["weights", "1–5", "6–14", "15–29", "30–59"],
            .. new[] { "own mean", "`borrow` (old)", "`credibility`", "`credibility`, with a list of the year before", "the best that can be had without that list" }
                .Zip(CredibilityTest.Study.Value.Rmse, (name, row) => (string[])[name, .. row.Select(error => Number(error, "0.00"))]),
        ],
        ["clusters"] = () =>
        [
            ["intervals", "by contact (old)", "by cluster"],
            ["weights of own means: eight contacts a patient", Share(ClusterTest.OfMeans.Value.Plain), Share(ClusterTest.OfMeans.Value.Clustered)],
            ["weights by credibility: four contacts a patient, at most 20 in a group", Share(ClusterTest.OfCredibility.Value.Plain), Share(ClusterTest.OfCredibility.Value.Clustered)],
            ["the review of complications: 40 hospitals with costs of their own that use the code unlike", Share(ClusterReviewTest.Study.Value.Plain), Share(ClusterReviewTest.Study.Value.Clustered)],
        ],
        ["funnels"] = () =>
        [
            ["40 units", "cost", "coding", "care days over expected"],
            ["alike, `additive`", Number(FunnelTest.Beyond(0, Overdispersion.Additive)), Number(FunnelTest.Coding(0, Overdispersion.Additive)), Number(ExpectedTest.Beyond(0, Overdispersion.Additive))],
            ["that differ, `none` (old)", Number(FunnelTest.Beyond(0.05, Overdispersion.None)), Number(FunnelTest.Coding(0.25, Overdispersion.None)), Number(ExpectedTest.Beyond(0.1, Overdispersion.None))],
            ["that differ, `additive`", Number(FunnelTest.Beyond(0.05, Overdispersion.Additive)), Number(FunnelTest.Coding(0.25, Overdispersion.Additive)), Number(ExpectedTest.Beyond(0.1, Overdispersion.Additive))],
        ],
        ["intervals"] = () =>
        [
            ["figure", "95 % intervals that hold the truth"],
            ["weight by credibility", Share(CredibilityTest.Study.Value.Held)],
            ["parts of the change of the index", Share(IndexPartsTest.Study.Value)],
            .. Enum.GetNames<QuantityIndex>().Zip(ProductivityTest.Study.Value, (name, share) => new[] { $"productivity, {(name == "Tornqvist" ? "Törnqvist" : name)}", Share(share) }),
            ["observed over expected", Share(ExpectedTest.Held())],
            ["R²", Share(HomogeneityTest.Study.Value.R2)],
            ["coefficient of variation within groups", Share(HomogeneityTest.Study.Value.Cv)],
        ],
        ["finds"] = () =>
        [
            ["", "figure"],
            ["R² of the best of 200 splits that tell nothing, where it was found", Number(100 * SplitValidationTest.Study.Value.Explained) + " %"],
            ["the same, cross-validated", Number(100 * SplitValidationTest.Study.Value.Validated) + " %"],
            ["weights that changed by half, found by `weights diff`", Share(StabilityTest.Study.Value.Found)],
            ["of all that it finds, weights that did not", Share(StabilityTest.Study.Value.Wrong)],
        ],
        ["r"] = () =>
        [
            ["figure", "R", "Gruppera"],
            .. Kept().Join(RComparisonTest.Figures(), kept => kept.Key, figure => figure.Name, (kept, figure) => new[] { $"`{figure.Name}`", Number(kept.Value, "G7"), Number(figure.Value, "G7") }),
        ],
    };

    [Fact]
    public void The_study_is_what_the_document_tells()
    {
        var text = Repository.Read(Document);
        var made = Marks().Replace(text, mark => $"<!-- made: {mark.Groups["name"].Value} -->\n\n{Markdown(Tables[mark.Groups["name"].Value]())}\n<!-- end -->");
        if (Environment.GetEnvironmentVariable("GRUPPERA_WRITE_VALIDATION") is not null)
            File.WriteAllText(Repository.PathOf(Document), made);
        else
            Assert.Equal(text, made);
        Assert.Equal(Tables.Keys.Order(), Marks().Matches(text).Select(mark => mark.Groups["name"].Value).Order());
    }

    private static string Markdown(string[][] rows) => string.Concat(rows.Take(1).Append([.. rows[0].Select(_ => "---")]).Concat(rows.Skip(1)).Select(row => $"| {string.Join(" | ", row)} |\n"));

    private static IEnumerable<KeyValuePair<string, double>> Kept() => Repository.Read("tests/Gruppera.Tests/Casemix/Validation/r.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(',')).Select(cells => KeyValuePair.Create(cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture)));

    private static string Number(double number, string form = "0.0") => number.ToString(form, CultureInfo.InvariantCulture);

    private static string Share(double share) => Number(100 * share) + " %";

    private static string Signed(double share) => Number(100 * share, "+0.0;-0.0;0.0") + " %";

    [GeneratedRegex("<!-- made: (?<name>\\w+) -->.*?<!-- end -->", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();
}

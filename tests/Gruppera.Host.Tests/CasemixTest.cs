using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>A made-up region whose truth is known, from contacts to report.</summary>
[Collection(CommandLineCollection.Name)]
public class CasemixTest : Home
{
    [Trait("lane", "slow")]
    [Fact]
    public void The_hospitals_that_are_made_to_cost_more_or_less_are_found()
    {
        Region("b", 60_000, seed: 4);
        var casemix = Json(Run("casemix", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "--format", "json"));
        var compare = Json(Run("compare", "--a", PathOf("b.g.csv"), "--b", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "--overdispersion", "none", "--format", "json"));
        using var truth = JsonDocument.Parse(File.ReadAllText(PathOf("b.json")));
        var efficiency = truth.RootElement.GetProperty("hospitals").EnumerateArray().ToDictionary(each => each.GetProperty("hospital").GetString()!, each => each.GetProperty("efficiency").GetDouble());
        var units = casemix.GetProperty("units").EnumerateArray().Select(unit => (Name: Name(unit), Estimate: unit.GetProperty("all").GetProperty("costPerPoint"), Contacts: unit.GetProperty("all").GetProperty("contacts").GetInt64())).ToList();

        // The scale of the list is that of the whole region: where the truth is 1.00 a point costs this.
        var scale = units.Sum(unit => unit.Contacts * unit.Estimate.GetProperty("value").GetDouble() / efficiency[unit.Name]) / units.Sum(unit => unit.Contacts);
        var hit = units.Count(unit => unit.Estimate.GetProperty("low").GetDouble() <= scale * efficiency[unit.Name] && scale * efficiency[unit.Name] <= unit.Estimate.GetProperty("high").GetDouble());
        Assert.InRange(hit, units.Count - 4, units.Count);
        var beyond = compare.GetProperty("costPerPoint").EnumerateArray().ToDictionary(Name, each => (each.GetProperty("value").GetDouble(), each.GetProperty("high998").GetDouble(), each.GetProperty("low998").GetDouble()));
        Assert.True(beyond["Storstads universitetssjukhus"].Item1 > beyond["Storstads universitetssjukhus"].Item2);
        Assert.True(beyond["Vårdcentralen Asken"].Item1 < beyond["Vårdcentralen Asken"].Item3);
        var coding = compare.GetProperty("coding").EnumerateArray().ToDictionary(Name, each => each.GetProperty("ratio").GetDouble());
        Assert.True(coding["Specialistkliniken Björken"] > 1.1 && coding["Öarnas lasarett"] < 0.85);
        Assert.Equal(0, compare.GetProperty("all").GetProperty("all").GetProperty("cost").GetProperty("total").GetDouble());
    }

    [Fact]
    public void Indices_comparisons_and_reports_are_made_of_two_years()
    {
        Region("a", 4_000, seed: 3);
        Region("b", 4_000, seed: 4);
        var said = Run("casemix", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "--by", "hospital,year", "-o", PathOf("i.csv"));
        Assert.Equal(3, said.ExitCode); // some contacts have no cost
        Assert.StartsWith("Casemix by list.csv\n\nCASEMIX\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("* Too small to compare", said.Out, StringComparison.Ordinal);
        Assert.StartsWith("hospital,year,side,contacts,", File.ReadLines(PathOf("i.csv")).First(), StringComparison.Ordinal);

        said = Run("compare", "--a", PathOf("a.g.csv"), "--b", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "--unit", "Öarnas lasarett", "-o", PathOf("c.xlsx"), "--lang", "sv");
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("ÖARNAS LASARETT JÄMFÖRT MED ALLA ANDRA, INNERFALL\n", said.Out, StringComparison.Ordinal);
        said = Run("compare", "--a", PathOf("a.g.csv"), "--b", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "--unit", "Nowhere");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("GRP4401 b.g.csv 'Nowhere': no contact belongs to the unit", said.Error, StringComparison.Ordinal);

        said = Run("report", "casemix", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "--previous", PathOf("a.g.csv"), "-o", PathOf("r.html"), PathOf("r.xlsx"), "--lang", "sv");
        Assert.Equal((3, ""), (said.ExitCode, said.Out));
        var page = File.ReadAllText(PathOf("r.html"));
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"sv\">", page, StringComparison.Ordinal);
        Assert.All(new[] { "casemix", "cost", "outliers", "coding", "stays", "groups", "changes", "quality" }, id => Assert.Contains($"<h2 id=\"{id}\">", page, StringComparison.Ordinal));
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"", page.Split("<script>")[0], StringComparison.Ordinal);
        using var workbook = System.IO.Compression.ZipFile.OpenRead(PathOf("r.xlsx"));
        Assert.Equal(12, workbook.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)));
        Assert.Equal((4, 5), (Count(page, "<section class=\"sheet\""), Count(page, "<figure class=\"chart\">")));
        Assert.Contains("<h1>Casemix och kostnad 2025</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Källa: a.g.csv, b.g.csv, definitionstabeller open-se, viktlista list.csv, ", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Expect(Run("report", "casemix", PathOf("b.g.csv"), "--weights", PathOf("list.csv"), "-o", PathOf("r.pdf")), 1, "", $"-o {PathOf("r.pdf")}: use .html or .xlsx\n");
    }

    [Fact]
    public void A_new_technology_is_reckoned_until_weights_carry_it() => Expect(
        Run("technology-gap", "--drg", "A01A", "--start", "2025", "--contacts", "10,30", "--cost", "300000,250000", "--group-contacts", "90", "--group-cost", "100000", "--mean-cost", "50000"), 0,
        """
        A01A in A01A, from 2025
        year  contacts       cost  weight  paid by weight  to set aside  weights from
        2025        10  3 000 000   2.000       1 000 000     2 000 000  2023, without
        2026        30  7 500 000   2.000       3 000 000     4 500 000  2024, without
        2027        30  7 500 000   2.400       3 600 000     3 900 000  2025
        2028        30  7 500 000   2.750       4 125 000     3 375 000  2026
        National weights are based on the costs of 2 years before: the first year whose
        weights include the technology is 2027. Until then 6 500 000 kronor must be set
        aside outside DRG.
        After that the group's weight is a mean of contacts with and without the
        technology; the amount still to set aside is what that mean does not cover for
        contacts with it.

        """, "");

    /// <summary>Kronor of 1.0 are those of the list; --mean-cost says otherwise.</summary>
    [Fact]
    public void A_list_with_its_kronor_is_enough_for_a_gap()
    {
        Expect(Run("weights", "import", Write("list.csv", "DRG;Vikt\nA01A;2\n"), "--id", "gap", "--kronor", "50000"), 0, "Stored gap: 1 DRG\n", "list.csv, row 1: weight 'Vikt'; 1 DRG\n");
        string[] gap = ["technology-gap", "--drg", "A01A", "--start", "2025", "--contacts", "10", "--cost", "300000", "--group-contacts", "90", "--weights"];
        Assert.Contains("2025        10  3 000 000   2.000       1 000 000     2 000 000  2023, without", Run([.. gap, "gap"]).Out, StringComparison.Ordinal);
        Expect(Run([.. gap, PathOf("list.csv")]), 1, "", "list.csv, row 1: weight 'Vikt'; 1 DRG\n--mean-cost is missing: give it, or a plan\n");
    }

    private void Region(string name, int contacts, int seed)
    {
        Assert.Equal(0, Run("synth", "--contacts", $"{contacts}", "--seed", $"{seed}", "--kpp", "--quiet", "-o", PathOf($"{name}.csv"), "--truth", PathOf($"{name}.json")).ExitCode);
        Assert.InRange(Run("group", PathOf($"{name}.csv"), "--quiet", "-o", PathOf($"{name}.g.csv")).ExitCode, 0, 3);
        Assert.InRange(Run("weights", "compute", PathOf($"{name}.g.csv"), "--trim", "iqr:5%", "-o", PathOf("list.csv"), "--quiet").ExitCode, 0, 3);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Name(JsonElement each) => string.Join(" / ", each.GetProperty("unit").GetProperty("parts").EnumerateArray().Select(part => part.GetString()));

    private static JsonElement Json(Said said)
    {
        Assert.InRange(said.ExitCode, 0, 3);
        using var document = JsonDocument.Parse(said.Out);
        return document.RootElement.Clone();
    }
}

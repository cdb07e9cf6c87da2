using Gruppera.Casemix.Weights;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Tests.Casemix;

public class WeightListTest
{
    [Fact]
    public void A_published_list_is_read_below_its_titles_with_decimal_commas()
    {
        var (list, issues) = Read(["Viktlista 2025"], [""], ["DRG", "Text", "Vikt", "Gräns"], ["F05E", "Större tarmoperation", "2,59", "120000"], ["Z82O", "", "0", ""]);
        Assert.Empty(issues);
        Assert.Equal((2, 2.59, 0.0, null), (list!.Count, list.Of("F05E"), list.Of("Z82O"), list.Of("F05A")));
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_named_and_the_rest_is_used()
    {
        var (list, issues) = Read(["drg", "weight"], ["A01", "1.5"], ["A02", "much"], ["A01", "1.6"], ["A03", "-1"], ["A01", "1,5"]);
        Assert.Equal(1.5, list!.Of("A01"));
        Assert.Equal(["GRP4001 3 much A02", "GRP4002 4 1.6 A01", "GRP4001 5 -1 A03"], issues.Select(issue => $"{issue.Code.Id} {issue.Row} {issue.Value} {issue.Detail}"));
    }

    /// <summary>Cost and days of a limit are told apart by the name of their column, or, where it names no unit, by what stands there.</summary>
    [Theory]
    [InlineData("120 000 12 ", "Gräns (kr)", "Gräns (dagar)")]
    [InlineData("120 000 12 ", "Ytterfallsgräns kostnad", "Ytterfallsgräns vårdtid")]
    [InlineData("120 000 12 ", "Gräns", "Dygnsgräns")]
    [InlineData("120 000  ", "Ytterfallsgräns", "Nedre gräns")]
    [InlineData(" 12 ", "cost_limit_low", "Trimgräns, vårddagar")]
    [InlineData(" 12 GRP4004", "Kommentar", "Gräns")]
    public void A_limit_is_of_kronor_or_of_days(string expected, string first, string second)
    {
        var (list, issues) = Read(["DRG", "Vikt 2025", first, second], ["F05E", "2,59", "120 000", "12"], ["F05C", "3", "", ""]);
        var row = list!.Find("F05E")!;
        Assert.Equal(expected, $"{row.Limit:### ###} {row.DaysLimit} {string.Join(' ', issues.Select(issue => issue.Code.Id))}");
    }

    [Fact]
    public void A_file_without_header_is_no_list()
    {
        var (list, issues) = Read(["a", "b"], ["A01", "1"]);
        Assert.Null(list);
        Assert.Equal("GRP4003", Assert.Single(issues).Code.Id);
    }

    [Fact]
    public void Text_files_of_the_field_are_rows_of_cells()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "DRG;Vikt\nA01;1,5;extra\n");
        Assert.Equal(["1 DRG|Vikt", "2 A01|1,5|extra"], TableFile.Rows(path).Select(row => $"{row.Row} {string.Join('|', row.Cells)}"));
        File.Delete(path);
    }

    private static (WeightList? List, List<Issue> Issues) Read(params string[][] rows)
    {
        var issues = new List<Issue>();
        return (WeightList.Read("list.csv", rows.Select((cells, index) => (index + 1, cells)), issues), issues);
    }

    [Fact]
    public void Lists_differ_by_care_form_and_specialty_and_in_lower_limits_but_not_by_how_they_were_written()
    {
        var before = new WeightList("a", [Row("inpatient", "somatic", 1.23456789, 10), Row("inpatient", "psychiatric", 2, 20)]);
        var after = new WeightList("b", [Row("inpatient", "somatic", 1.2346, 10.004), Row("inpatient", "psychiatric", 2.0001, 21)]);
        var diff = WeightDiff.Of(before, after);
        Assert.Equal((1, "psychiatric", 2.0001), (diff.Same, Assert.Single(diff.Changed).Specialty, diff.Changed[0].After));
        Assert.Equal((true, "psychiatric", 20.0, 21.0), (diff.Limits[0].IsLow, Assert.Single(diff.Limits).Specialty, diff.Limits[0].Before, diff.Limits[0].After));
        Assert.True(WeightDiff.Of(before, before).IsEmpty);

        static DrgWeight Row(string form, string specialty, double weight, double low) => new("F05E", weight, CareForm: form) { Specialty = specialty, LowLimit = low };
    }
}

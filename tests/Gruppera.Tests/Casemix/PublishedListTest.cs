using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Weight lists as they are published: nothing guessed, nothing dropped in silence.</summary>
public class PublishedListTest
{
    private static readonly string[][] Psychiatry =
    [
        ["Referensviktlista NordDRG för psykiatriska kliniker, 2017", "", "", "", "", "", "", ""],
        ["- enbart DRG i MDC 19", "", "", "", "", "", "", ""],
        ["", "", "", "Poängpris", "46 371", "52 758", "", ""],
        ["DRG", "MDC", "NordDRG text", "NordDRG vikt 2017", "Gotland", "SLL", "Kostnadsytterfallsgräns", "Vårdtidsytterfallsgräns"],
        ["T01N", "19", "Op vid psyk besvär", "1,942", "90 052", "102 456", "99 999 999 kr", "29"],
        ["T10N", "19", "Bipolära syndrom <60", "1,21", "56 109", "63 837", "193 861 kr", "29"],
        ["", "", "", "", "", "", "", ""],
        ["Källa: KPP", "", "", "", "", "", "", ""],
    ];

    [Fact]
    public void A_list_with_titles_kronor_and_nines_is_read_and_said()
    {
        var reading = Read(Psychiatry);
        Assert.Empty(reading.Issues);
        Assert.Equal((1.942, null, 29.0), Row(reading, "T01N"));
        Assert.Equal((1.21, 193_861.0, 29.0), Row(reading, "T10N"));
        var seen = reading.Seen!;
        Assert.Equal((4, "NordDRG vikt 2017", "Kostnadsytterfallsgräns", "Vårdtidsytterfallsgräns", 1, 1), (seen.HeaderRow, seen.Weight, seen.Limit, seen.DaysLimit, seen.WithoutLimit, seen.Passed));
        Assert.Equal(["NordDRG text"], seen.Others);
        Assert.Equal(["MDC", "Gotland", "SLL"], seen.Unused);
    }

    [Fact]
    public void Hospital_and_clinic_weights_are_a_choice()
    {
        string[][] rows = [["DRG", "Sjukhusvikt", "Klinikvikt", "Gräns sjukhus (kr)", "Gräns klinik (kr)"], ["F05E", "2,59", "2,41", "120 000", "110 000"]];
        var reading = Read(rows);
        Assert.Equal((null, WeightListProblem.SeveralWeightColumns, "Sjukhusvikt Klinikvikt"), (reading.List, reading.Problem, string.Join(' ', reading.Names)));
        Assert.Equal((2.41, 110_000.0, null), Row(Read(rows, new() { WeightColumn = "klinikvikt" }), "F05E"));
        Assert.Equal(WeightListProblem.NotThere, Read(rows, new() { WeightColumn = "vikt" }).Problem);
        Assert.Equal(WeightListProblem.SeveralWeightColumns, Read([["DRG", "Vikt 2024", "Vikt 2025"], ["F05E", "2,5", "2,6"]]).Problem);
        Assert.Equal((2.5, null, null), Row(Read([["DRG", "Vikt", "Viktkälla", "Födelsevikt"], ["F05E", "2,5", "KPP", ""]]), "F05E"));
    }

    [Fact]
    public void A_number_that_could_be_two_things_is_refused_with_both_readings()
    {
        string[][] rows = [["DRG", "Vikt", "Gräns kr"], ["F05E", "2.590", "193.861"], ["F05C", "3.1", "140019"]];
        var reading = Read(rows);
        Assert.Null(reading.List);
        Assert.Equal("GRP4006 2 193.861 F05E: 193.861 / 193 861", Assert.Single(reading.Issues.Select(issue => $"{issue.Code.Id} {issue.Row} {issue.Value} {issue.Detail}")));
        Assert.Equal((2.59, 193.861, null), Row(Read(rows, new() { DecimalMark = '.' }), "F05E"));
        Assert.Equal((2.59, 193_861.0, null), Row(Read([["DRG", "Vikt", "Gräns kr"], ["F05E", "2,590", "193.861"]], new() { DecimalMark = ',' }), "F05E"));
        Assert.Equal((2.59, 193_861.0, null), Row(Read([["DRG", "Vikt", "Gräns kr"], ["F05E", "2,590", "193.861"], ["F05C", "3", "1.250.000"]]), "F05E"));
    }

    [Fact]
    public void A_limit_that_cannot_be_read_is_an_issue_of_its_row()
    {
        var reading = Read(["DRG", "Vikt", "Gräns kr", "Gräns dagar"], ["F05E", "2,59", "se bilaga", "12 dagar"], ["F05C", "3", "12 34", "x"], ["F05A", "5", "-", "999"]);
        Assert.Equal(["GRP4005 2 Gräns kr", "GRP4005 3 Gräns kr", "GRP4005 3 Gräns dagar"], reading.Issues.Select(issue => $"{issue.Code.Id} {issue.Row} {issue.Column}"));
        Assert.Equal((2.59, null, 12.0), Row(reading, "F05E"));
        Assert.Equal((5.0, null, null), Row(reading, "F05A"));
    }

    [Fact]
    public void The_list_may_be_on_a_later_sheet_and_on_one_only()
    {
        string[][] list = [["DRG", "Vikt"], ["F05E", "2,59"]];
        Assert.Equal((2.59, null, null), Row(WeightListReader.Read("l", [Sheet("info", [["Om listan"]]), Sheet("vikter", list)]), "F05E"));
        var both = WeightListReader.Read("l", [Sheet("sv", list), Sheet("öv", list)]);
        Assert.Equal((WeightListProblem.SeveralSheets, "sv öv"), (both.Problem, string.Join(' ', both.Names)));
        Assert.Equal("öv", WeightListReader.Read("l", [Sheet("sv", list), Sheet("öv", list)], new() { Sheet = "öv" }).Seen!.Sheet);
    }

    [Theory]
    [InlineData("193 861 kr", "193861")]
    [InlineData("193\u00a0861\u202f000:-", "193861000")]
    [InlineData("1.234.567,50", "1234567.5")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("193861,5", "193861.5")]
    [InlineData("1938.611", "1938.611")]
    [InlineData("0,125", "0.125")]
    [InlineData("1E5", "100000")]
    [InlineData("99 999 999,00 kr", "none")]
    [InlineData("99999", "none")]
    [InlineData("9999", "9999")]
    [InlineData("", "none")]
    [InlineData("saknas", "none")]
    [InlineData("193 86", "?")]
    [InlineData("1.2.3", "?")]
    [InlineData("12,345", "12.345 or 12345")]
    public void Numbers_of_limits_are_read_as_they_are_written(string text, string expected)
    {
        var read = ListNumber.Read(text, ListNumberKind.Kronor);
        Assert.Equal(expected, read.Other is not null ? FormattableString.Invariant($"{read.Value} or {read.Other}") : read.IsNone ? "none" : read.Value is { } value ? FormattableString.Invariant($"{value}") : "?");
    }

    /// <summary>Whatever a list is written with, no limit is another number than stood there.</summary>
    [Fact]
    public void Every_way_to_write_a_limit_reads_back()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var number = random.Next(1000, 50_000_000);
            var grouped = number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
            foreach (var text in new[] { $"{number}", grouped.Replace(',', ' ') + " kr", grouped.Replace(',', '\u00a0'), $"{number},00", $"{number}.5", grouped.Replace(',', '.') + ",25" })
            {
                var read = ListNumber.Read(text, ListNumberKind.Kronor);
                var isNone = $"{number}".All(digit => digit == '9');
                Assert.True(isNone || (read.Other is null && Math.Floor(read.Value!.Value) == number), text);
            }
        }
    }

    [Fact]
    public void Markers_of_care_form_meet_the_words_of_files()
    {
        var list = Read(["DRG", "SV/ÖV", "Vikt"], ["F05E", "SV", "2"], ["F05E", "ÖV", "0,5"]).List!;
        Assert.Equal((2.0, 0.5, 0.5), (list.Of("F05E", "inpatient"), list.Of("F05E", "outpatient"), list.Of("F05E", "öppenvård")));
    }

    private static (double, double?, double?) Row(WeightListReading reading, string drg) =>
        reading.List!.Find(drg) is { } row ? (row.Weight, row.Limit, row.DaysLimit) : default;

    private static WeightSheet Sheet(string name, string[][] rows) => new(name, [.. rows.Select((cells, index) => (index + 1, cells))]);

    private static WeightListReading Read(params string[][] rows) => Read(rows, new());

    private static WeightListReading Read(string[][] rows, WeightListOptions options) => WeightListReader.Read("list.csv", [Sheet("", rows)], options);
}

using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Gruppera.Host.Tests;

/// <summary>The casemix report as it is given to others: a workbook in the reader's language, and cells of few contacts hidden.</summary>
[Collection(CommandLineCollection.Name)]
public class SuppressionTest : Home
{
    private const string Names = "DRG;Vikt;Kostnadsgräns\nA01A;2;1000\nB01A;1;1000\nC01A;1;1000\nC02A;1;1000\n";

    [Fact]
    public void The_workbook_is_in_the_language_of_its_reader_and_has_charts()
    {
        Report("--lang", "sv");
        using var book = SpreadsheetDocument.Open(PathOf("r.xlsx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath} {error.Description}"));
        Assert.Equal(
            ["Om rapporten", "Diagram", "Enheter", "MDC", "DRG", "Kostnad per DRG-poäng", "Kodning", "Datakvalitet"],
            book.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => sheet.Name!.Value!));
        Assert.Equal(4, book.WorkbookPart.WorksheetParts.Where(part => part.DrawingsPart is not null).SelectMany(part => part.DrawingsPart!.ChartParts).Count());
        var units = Rows("r.xlsx", 3);
        Assert.Equal(["Sjukhus", "Vårdkontakter", "Vårdkontakter utan vikt"], units[0].Take(3));
        Assert.Equal(["Alla enheter", "170"], units[^1].Take(2));
        var sheet = book.WorkbookPart.WorksheetParts.First(part => part.Uri.ToString().EndsWith("sheet3.xml", StringComparison.Ordinal)).Worksheet!;
        Assert.Equal("B2", sheet.Descendants<Pane>().Single().TopLeftCell!.Value);
        Assert.EndsWith("5", sheet.Descendants<AutoFilter>().Single().Reference!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_of_few_contacts_is_hidden_and_another_with_it()
    {
        var said = Report("--suppress", "5");
        var units = Rows("r.xlsx", 3).ToDictionary(row => row[0], row => row);
        Assert.Equal(("100", "60", "X", "X"), (units["A"][1], units["D"][1], units["B"][1], units["C"][1]));
        Assert.Equal("170", units["All units"][1]);
        var groups = Rows("r.xlsx", 5).ToDictionary(row => row[0], row => row[3]);
        Assert.Equal(("X", "X"), (groups["C01A"], groups["C02A"]));

        // 4 outliers at A alone: those of no other unit are few, so the next smallest is hidden too, or all of them.
        var page = File.ReadAllText(PathOf("r.html"));
        Assert.Matches(@"<td>A[^<]*</td>(<td class=""n"">[^<]*</td>){4}<td class=""n"">X</td>", page);
        Assert.Matches(@"\d+ cells are not shown, but marked X: they rest on fewer than 5 contacts", page);
        Assert.Contains("r.html: ", said.Error, StringComparison.Ordinal);
        Assert.Contains("r.xlsx: ", said.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<td class=""n"">[1-4]</td>", page);
        Assert.All(Rows("r.xlsx", 3).Concat(Rows("r.xlsx", 5)), row => Assert.DoesNotContain(row[1], new[] { "1", "2", "3", "4" }));
    }

    [Fact]
    public void Nothing_is_hidden_unless_it_is_asked_for()
    {
        var said = Report();
        Assert.Equal("3", Rows("r.xlsx", 3).Single(row => row[0] == "B")[1]);
        Assert.DoesNotContain("not shown", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("marked X", File.ReadAllText(PathOf("r.html")), StringComparison.Ordinal);
        Assert.Contains("There are fewer contacts than --suppress 500", Report("--suppress", "500").Error, StringComparison.Ordinal);
        Assert.Contains("--suppress: give a number of contacts", Report("--suppress", "few").Error, StringComparison.Ordinal);
    }

    private Said Report(params string[] options)
    {
        var rows = new[] { ("A", "A01A", "01", 90), ("A", "B01A", "02", 10), ("B", "B01A", "02", 3), ("C", "A01A", "01", 7), ("D", "B01A", "02", 52), ("D", "C01A", "03", 2), ("D", "C02A", "03", 6) };
        var contacts = Write("g.csv", "drg,mdc,hospital,cost\n" + string.Concat(rows.SelectMany(row => Enumerable.Range(0, row.Item4).Select(i =>
            $"{row.Item2},{row.Item3},{row.Item1},{(row.Item1 == "A" && i < 4 && row.Item2 == "A01A" ? 5000 : 500 + i)}\n"))));
        return Run(["report", "casemix", contacts, "--weights", Write("list.csv", Names), "-o", PathOf("r.html"), PathOf("r.xlsx"), "-q", .. options]);
    }

    /// <summary>Cells of a sheet, the first being 1.</summary>
    private List<string[]> Rows(string book, int sheet)
    {
        using var document = SpreadsheetDocument.Open(PathOf(book), isEditable: false);
        var part = document.WorkbookPart!.WorksheetParts.Single(part => part.Uri.ToString().EndsWith($"sheet{sheet}.xml", StringComparison.Ordinal));
        return [.. part.Worksheet!.Descendants<Row>().Select(row =>
        {
            var cells = row.Elements<Cell>().ToDictionary(cell => Column(cell.CellReference!.Value!), cell => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "");
            return Enumerable.Range(0, cells.Keys.Max() + 1).Select(column => cells.GetValueOrDefault(column, "")).ToArray();
        })];
    }

    private static int Column(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1) - 1;
}

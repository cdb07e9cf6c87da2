using System.Text;
using Gruppera.Formats;
using Gruppera.Formats.Schemas;

namespace Gruppera.Tests.Formats.Excel;

public sealed class ExcelTablesTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Every_sheet_is_a_table_and_numbers_have_no_fraction()
    {
        Workbook("delivery.xlsx",
            ("drglogic", [[.. Fixture.ClassicRules.Split(',')], ["100D01", "1A", 0, "+", 8.0, "", "S", "01S01", "08M01", "", 1.0]]),
            ("dg_1", [["CODE", "D_CODE", "VARTYPE", "VARVAL"], [], ["A010", "", "DGCAT", "08M01"], ["A010", "", "MDC", 8]]),
            ("Blad3", []),
            ("proc1", [["CODE", "VARTYPE", "VARVAL"], ["AAA00", "OR", 1]]));
        var reading = DefinitionReader.Read(Path.Combine(_fixture.Root, "delivery.xlsx"));
        Assert.Equal(["GRP1003", "GRP1003", "GRP1003"], reading.Issues.Select(issue => issue.Code.Id));
        var set = reading.Set!;
        Assert.Equal("+|08|08M01||1|S|01S01||||||||" + "|", string.Join('|', set.Rules.Single().Conditions));
        Assert.Equal(('0', "xlsx"), (set.Rules.Single().ReturnCode.Value, set.Version.Format));
        Assert.Equal([("08M01", 3), ("08", 4)], set.DiagnosisFeatures.Select(row => (row.Value, row.Source.Row)));
        Assert.Equal("1", set.ProcedureFeatures.Single().Value);
    }

    [Fact]
    public void A_workbook_of_one_sheet_is_called_by_its_file_and_a_lock_file_is_no_workbook()
    {
        _fixture.Smallest().WithNames().Write("~$proc1.xlsx", "x");
        File.Delete(Path.Combine(_fixture.Root, "proc1.csv"));
        Workbook("proc1.xlsx", ("Blad1", [["CODE", "VARTYPE", "VARVAL"], ["AAA00", "OR", 1]]));
        var reading = _fixture.Read();
        Assert.Empty(reading.Issues);
        Assert.Single(reading.Set!.ProcedureFeatures);
    }

    [Fact]
    public void A_workbook_that_unpacks_to_too_much_is_refused()
    {
        Workbook("bomb.xlsx", ("drglogic", [[new string('x', 5000)]]));
        var reading = DefinitionReader.Read(Path.Combine(_fixture.Root, "bomb.xlsx"), new() { MaxUnpackedBytes = 4000 });
        Assert.Equal((FormatIssues.ArchiveTooLarge, "bomb.xlsx"), (reading.Issues[0].Code, reading.Issues[0].File));
        Assert.False(reading.IsUsable);
    }

    private void Workbook(string name, params (string Name, object[][] Rows)[] sheets)
    {
        const string main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'";
        var numbers = Enumerable.Range(1, sheets.Length).ToArray();
        _fixture.Zip(name, [
            ("_rels/.rels", Xml($"<Relationships {package}><Relationship Id='r1' Type='{relations}/officeDocument' Target='xl/workbook.xml'/></Relationships>")),
            ("xl/workbook.xml", Xml($"<workbook {main} xmlns:r='{relations}'><sheets>{string.Concat(numbers.Select(i => $"<sheet name='{sheets[i - 1].Name}' sheetId='{i}' r:id='r{i}'/>"))}</sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", Xml($"<Relationships {package}>{string.Concat(numbers.Select(i => $"<Relationship Id='r{i}' Type='{relations}/worksheet' Target='worksheets/sheet{i}.xml'/>"))}</Relationships>")),
            .. numbers.Select(i => ($"xl/worksheets/sheet{i}.xml", Xml($"<worksheet {main}><sheetData>{string.Concat(sheets[i - 1].Rows.Select(Row))}</sheetData></worksheet>"))),
        ]);
    }

    private static string Row(object[] cells, int row) => $"<row r='{row + 1}'>{string.Concat(cells.Select((cell, column) => cell is string text
        ? $"<c r='{(char)('A' + column)}{row + 1}' t='inlineStr'><is><t>{text}</t></is></c>"
        : $"<c r='{(char)('A' + column)}{row + 1}'><v>{cell:0.0}</v></c>"))}</row>";

    private static byte[] Xml(string xml) => Encoding.UTF8.GetBytes(xml);
}

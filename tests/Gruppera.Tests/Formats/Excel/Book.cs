using System.IO.Compression;
using System.Text;

namespace Gruppera.Tests.Formats.Excel;

/// <summary>Workbooks of a test's own making: sheets of cells, each as the XML that stands in the file, or a text.</summary>
internal static class Book
{
    private const string Main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'";

    /// <summary>The bytes of a workbook. A cell that begins with <c>&lt;</c> stands inside <c>c</c> as it is, with the type before it: <c>e&lt;v&gt;#N/A&lt;/v&gt;</c>.</summary>
    public static byte[] Of(params (string Name, string[][] Rows)[] sheets)
    {
        var numbers = Enumerable.Range(1, sheets.Length).ToArray();
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "_rels/.rels", $"<Relationships {Package}><Relationship Id='r1' Type='{Relations}/officeDocument' Target='/xl/workbook.xml'/></Relationships>");
            Part(zip, "xl/workbook.xml", $"<workbook {Main} xmlns:r='{Relations}'><sheets>{string.Concat(numbers.Select(i => $"<sheet name='{sheets[i - 1].Name}' sheetId='{i}' r:id='r{i}'/>"))}</sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships {Package}>{string.Concat(numbers.Select(i => $"<Relationship Id='r{i}' Type='{Relations}/worksheet' Target='worksheets/sheet{i}.xml'/>"))}"
                + $"<Relationship Id='s' Type='{Relations}/styles' Target='styles.xml'/><Relationship Id='t' Type='{Relations}/sharedStrings' Target='sharedStrings.xml'/></Relationships>");
            Part(zip, "xl/styles.xml", $"<styleSheet {Main}><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/><numFmt numFmtId='165' formatCode='0.00\" days\"'/></numFmts>"
                + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='22'/></cellXfs></styleSheet>");
            Part(zip, "xl/sharedStrings.xml", $"<sst {Main}><si><t>I50.9</t></si><si><r><t>I5</t></r><r><t>0.9</t></r><rPh><t>x</t></rPh></si><si/><si><t xml:space='preserve'> a </t></si></sst>");
            foreach (var i in numbers)
                Part(zip, $"xl/worksheets/sheet{i}.xml", $"<worksheet {Main}><sheetData>{string.Concat(sheets[i - 1].Rows.Select(Row))}</sheetData></worksheet>");
        }

        return file.ToArray();
    }

    private static string Row(string[] cells, int row) => cells.Length == 0 ? "" : $"<row r='{row + 1}'>{string.Concat(cells.Select((cell, column) => Cell(cell, $"{(char)('A' + column)}{row + 1}")))}</row>";

    private static string Cell(string cell, string place)
    {
        if (cell.Length == 0)
            return "";
        var xml = cell.IndexOf('<', StringComparison.Ordinal);
        return xml < 0 ? $"<c r='{place}' t='inlineStr'><is><t>{cell}</t></is></c>"
            : char.IsAsciiDigit(cell[0]) ? $"<c r='{place}' s='{cell[..xml]}'>{cell[xml..]}</c>"
            : $"<c r='{place}' t='{(xml == 0 ? "n" : cell[..xml])}'>{cell[xml..]}</c>";
    }

    private static void Part(ZipArchive zip, string path, string xml)
    {
        using var content = zip.CreateEntry(path).Open();
        content.Write(Encoding.UTF8.GetBytes(xml));
    }
}

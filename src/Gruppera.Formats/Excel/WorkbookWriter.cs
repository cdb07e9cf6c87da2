using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Gruppera.Formats.Excel;

/// <summary>A sheet of a workbook to write.</summary>
/// <param name="Name">Its name, of letters, digits, blanks, <c>-</c> and <c>_</c>, at most 31, unlike those of the other sheets.</param>
/// <param name="Header">Column names; empty for a sheet without a header row.</param>
/// <param name="Rows">Its rows, read once, while they are written.</param>
public sealed record Sheet(string Name, IReadOnlyList<string> Header, IEnumerable<IReadOnlyList<string>> Rows)
{
    /// <summary>Columns, the first being 0, whose cells are numbers with a decimal point rather than texts.</summary>
    public IReadOnlySet<int> Numbers { get; init; } = new HashSet<int>();
}

/// <summary>Writes a workbook: the headers bold and frozen, every cell a text where its column is none of numbers.
/// Rows are written as they are made. Thread-safe.</summary>
/// <remarks>Characters that XML cannot hold become blanks. Source: ECMA-376, SpreadsheetML.</remarks>
public static class WorkbookWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string SheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int BoldStyle = 1;
    private static readonly HashSet<int> Texts = [];

    /// <summary>Writes the workbook; the stream stays open and need not be able to seek.</summary>
    public static void Write(IReadOnlyList<Sheet> sheets, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        ArgumentNullException.ThrowIfNull(stream);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var numbers = Enumerable.Range(1, sheets.Count).ToArray();
        Part(zip, "[Content_Types].xml", string.Concat(
            $"<Types xmlns='{ContentTypes}'><Default Extension='rels' " +
            $"ContentType='application/vnd.openxmlformats-package.relationships+xml'/>",
            $"<Override PartName='/xl/workbook.xml' ContentType='{SheetMl}sheet.main+xml'/>",
            $"<Override PartName='/xl/styles.xml' ContentType='{SheetMl}styles+xml'/>",
            string.Concat(numbers.Select(i => $"<Override PartName='/xl/worksheets/sheet{i}.xml' ContentType='{SheetMl}worksheet+xml'/>")),
            "</Types>"));
        Part(
            zip, "_rels/.rels",
            $"<Relationships xmlns='{PackageRelations}'><Relationship Id='r1' Type='{Relations}/officeDocument' " +
            $"Target='xl/workbook.xml'/></Relationships>");
        Part(zip, "xl/workbook.xml", string.Concat(
            $"<workbook xmlns='{Main}' xmlns:r='{Relations}'><sheets>",
            string.Concat(numbers.Select(i => $"<sheet name='{sheets[i - 1].Name}' sheetId='{i}' r:id='r{i}'/>")),
            "</sheets></workbook>"));
        Part(zip, "xl/_rels/workbook.xml.rels", string.Concat(
            $"<Relationships xmlns='{PackageRelations}'>",
            string.Concat(numbers.Select(i => $"<Relationship Id='r{i}' Type='{Relations}/worksheet' Target='worksheets/sheet{i}.xml'/>")),
            $"<Relationship Id='styles' Type='{Relations}/styles' Target='styles.xml'/></Relationships>"));
        Part(zip, "xl/styles.xml", string.Concat(
            $"<styleSheet xmlns='{Main}'><fonts count='2'><font><sz val='11'/><name val='Calibri'/></font><font><b/><sz val='11'/><name " +
            $"val='Calibri'/></font></fonts>",
            "<fills count='2'><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill></fills>",
            "<borders count='1'><border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs>",
            "<cellXfs count='2'><xf xfId='0'/><xf xfId='0' fontId='1' applyFont='1'/></cellXfs></styleSheet>"));
        foreach (var i in numbers)
        {
            using var content = Entry(zip, $"xl/worksheets/sheet{i}.xml", CompressionLevel.Fastest).Open();
            using var xml = XmlWriter.Create(content, new() { Encoding = new UTF8Encoding(false) });
            WriteSheet(xml, sheets[i - 1]);
        }
    }

    /// <summary>A part of the workbook, of no time: the same rows give the same file.</summary>
    private static ZipArchiveEntry Entry(ZipArchive zip, string path, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private static void Part(ZipArchive zip, string path, string xml)
    {
        using var content = Entry(zip, path, CompressionLevel.Optimal).Open();
        content.Write(Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + xml));
    }

    private static void WriteSheet(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        if (sheet.Header.Count > 0)
            xml.WriteRaw(
                "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" " +
                "state=\"frozen\"/></sheetView></sheetViews>");
        xml.WriteStartElement("sheetData", Main);
        var row = 0;
        if (sheet.Header.Count > 0)
            WriteRow(xml, ++row, sheet.Header, BoldStyle, Texts);
        foreach (var cells in sheet.Rows)
            WriteRow(xml, ++row, cells, style: 0, sheet.Numbers);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, int row, IReadOnlyList<string> cells, int style, IReadOnlySet<int> numbers)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", $"{row}");
        for (var column = 0; column < cells.Count; column++)
        {
            if (cells[column].Length == 0)
                continue;
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", $"{ColumnLetters(column)}{row}");
            if (numbers.Contains(column))
            {
                xml.WriteElementString("v", Main, cells[column]);
                xml.WriteEndElement();
                continue;
            }

            xml.WriteAttributeString("t", "inlineStr");
            if (style > 0)
                xml.WriteAttributeString("s", $"{style}");
            xml.WriteStartElement("is", Main);
            xml.WriteElementString("t", Main, string.Create(cells[column].Length, cells[column], Blank));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Blank(Span<char> clean, string text)
    {
        for (var i = 0; i < clean.Length; i++)
            clean[i] = XmlConvert.IsXmlChar(text[i]) ? text[i] : ' ';
    }

    private static string ColumnLetters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
}

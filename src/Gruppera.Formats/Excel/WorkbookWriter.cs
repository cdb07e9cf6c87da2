using System.Globalization;
using System.IO.Compression;
using System.Security;
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

    /// <summary>How its columns look; empty for all alike.</summary>
    public IReadOnlyList<SheetColumn> Columns { get; init; } = [];

    /// <summary>Columns that stay in view, from the left.</summary>
    public int Frozen { get; init; }

    /// <summary>True for a filter in each header.</summary>
    public bool HasFilter { get; init; }

    /// <summary>Rows at the end that are sums of the others, and are not filtered.</summary>
    public int Totals { get; init; }

    /// <summary>Charts that stand on it.</summary>
    public IReadOnlyList<SheetChart> Charts { get; init; } = [];
}

/// <summary>How a column of a sheet looks.</summary>
/// <param name="Width">Its width in characters.</param>
/// <param name="Format">Format of its numbers, as <c>#,##0</c>.</param>
public sealed record SheetColumn(double Width, string Format = "General");

/// <summary>A chart of bars on a sheet.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Sheet">Name of the sheet that has the figures, with a header in its first row.</param>
/// <param name="Names">Column of the names of the bars, the first being 0.</param>
/// <param name="Values">Columns of values, each a series with the column's header as its name.</param>
/// <param name="Rows">How many rows below the header are shown.</param>
public sealed record SheetChart(string Title, string Sheet, int Names, IReadOnlyList<int> Values, int Rows)
{
    /// <summary>Title of the axis of values, such as a unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Format of the values along the axis.</summary>
    public string Format { get; init; } = "General";
}

/// <summary>Writes a workbook: the headers bold and frozen, every cell a text where its column is none of numbers, or it is no number.
/// Rows are written as they are made. Thread-safe.</summary>
/// <remarks>Characters that XML cannot hold become blanks. Source: ECMA-376, SpreadsheetML.</remarks>
public static class WorkbookWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string SheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Drawing = "http://schemas.openxmlformats.org/drawingml/2006/";
    private const string OfDrawings = "application/vnd.openxmlformats-officedocument.drawing";
    private const int BoldStyle = 1;
    private const int HeaderStyle = 2;
    private const int OwnStyles = 3;
    private const int OwnFormats = 164;
    private const int ChartRows = 22;
    private static readonly HashSet<int> Texts = [];

    /// <summary>Writes the workbook; the stream stays open and need not be able to seek.</summary>
    public static void Write(IReadOnlyList<Sheet> sheets, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        ArgumentNullException.ThrowIfNull(stream);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var numbers = Enumerable.Range(1, sheets.Count).ToArray();
        var drawn = numbers.Where(i => sheets[i - 1].Charts.Count > 0).ToArray();
        var formats = sheets.SelectMany(sheet => sheet.Columns).Select(column => column.Format)
            .Where(format => format != "General").Distinct().Select((format, at) => (format, at))
            .ToDictionary(pair => pair.format, pair => pair.at, StringComparer.Ordinal);
        Part(zip, "[Content_Types].xml", string.Concat(
            $"<Types xmlns='{ContentTypes}'><Default Extension='rels' " +
            $"ContentType='application/vnd.openxmlformats-package.relationships+xml'/>",
            $"<Override PartName='/xl/workbook.xml' ContentType='{SheetMl}sheet.main+xml'/>",
            $"<Override PartName='/xl/styles.xml' ContentType='{SheetMl}styles+xml'/>",
            string.Concat(numbers.Select(i => $"<Override PartName='/xl/worksheets/sheet{i}.xml' ContentType='{SheetMl}worksheet+xml'/>")),
            string.Concat(drawn.Select(i =>
                $"<Override PartName='/xl/drawings/drawing{i}.xml' ContentType='{OfDrawings}+xml'/>" +
                string.Concat(sheets[i - 1].Charts.Select((_, at) =>
                    $"<Override PartName='/xl/charts/chart{i}-{at + 1}.xml' ContentType='{OfDrawings}ml.chart+xml'/>")))),
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
        Part(zip, "xl/styles.xml", Styles(formats));
        foreach (var i in drawn)
            WriteCharts(zip, i, sheets[i - 1].Charts);
        foreach (var i in numbers)
        {
            using var content = Entry(zip, $"xl/worksheets/sheet{i}.xml", CompressionLevel.Fastest).Open();
            using var xml = XmlWriter.Create(content, new() { Encoding = new UTF8Encoding(false) });
            WriteSheet(xml, sheets[i - 1], formats);
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

    private static string Styles(Dictionary<string, int> formats) => string.Concat(
        $"<styleSheet xmlns='{Main}'>",
        formats.Count == 0 ? "" : $"<numFmts count='{formats.Count}'>" + string.Concat(formats.Select(format =>
            $"<numFmt numFmtId='{OwnFormats + format.Value}' formatCode='{Escaped(format.Key)}'/>")) + "</numFmts>",
        "<fonts count='2'><font><sz val='11'/><name val='Calibri'/></font><font><b/><sz val='11'/><name val='Calibri'/></font></fonts>",
        "<fills count='2'><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill></fills>",
        $"<borders count='1'><border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs><cellXfs count='{OwnStyles + formats.Count}'>",
        "<xf xfId='0'/><xf xfId='0' fontId='1' applyFont='1'/><xf xfId='0' fontId='1' applyFont='1' applyAlignment='1'>",
        "<alignment vertical='top' wrapText='1'/></xf>",
        string.Concat(formats.Values.Select(at => $"<xf xfId='0' numFmtId='{OwnFormats + at}' applyNumberFormat='1'/>")),
        "</cellXfs></styleSheet>");

    private static void WriteSheet(XmlWriter xml, Sheet sheet, Dictionary<string, int> formats)
    {
        var hasHeader = sheet.Header.Count > 0;
        xml.WriteStartElement("worksheet", Main);
        if (sheet.Columns.Count > 0)
            xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        if (hasHeader)
        {
            var left = sheet.Frozen > 0 ? $"xSplit=\"{sheet.Frozen}\" " : "";
            var place = $"{left}ySplit=\"1\" topLeftCell=\"{ColumnLetters(sheet.Frozen)}2\"";
            xml.WriteRaw(
                $"<sheetViews><sheetView workbookViewId=\"0\"><pane {place} activePane=\"bottom{(sheet.Frozen > 0 ? "Right" : "Left")}\" " +
                "state=\"frozen\"/></sheetView></sheetViews>");
        }

        if (sheet.Columns.Count > 0)
            xml.WriteRaw("<cols>" + string.Concat(sheet.Columns.Select((column, at) => string.Create(
                CultureInfo.InvariantCulture,
                $"<col min=\"{at + 1}\" max=\"{at + 1}\" width=\"{column.Width}\" customWidth=\"1\"/>"))) + "</cols>");
        int[] styles = [.. sheet.Columns.Select(column => formats.TryGetValue(column.Format, out var at) ? OwnStyles + at : 0)];
        xml.WriteStartElement("sheetData", Main);
        var row = 0;
        if (hasHeader)
            WriteRow(xml, ++row, sheet.Header, _ => sheet.Columns.Count > 0 ? HeaderStyle : BoldStyle, Texts);
        foreach (var cells in sheet.Rows)
            WriteRow(xml, ++row, cells, column => column < styles.Length ? styles[column] : 0, sheet.Numbers);
        xml.WriteEndElement();
        if (sheet.HasFilter && hasHeader)
            xml.WriteRaw($"<autoFilter ref=\"A1:{ColumnLetters(sheet.Header.Count - 1)}{row - sheet.Totals}\"/>");
        if (sheet.Columns.Count > 0)
            xml.WriteRaw("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
        if (sheet.Charts.Count > 0)
            xml.WriteRaw($"<drawing r:id=\"drawing\" xmlns:r=\"{Relations}\"/>");
        xml.WriteEndElement();
    }

    private static void WriteRow(
        XmlWriter xml, int row, IReadOnlyList<string> cells, Func<int, int> styleOf, IReadOnlySet<int> numbers)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", $"{row}");
        for (var column = 0; column < cells.Count; column++)
        {
            if (cells[column].Length == 0)
                continue;
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", $"{ColumnLetters(column)}{row}");
            if (styleOf(column) is > 0 and var style)
                xml.WriteAttributeString("s", $"{style}");
            if (numbers.Contains(column) && IsNumber(cells[column]))
            {
                xml.WriteElementString("v", Main, cells[column]);
                xml.WriteEndElement();
                continue;
            }

            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteElementString("t", Main, string.Create(cells[column].Length, cells[column], Blank));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static void WriteCharts(ZipArchive zip, int sheet, IReadOnlyList<SheetChart> charts)
    {
        var relations = new StringBuilder();
        var anchors = new StringBuilder();
        foreach (var (at, chart) in charts.Index())
        {
            relations.Append($"<Relationship Id='c{at + 1}' Type='{Relations}/chart' Target='../charts/chart{sheet}-{at + 1}.xml'/>");
            var (left, top) = (at % 2 * 9, (at / 2 * ChartRows) + 1);
            anchors.Append(
                $"<d:twoCellAnchor><d:from><d:col>{left}</d:col><d:colOff>0</d:colOff><d:row>{top}</d:row><d:rowOff>0</d:rowOff></d:from>" +
                $"<d:to><d:col>{left + 9}</d:col><d:colOff>0</d:colOff><d:row>{top + ChartRows - 1}</d:row><d:rowOff>0</d:rowOff></d:to>" +
                $"<d:graphicFrame macro=''><d:nvGraphicFramePr><d:cNvPr id='{at + 2}' name='{Escaped(chart.Title)}'/>" +
                "<d:cNvGraphicFramePr/></d:nvGraphicFramePr><d:xfrm><a:off x='0' y='0'/><a:ext cx='0' cy='0'/></d:xfrm><a:graphic>" +
                $"<a:graphicData uri='{Drawing}chart'><c:chart xmlns:c='{Drawing}chart' r:id='c{at + 1}'/></a:graphicData></a:graphic>" +
                "</d:graphicFrame><d:clientData/></d:twoCellAnchor>");
            Part(zip, $"xl/charts/chart{sheet}-{at + 1}.xml", Bars(chart));
        }

        Part(
            zip, $"xl/worksheets/_rels/sheet{sheet}.xml.rels",
            $"<Relationships xmlns='{PackageRelations}'><Relationship Id='drawing' Type='{Relations}/drawing' " +
            $"Target='../drawings/drawing{sheet}.xml'/></Relationships>");
        Part(
            zip, $"xl/drawings/drawing{sheet}.xml",
            $"<d:wsDr xmlns:d='{Drawing}spreadsheetDrawing' xmlns:a='{Drawing}main' xmlns:r='{Relations}'>{anchors}</d:wsDr>");
        Part(
            zip, $"xl/drawings/_rels/drawing{sheet}.xml.rels", $"<Relationships xmlns='{PackageRelations}'>{relations}</Relationships>");
    }

    /// <summary>Horizontal bars, the first row on top.</summary>
    private static string Bars(SheetChart chart)
    {
        string[] colours = ["1B6CB0", "F3D9C4"];
        string[] edges = ["1B6CB0", "C45A0C"];
        static string Title(string text, int size) =>
            "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr/></a:pPr><a:r>" +
            $"<a:rPr lang='en' sz='{size}' b='{(size > 1000 ? 1 : 0)}'/><a:t>{Escaped(text)}</a:t></a:r></a:p>" +
            "</c:rich></c:tx><c:overlay val='0'/></c:title>";
        string Cells(int column) => Escaped($"'{chart.Sheet}'!${ColumnLetters(column)}$2:${ColumnLetters(column)}${chart.Rows + 1}");
        string Header(int column) => Escaped($"'{chart.Sheet}'!${ColumnLetters(column)}$1");
        return string.Concat(
            $"<c:chartSpace xmlns:c='{Drawing}chart' xmlns:a='{Drawing}main'><c:roundedCorners val='0'/><c:chart>",
            Title(chart.Title, 1200), "<c:autoTitleDeleted val='0'/><c:plotArea><c:layout/>",
            "<c:barChart><c:barDir val='bar'/><c:grouping val='clustered'/>",
            "<c:varyColors val='0'/>",
            string.Concat(chart.Values.Select((column, at) =>
                $"<c:ser><c:idx val='{at}'/><c:order val='{at}'/><c:tx><c:strRef><c:f>{Header(column)}</c:f></c:strRef></c:tx><c:spPr>" +
                $"<a:solidFill><a:srgbClr val='{colours[at % 2]}'/></a:solidFill><a:ln><a:solidFill><a:srgbClr val='{edges[at % 2]}'/>" +
                "</a:solidFill></a:ln></c:spPr><c:invertIfNegative val='0'/>" +
                $"<c:cat><c:strRef><c:f>{Cells(chart.Names)}</c:f></c:strRef></c:cat>" +
                $"<c:val><c:numRef><c:f>{Cells(column)}</c:f></c:numRef></c:val></c:ser>")),
            "<c:gapWidth val='50'/><c:axId val='1'/><c:axId val='2'/></c:barChart>",
            "<c:catAx><c:axId val='1'/><c:scaling><c:orientation val='maxMin'/></c:scaling><c:delete val='0'/><c:axPos val='l'/>",
            "<c:numFmt formatCode='General' sourceLinked='0'/><c:majorTickMark val='none'/><c:minorTickMark val='none'/>",
            "<c:tickLblPos val='low'/><c:crossAx val='2'/><c:crosses val='autoZero'/></c:catAx>",
            "<c:valAx><c:axId val='2'/><c:scaling><c:orientation val='minMax'/></c:scaling><c:delete val='0'/><c:axPos val='b'/>",
            "<c:majorGridlines><c:spPr><a:ln><a:solidFill><a:srgbClr val='D9D9D9'/></a:solidFill></a:ln></c:spPr></c:majorGridlines>",
            chart.Unit.Length > 0 ? Title(chart.Unit, 900) : "",
            $"<c:numFmt formatCode='{Escaped(chart.Format)}' sourceLinked='0'/><c:majorTickMark val='none'/><c:minorTickMark val='none'/>",
            "<c:tickLblPos val='nextTo'/><c:crossAx val='1'/><c:crosses val='max'/></c:valAx></c:plotArea>",
            chart.Values.Count > 1 ? "<c:legend><c:legendPos val='b'/><c:overlay val='0'/></c:legend>" : "",
            "<c:plotVisOnly val='1'/><c:dispBlanksAs val='gap'/></c:chart></c:chartSpace>");
    }

    private static string Escaped(string text) => SecurityElement.Escape(text)!;

    private static void Blank(Span<char> clean, string text)
    {
        for (var i = 0; i < clean.Length; i++)
            clean[i] = XmlConvert.IsXmlChar(text[i]) ? text[i] : ' ';
    }

    private static string ColumnLetters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
}

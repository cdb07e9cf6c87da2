using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Gruppera.Presentation.Documents;

/// <summary>A document for word processors (.docx): headings that a table of contents finds, paragraphs, lists, and tables whose first row
/// is repeated on each page. The same document gives the same bytes. Not thread-safe.</summary>
/// <remarks>Source: ECMA-376, WordprocessingML and Open Packaging Conventions.</remarks>
internal sealed class WordFile : IDisposable
{
    internal const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string WordMl = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const int PageWidth = 11906; // of A4, in twentieths of a point
    private const int Margin = 1134;
    private const int TextWidth = PageWidth - (2 * Margin);
    private static readonly string[] Borders = ["top", "left", "bottom", "right", "insideH", "insideV"];
    private readonly ZipArchive _zip;
    private readonly Stream _content;
    private readonly XmlWriter _xml;

    /// <param name="stream">Where to; it stays open and need not be able to seek.</param>
    /// <param name="language">Language of the text, as <c>sv</c>.</param>
    internal WordFile(Stream stream, string language)
    {
        _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        Part("[Content_Types].xml", string.Concat(
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ",
            "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>",
            $"<Override PartName='/word/document.xml' ContentType='{WordMl}document.main+xml'/>",
            $"<Override PartName='/word/styles.xml' ContentType='{WordMl}styles+xml'/></Types>"));
        Part("_rels/.rels",
            $"<Relationships xmlns='{PackageRelations}'><Relationship Id='r1' Type='{Relations}/officeDocument' " +
            "Target='word/document.xml'/></Relationships>");
        Part("word/_rels/document.xml.rels",
            $"<Relationships xmlns='{PackageRelations}'><Relationship Id='r1' Type='{Relations}/styles' " +
            "Target='styles.xml'/></Relationships>");
        Part("word/styles.xml", Styles(language));
        _content = Entry("word/document.xml").Open();
        _xml = XmlWriter.Create(_content, new() { Encoding = new UTF8Encoding(false) });
        Start("document");
        Start("body");
    }

    internal void Heading(string text, int level) => Paragraph(text, $"Heading{Math.Clamp(level, 1, 4)}");

    /// <summary>A paragraph, or at a depth from 1 an item of a list.</summary>
    internal void Line(string text, int depth = 0)
    {
        Start("p");
        if (depth != 0)
        {
            Start("pPr");
            Start("ind");
            Attribute("left", depth < 0 ? 284 : 284 * depth);
            if (depth > 0)
                Attribute("hanging", 284);
            End();
            End();
        }

        Run(depth > 0 ? "\u2013\u00a0" + text : text, isBold: false);
        End();
    }

    internal void Table(string[] headers, string[][] rows, int[] right)
    {
        var widths = Widths(headers, rows);
        Start("tbl");
        Start("tblPr");
        Element("tblStyle", "TableGrid");
        Start("tblW");
        Attribute("w", TextWidth);
        Attribute("type", "dxa");
        End();
        End();
        Start("tblGrid");
        foreach (var width in widths)
        {
            Start("gridCol");
            Attribute("w", width);
            End();
        }

        End();
        Row(headers, isHeader: true);
        foreach (var row in rows)
            Row(row, isHeader: false);
        End();
        Line(""); // two tables one after the other would be one

        void Row(string[] cells, bool isHeader)
        {
            Start("tr");
            Start("trPr");
            Start("cantSplit");
            End();
            if (isHeader)
            {
                Start("tblHeader");
                End();
            }

            End();
            foreach (var (column, cell) in cells.Index())
            {
                Start("tc");
                Start("tcPr");
                Start("tcW");
                Attribute("w", widths[column]);
                Attribute("type", "dxa");
                End();
                End();
                Start("p");
                Start("pPr");
                Element("pStyle", "Cell");
                if (right.Contains(column))
                    Element("jc", "right");
                End();
                Run(cell, isHeader);
                End();
                End();
            }

            End();
        }
    }

    public void Dispose()
    {
        Start("sectPr");
        Start("pgSz");
        Attribute("w", PageWidth);
        Attribute("h", 16838);
        End();
        Start("pgMar");
        foreach (var side in (string[])["top", "right", "bottom", "left", "header", "footer"])
            Attribute(side, Margin);
        Attribute("gutter", 0);
        End();
        End();
        _xml.WriteEndDocument();
        _xml.Dispose();
        _content.Dispose();
        _zip.Dispose();
    }

    /// <summary>Widths by the longest cell of each column, none so narrow that its longest word breaks where there is room.</summary>
    private static int[] Widths(string[] headers, string[][] rows)
    {
        double[] wanted = [.. headers.Select((header, column) => Math.Clamp(
            rows.Select(row => row[column].Length).Append(header.Length).Max(), 4, 60))];
        var sum = wanted.Sum();
        return [.. wanted.Select(width => (int)(TextWidth * width / sum))];
    }

    private void Paragraph(string text, string style)
    {
        Start("p");
        Start("pPr");
        Element("pStyle", style);
        End();
        Run(text, isBold: false);
        End();
    }

    private void Run(string text, bool isBold)
    {
        if (text.Length == 0)
            return;
        Start("r");
        if (isBold)
        {
            Start("rPr");
            Start("b");
            End();
            End();
        }

        Start("t");
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : ' ')));
        End();
        End();
    }

    private void Start(string name) => _xml.WriteStartElement("w", name, Main);

    private void End() => _xml.WriteEndElement();

    private void Element(string name, string value)
    {
        Start(name);
        Attribute("val", value);
        End();
    }

    private void Attribute(string name, object value) => _xml.WriteAttributeString("w", name, Main, $"{value}");

    private ZipArchiveEntry Entry(string path)
    {
        var entry = _zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private void Part(string path, string xml)
    {
        using var content = Entry(path).Open();
        content.Write(Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + xml));
    }

    private static string Styles(string language) => string.Concat(
        $"<w:styles xmlns:w='{Main}'><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Calibri' w:hAnsi='Calibri' w:cs='Calibri'/>",
        $"<w:sz w:val='21'/><w:lang w:val='{language}'/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after='120' ",
        "w:line='264' w:lineRule='auto'/></w:pPr></w:pPrDefault></w:docDefaults>",
        "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>",
        Heading(1, 32, 0), Heading(2, 26, 280), Heading(3, 23, 200), Heading(4, 21, 160),
        "<w:style w:type='paragraph' w:customStyle='1' w:styleId='Cell'><w:name w:val='Cell'/><w:basedOn w:val='Normal'/><w:pPr>",
        "<w:spacing w:before='20' w:after='20' w:line='240' w:lineRule='auto'/></w:pPr><w:rPr><w:sz w:val='18'/></w:rPr></w:style>",
        "<w:style w:type='table' w:styleId='TableGrid'><w:name w:val='Table Grid'/><w:tblPr><w:tblBorders>",
        string.Concat(Borders.Select(side => $"<w:{side} w:val='single' w:sz='4' w:space='0' w:color='A0A0A0'/>")),
        "</w:tblBorders></w:tblPr></w:style></w:styles>");

    private static string Heading(int level, int size, int before) => string.Concat(
        $"<w:style w:type='paragraph' w:styleId='Heading{level}'><w:name w:val='heading {level}'/><w:basedOn w:val='Normal'/>",
        $"<w:next w:val='Normal'/><w:pPr><w:keepNext/><w:spacing w:before='{before}' w:after='100'/><w:outlineLvl w:val='{level - 1}'/>",
        $"</w:pPr><w:rPr><w:b/><w:sz w:val='{size}'/></w:rPr></w:style>");
}

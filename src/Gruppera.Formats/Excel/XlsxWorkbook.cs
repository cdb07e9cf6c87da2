using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Excel;

/// <summary>A workbook of today. What a cell is to mean is read from its own notation: the error it holds, the formula without a value,
/// the digits that a number has.</summary>
/// <remarks>Source: ECMA-376, SpreadsheetML; the strict and the transitional namespace alike.</remarks>
internal sealed class XlsxWorkbook : Workbook
{
    private const int MostParts = 10_000;
    private const int MostRows = 1_048_576;
    private static readonly XmlReaderSettings Settings = new()
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly Func<Stream> _open;
    private readonly ImmutableArray<string> _parts;
    private readonly SharedStrings _texts = new();
    private readonly CellStyles _styles;

    public XlsxWorkbook(Func<Stream> open)
    {
        _open = open;
        using var zip = new ZipArchive(open(), ZipArchiveMode.Read);
        var main = Relations(zip, "").FirstOrDefault(each => each.Value.Type == "officeDocument").Value.Target ?? "xl/workbook.xml";
        var relations = Relations(zip, main);
        var (names, parts, isFrom1904) = (new List<string>(), new List<string>(), false);
        using (var xml = Read(zip, main))
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
                    isFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "sheet"
                    || !relations.TryGetValue(RelationOf(xml), out var relation) || relation.Type != "worksheet")
                    continue;
                if (names.Count == MostSheets)
                    throw new InvalidDataException("it has more than 1 000 sheets");
                names.Add(ColumnName.Fold(xml.GetAttribute("name") ?? ""));
                parts.Add(relation.Target);
            }
        }

        (Sheets, _parts) = ([.. names], [.. parts]);
        if (relations.Values.FirstOrDefault(each => each.Type == "sharedStrings").Target is { } texts && Entry(zip, texts) is not null)
            ReadTexts(zip, texts);
        var styles = relations.Values.FirstOrDefault(each => each.Type == "styles").Target;
        if (styles is null || Entry(zip, styles) is null)
        {
            _styles = new(isFrom1904);
            return;
        }

        using var style = Read(zip, styles);
        _styles = new(isFrom1904, style);
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        using var zip = new ZipArchive(_open(), ZipArchiveMode.Read);
        using var xml = Read(zip, _parts[sheet]);
        var (row, text, number, column) = (new RowMaker(), new XmlCellText(), 0, -1);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row")
            {
                if (row.Take(number) is { } whole)
                    yield return whole;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                var before = number;
                number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                    ? given
                    : number + 1;
                column = -1;
                if (number < before)
                    throw new InvalidDataException("the rows of a sheet are not in order");
                if (number > MostRows)
                    throw new InvalidDataException("a sheet has at most 1 048 576 rows");
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
            {
                column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                AddCell(xml, text, row, column);
            }
        }
    }

    private void AddCell(XmlReader xml, XmlCellText text, RowMaker row, int column)
    {
        var (type, style) = (xml.GetAttribute("t") ?? "n", xml.GetAttribute("s"));
        var (hasFormula, hasValue, value) = (false, false, "");
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            for (var isMore = xml.Read(); isMore && xml.Depth > depth;)
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    isMore = xml.Read();
                    continue;
                }

                hasFormula |= xml.LocalName == "f";
                if (xml.LocalName is not ("v" or "is"))
                {
                    xml.Skip();
                    continue;
                }

                (hasValue, value) = (true, xml.LocalName == "v" ? text.Content(xml) : text.Runs(xml));
            }
        }

        if (hasFormula && (!hasValue || (value.Length == 0 && type != "str")))
            row.Add(column, NoValue, CellFault.NoValue);
        else if (type == "e")
            row.Add(column, value, CellFault.Error);
        else if (type == "n" && value.Length > 0)
            AddNumber(row, column, value.Trim(), style);
        else if (value.Length > 0)
            row.Add(column, TextOf(type, value));
    }

    private void AddNumber(RowMaker row, int column, string value, string? style)
    {
        if (_styles.DateOf(value, style) is { } date)
            row.Add(column, date);
        else
            row.Add(column, Number(value, out var isRounded), isRounded ? CellFault.Rounded : null);
    }

    private string TextOf(string type, string value) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out var index) && index >= 0 && index < _texts.Count
            ? _texts[index]
            : throw new InvalidDataException("a cell has a text that the workbook lacks"),
        "b" => value is "1" or "true" ? "True" : "False",
        "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date) ? Date(date) : value,
        _ => value.Trim(),
    };

    private void ReadTexts(ZipArchive zip, string part)
    {
        using var xml = Read(zip, part);
        var text = new XmlCellText();
        for (var isMore = xml.Read(); isMore;)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
            {
                isMore = xml.Read();
                continue;
            }

            _texts.Add(text.Runs(xml).Trim());
            isMore = !xml.EOF;
        }
    }

    /// <summary>The column of a reference such as <c>AB12</c>, the first being 0.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter) || column > 100_000)
                break;
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static string RelationOf(XmlReader xml)
    {
        for (var isMore = xml.MoveToFirstAttribute(); isMore; isMore = xml.MoveToNextAttribute())
        {
            if (xml is { LocalName: "id", NamespaceURI.Length: > 0 })
            {
                var id = xml.Value;
                xml.MoveToElement();
                return id;
            }
        }

        xml.MoveToElement();
        return "";
    }

    /// <summary>What a part refers to: types without their namespace, targets as paths in the zip.</summary>
    private static Dictionary<string, (string Type, string Target)> Relations(ZipArchive zip, string part)
    {
        var folder = part.Contains('/', StringComparison.Ordinal) ? part[..(part.LastIndexOf('/') + 1)] : "";
        var path = $"{folder}_rels/{part[folder.Length..]}.rels";
        var relations = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        if (Entry(zip, path) is null)
            return relations;
        using var xml = Read(zip, path);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("Target") is not { } target)
                continue;
            var type = xml.GetAttribute("Type") ?? "";
            if (relations.Count == MostParts)
                throw new InvalidDataException("the workbook has too many parts");
            relations[xml.GetAttribute("Id") ?? ""] =
                (type[(type.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : Join(folder, target));
        }

        return relations;
    }

    private static string Join(string folder, string target)
    {
        while (target.StartsWith("../", StringComparison.Ordinal) || target.StartsWith("./", StringComparison.Ordinal))
        {
            if (target[1] == '.')
                folder = folder.Length > 1 && folder.LastIndexOf('/', folder.Length - 2) is >= 0 and var up ? folder[..(up + 1)] : "";
            target = target[(target.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        return folder + target;
    }

    /// <summary>A part; some programs write its name in other letters than those that refer to it.</summary>
    private static ZipArchiveEntry? Entry(ZipArchive zip, string part) =>
        zip.GetEntry(part) ?? zip.Entries.FirstOrDefault(entry =>
            string.Equals(entry.FullName.Replace('\\', '/'), part, StringComparison.OrdinalIgnoreCase));

    private static XmlReader Read(ZipArchive zip, string part)
    {
        var entry = Entry(zip, part) ?? throw new InvalidDataException($"the workbook lacks its part {part}");
        return XmlReader.Create(new BoundedXml(new CheckedStream(entry.Open(), entry.Length, entry.Crc32)), Settings);
    }
}

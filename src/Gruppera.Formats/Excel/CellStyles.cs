using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Gruppera.Formats.Excel;

/// <summary>Which numbers of a workbook are dates: a cell's style names a format, and the format has letters of dates.</summary>
internal sealed partial class CellStyles
{
    private const int LastDay = 2_958_465;
    private const int From1904 = 1462;
    private const int MostFormats = 10_000;
    private const int MostStyles = 1_000_000;
    private static readonly SearchValues<char> LettersOfDates = SearchValues.Create("dmyhsDMYHS");
    private readonly int _offset;
    private readonly List<bool> _isDate = [];

    /// <summary>A workbook without styles has no dates.</summary>
    public CellStyles(bool isFrom1904) => _offset = isFrom1904 ? From1904 : 0;

    /// <summary>Reads the part with the styles.</summary>
    public CellStyles(bool isFrom1904, XmlReader xml)
        : this(isFrom1904)
    {
        var own = new Dictionary<int, bool>();
        var isOfCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
                isOfCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element
                || !int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format))
            {
                if (xml.NodeType == XmlNodeType.Element && isOfCells && xml.LocalName == "xf")
                    _isDate.Add(false);
                continue;
            }

            if (own.Count > MostFormats || _isDate.Count > MostStyles)
                throw new InvalidDataException("the workbook has too many styles");
            if (xml.LocalName == "numFmt")
                own[format] = IsOfDates(xml.GetAttribute("formatCode") ?? "");
            else if (isOfCells && xml.LocalName == "xf")
                _isDate.Add(own.TryGetValue(format, out var isDate)
                    ? isDate
                    : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
        }
    }

    /// <summary>The date or time of day that a number is; null if it is a number.</summary>
    public string? DateOf(string value, string? style)
    {
        if (!int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= _isDate.Count || !_isDate[index]
            || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days)
            || days < 0 || days + _offset >= LastDay)
        {
            return null;
        }

        var date = new DateTime(1899, 12, 30).AddSeconds(Math.Round((days + _offset) * 86_400));
        // Excel counts a 29 February 1900 that never was.
        if (days + _offset < 60)
            date = date.AddDays(1);
        var form = days < 1 ? "HH:mm:ss" : date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return date.ToString(form, CultureInfo.InvariantCulture);
    }

    private static bool IsOfDates(string format) => NotLetters().Replace(format, "").AsSpan().ContainsAny(LettersOfDates);

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]|General", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotLetters();
}

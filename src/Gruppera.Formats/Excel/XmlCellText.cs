using System.Text;
using System.Xml;

namespace Gruppera.Formats.Excel;

/// <summary>Reads the texts of cells, no longer than a spreadsheet lets them be. Not thread-safe.</summary>
internal sealed class XmlCellText
{
    private const int Longest = 32_767;
    private readonly StringBuilder _text = new();
    private readonly char[] _part = new char[512];

    /// <summary>The text of an element without elements in it; the reader stands behind it.</summary>
    /// <exception cref="InvalidDataException">It is longer than a cell can be.</exception>
    internal string Content(XmlReader xml)
    {
        _text.Clear();
        Add(xml);
        return _text.ToString();
    }

    /// <summary>The text of an element with runs of text, without what tells how it is pronounced; the reader stands behind it.</summary>
    /// <exception cref="InvalidDataException">It is longer than a cell can be.</exception>
    internal string Runs(XmlReader xml)
    {
        _text.Clear();
        var depth = xml.Depth;
        for (var isMore = !xml.IsEmptyElement && xml.Read(); isMore && xml.Depth > depth;)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
                xml.Skip();
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
                Add(xml);
            else
                isMore = xml.Read();
        }

        xml.Read();
        return _text.ToString();
    }

    private void Add(XmlReader xml)
    {
        var depth = xml.Depth;
        for (var isMore = !xml.IsEmptyElement && xml.Read(); isMore && xml.Depth > depth; isMore = xml.Read())
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            for (int read; (read = xml.ReadValueChunk(_part, 0, _part.Length)) > 0;)
            {
                _text.Append(_part, 0, read);
                if (_text.Length > Longest)
                    throw new InvalidDataException("a cell holds more than 32 767 characters");
            }
        }

        xml.Read();
    }
}

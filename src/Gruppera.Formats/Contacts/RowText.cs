using System.Runtime.CompilerServices;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>What a line of a file of contacts is that is no contact: seen from its bytes, without allocating. Thread-safe.</summary>
internal static class RowText
{
    private const byte EndMark = 0x1A;
    private const int LongestTotal = 60;

    /// <summary>Words that make a line of totals of any, where no letter follows in the row.</summary>
    private static readonly byte[][] Within =
    [
        .. new[] { "total", "totalt", "totals", "summa", "summary", "subtotal", "delsumma", "yhteensä" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>First texts of lines of totals and means, in small letters.</summary>
    private static readonly byte[][] Totals =
    [
        .. new[]
        {
            "total", "totalt", "totals", "totalsumma", "grand total", "sum", "summa", "summa totalt", "sub total", "subtotal", "delsumma",
            "sammanlagt", "antal", "antal rader", "row count", "rows", "i alt", "ialt", "i allt", "hovedtotal", "sum total", "subtotaler",
            "medel", "medelvärde", "genomsnitt", "snitt", "median", "mean", "average", "gjennomsnitt", "gennemsnit", "keskiarvo", "summary",
            "yhteensä", "kaikki yhteensä", "summa summarum", "samtals", "kokku", "totalt antal", "total antal", "number of rows",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>The text without the marks that DOS ends a file with.</summary>
    internal static ReadOnlySpan<byte> WithoutEndMark(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text[^1] != EndMark ? text : text.TrimEnd(EndMark);

    /// <summary>The text of a field, without blanks around it and without what keeps a spreadsheet from making a number of it
    /// (<c>="079"</c>). Most have nothing to trim: that is seen at their two ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (IsOfField(text[0]) && text[0] != '=' && IsOfField(text[^1])) ? text : TrimEnds(text);

    /// <summary>False for a blank, a control character and the bytes of letters beyond ASCII, among which are hard blanks.</summary>
    private static bool IsOfField(byte b) => (sbyte)b > ' ';

    private static ReadOnlySpan<byte> TrimEnds(ReadOnlySpan<byte> text)
    {
        if (!IsOfField(text[0]) || !IsOfField(text[^1]))
            text = CellBlanks.Trim(text);
        return text.Length > 2 && text[0] == '=' ? OfFormula(text) : text;
    }

    /// <summary>True if a row has nothing in any field.</summary>
    internal static bool IsBlank(ReadOnlySpan<byte> row, byte delimiter) => Start(row, delimiter) < 0;

    /// <summary>True for a ruler below a header, and for totals: a first text that is a word for them, with no more than numbers.</summary>
    internal static bool IsTotal(ReadOnlySpan<byte> row, byte delimiter)
    {
        var start = Start(row, delimiter);
        if (start < 0)
            return false;
        var first = row[start];
        if (first is (byte)'-' or (byte)'=' or (byte)'+' or (byte)'|')
            return IsRuler(row[start..], delimiter);
        if (!char.IsAsciiLetter((char)first))
            return false;
        var rest = row[start..].TrimEnd("\r\n"u8);
        var end = rest.IndexOfAny(delimiter, (byte)'"');
        var cell = end < 0 ? rest : rest[..end];
        return cell.Length <= LongestTotal && (IsOneOf(Totals, cell.TrimEnd(" :.0123456789()="u8))
            || (HasWord(cell) && !HasLetter(rest[cell.Length..])));
    }

    /// <summary>True if a word of totals is among the words of a text, as <c>Overall - Total</c> or <c>Summa K</c>.</summary>
    private static bool HasWord(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(" -:()"u8);
            if (IsOneOf(Within, end < 0 ? text : text[..end]))
                return true;
            text = end < 0 ? default : text[(end + 1)..];
        }

        return false;
    }

    /// <summary>True for a field that is a line of text: in brackets, behind a number sign, or of several words.</summary>
    internal static bool IsLine(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t\""u8);
        if (field.IsEmpty)
            return false;
        return field[0] is (byte)'(' or (byte)'#' || (field.Contains((byte)' ') && HasLetter(field));
    }

    private static ReadOnlySpan<byte> OfFormula(ReadOnlySpan<byte> text) => text switch
    {
        [_, (byte)'"', (byte)'"', .. var inner, (byte)'"', (byte)'"'] => Trim(inner),
        [_, (byte)'"', .. var inner, (byte)'"'] => Trim(inner),
        _ => text,
    };

    /// <summary>Where the first text of a row begins; -1 if it has none.</summary>
    private static int Start(ReadOnlySpan<byte> row, byte delimiter)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == 0xC2 && i + 1 < row.Length && row[i + 1] == 0xA0)
                i++;
            else if (row[i] != delimiter && row[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or EndMark))
                return i;
        }

        return -1;
    }

    /// <summary>True for strokes alone, at least three on end.</summary>
    private static bool IsRuler(ReadOnlySpan<byte> text, byte delimiter)
    {
        foreach (var b in text)
        {
            if (b != delimiter && b is not ((byte)'-' or (byte)'=' or (byte)'+' or (byte)'|' or (byte)' ' or (byte)'"'))
                return false;
        }

        return text.IndexOf("---"u8) >= 0 || text.IndexOf("==="u8) >= 0;
    }

    private static bool IsOneOf(byte[][] words, ReadOnlySpan<byte> text)
    {
        foreach (var word in words)
        {
            if (word.Length == text.Length && IsSame(word, text))
                return true;
        }

        return false;
    }

    private static bool IsSame(ReadOnlySpan<byte> small, ReadOnlySpan<byte> any)
    {
        for (var i = 0; i < small.Length; i++)
        {
            if ((small[i] | 0x20) != (any[i] | 0x20))
                return false;
        }

        return true;
    }

    private static bool HasLetter(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (char.IsAsciiLetter((char)b))
                return true;
        }

        return false;
    }
}

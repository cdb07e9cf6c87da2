namespace Gruppera.Formats.Csv;

/// <summary>What parts the fields of a text.</summary>
internal static class Delimiters
{
    private const int LongestSepLine = 16;

    private static ReadOnlySpan<byte> Known => ";,\t|"u8;

    /// <summary>The delimiter of a text by its first line: the most frequent of semicolon, comma, tab and pipe outside quotes; a comma
    /// where it has none.</summary>
    public static byte Find(ReadOnlySpan<byte> text)
    {
        Span<int> counts = [0, 0, 0, 0];
        var quoted = false;
        foreach (var b in text)
        {
            if (b == '\n' && !quoted)
                break;
            quoted ^= b == '"';
            var kind = quoted ? -1 : Known.IndexOf(b);
            if (kind >= 0)
                counts[kind]++;
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            best = counts[i] > counts[best] ? i : best;
        return counts[best] > 0 ? Known[best] : (byte)',';
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> names, as Excel reads it.</summary>
    /// <param name="text">The text from its beginning.</param>
    /// <param name="length">Length of the line with its end; 0 where there is none.</param>
    public static byte OfSepLine(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        var end = text[..Math.Min(text.Length, LongestSepLine)].IndexOf((byte)'\n');
        if (end < 0)
            return 0;
        var line = text[..end].TrimEnd((byte)'\r').Trim((byte)'"');
        if (line.Length != 5 || !System.Text.Ascii.EqualsIgnoreCase(line[..4], "sep="u8))
            return 0;
        length = end + 1;
        return line[4];
    }
}

namespace Gruppera.Formats.Csv;

/// <summary>What parts the fields of a text.</summary>
internal static class Delimiters
{
    private const int LongestSepLine = 16;
    private const int MostCounted = 256;
    private const int FirstLines = 50;

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

    /// <summary>The delimiter of a text whose header may stand below titles: the one that many of the first lines have the same number of,
    /// and the most in a line. What stands in quotes parts nothing.</summary>
    public static byte FindBelowTitles(ReadOnlySpan<byte> text)
    {
        Span<int> lines = stackalloc int[MostCounted];
        var (best, most) = ((byte)',', 0);
        foreach (var delimiter in Known)
        {
            lines.Clear();
            var rest = text;
            for (var number = 0; !rest.IsEmpty && number < FirstLines; number++)
            {
                var end = rest.IndexOf((byte)'\n');
                lines[Math.Min(Count(end < 0 ? rest : rest[..end], delimiter), MostCounted - 1)]++;
                rest = end < 0 ? default : rest[(end + 1)..];
            }

            var count = 0;
            foreach (var same in lines[1..])
                count = Math.Max(count, same);
            if (count > most)
                (best, most) = (delimiter, count);
        }

        return best;
    }

    private static int Count(ReadOnlySpan<byte> line, byte delimiter)
    {
        var (count, isQuoted) = (0, false);
        foreach (var b in line)
        {
            isQuoted ^= b == '"';
            count += b == delimiter && !isQuoted ? 1 : 0;
        }

        return count;
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> names, as Excel reads it.</summary>
    /// <param name="text">The text from its beginning.</param>
    /// <param name="length">Length of the line with its end; 0 if there is none.</param>
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

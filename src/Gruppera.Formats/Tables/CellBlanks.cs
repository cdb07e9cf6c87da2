namespace Gruppera.Formats.Tables;

/// <summary>Blanks around the text of a cell: those of ASCII, and the hard, narrow and invisible ones that web pages and word processors
/// leave. From bytes, without allocating.</summary>
internal static class CellBlanks
{
    /// <summary>The text without blanks at its ends.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (LengthAtStart(text) is > 0 and var length)
            text = text[length..];
        while (LengthAtEnd(text) is > 0 and var length)
            text = text[..^length];
        return text;
    }

    private static int LengthAtStart(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)' ' or (byte)'\t', ..] => 1,
        [0xC2, 0xA0 or 0xAD, ..] => 2,
        [0xE2, 0x80, (>= 0x80 and <= 0x8F) or 0xAF, ..] or [0xE2, 0x81, 0x9F or 0xA0, ..] or [0xEF, 0xBB, 0xBF, ..]
            or [0xE3, 0x80, 0x80, ..] => 3,
        _ => 0,
    };

    private static int LengthAtEnd(ReadOnlySpan<byte> text) => text switch
    {
        [.., (byte)' ' or (byte)'\t'] => 1,
        [.., 0xC2, 0xA0 or 0xAD] => 2,
        [.., 0xE2, 0x80, (>= 0x80 and <= 0x8F) or 0xAF] or [.., 0xE2, 0x81, 0x9F or 0xA0] or [.., 0xEF, 0xBB, 0xBF]
            or [.., 0xE3, 0x80, 0x80] => 3,
        _ => 0,
    };
}

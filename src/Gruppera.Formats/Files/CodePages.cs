using System.Text;

namespace Gruppera.Formats.Files;

/// <summary>Tells old code pages apart by where their Nordic letters stand: at places of letters in words. Thread-safe.</summary>
internal static class CodePages
{
    /// <summary>Nordic letters of DOS: 850, 865 and 437 alike, but for ø. In Windows these bytes are quotes and other marks.</summary>
    private static readonly Page Dos = new("ibm850", [0x84, 0x94, 0x91, 0x86, 0x9B], [0x8F, 0x8E, 0x99, 0x92, 0x9D]);
    private static readonly Page Mac = new("macintosh", [0x8A, 0x9A, 0xBE, 0x8C, 0xBF], [0x81, 0x80, 0xAE, 0xAF]);
    private static readonly Page Windows = new("windows-1252", [0xE4, 0xF6, 0xE6, 0xE5, 0xF8, 0xE9, 0xFC], [0xC4, 0xD6, 0xC6, 0xC5, 0xD8]);

    static CodePages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The name of the code page of a text that is no UTF-8: <c>windows-1252</c>, unless its letters say DOS or Mac.</summary>
    internal static string Of(ReadOnlySpan<byte> text)
    {
        var (windows, dos, mac) = (0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            var (before, behind) = (i == 0 ? (byte)' ' : text[i - 1], i + 1 == text.Length ? (byte)' ' : text[i + 1]);
            // A dagger behind a code, which is an å of DOS.
            if (text[i] == 0x86 && char.IsAsciiDigit((char)before))
                return Windows.Name;
            windows += Windows.IsLetter(text[i], before, behind, isSure: true) ? 1 : 0;
            dos += Dos.IsLetter(text[i], before, behind, isSure: false) ? 1 : 0;
            mac += Mac.IsLetter(text[i], before, behind, isSure: false) ? 1 : 0;
        }

        var best = dos >= mac ? Dos : Mac;
        return Math.Max(dos, mac) > windows && Math.Max(dos, mac) >= 2 * Math.Min(dos, mac) ? best.Name : Windows.Name;
    }

    /// <summary>What each byte of a code page is in UTF-8.</summary>
    internal static byte[][] Letters(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var letters = new byte[256][];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = Encoding.UTF8.GetBytes(encoding.GetString([(byte)i]));
        return letters;
    }

    private static bool IsSmall(byte b) => b is >= (byte)'a' and <= (byte)'z';

    private static bool IsLarge(byte b) => b is >= (byte)'A' and <= (byte)'Z';

    private static bool IsAny(byte b) => IsSmall(b) || IsLarge(b) || b >= 0x80;

    /// <param name="Name">Name of the code page.</param>
    /// <param name="Small">Its small letters that are not in ASCII.</param>
    /// <param name="Large">Its large ones.</param>
    private sealed record Page(string Name, byte[] Small, byte[] Large)
    {
        /// <summary>True for a letter among letters: a small one within a word, a large one where one can begin a word or all are
        /// large.</summary>
        /// <param name="b">The byte.</param>
        /// <param name="before">What stands before it.</param>
        /// <param name="behind">What stands behind it.</param>
        /// <param name="isSure">True if the byte is hardly anything but this letter.</param>
        internal bool IsLetter(byte b, byte before, byte behind, bool isSure) => Array.IndexOf(Small, b) >= 0
            ? isSure ? IsAny(before) || IsAny(behind)
                : IsAny(behind) && (IsAny(before) || (b is >= 0xBE or 0x8C or 0x8A or 0x9A && IsSmall(behind)))
            : Array.IndexOf(Large, b) >= 0 && (isSure ? IsAny(before) || IsAny(behind)
                : IsAny(behind) && !IsSmall(before) && (b != 0x92 || IsLarge(behind)));
    }
}

using System.Text;

namespace Gruppera.Formats.Tables;

/// <summary>Which code page the texts of a dBase file are in: what the header declares, unless the texts tell otherwise.</summary>
/// <remarks>Source: docs/specification/formats.md §1. The Nordic letters lie in the same places in cp850 and cp865, so the question is only
/// Windows or DOS. A byte counts as a letter inside or at the start of a word, which tells ö (0x94 in DOS) from a closing quote and å
/// (0x86) from a dagger (the same bytes in Windows).</remarks>
internal static class DbaseCodePage
{
    /// <summary>† „ ” of Windows, which may stand before a word.</summary>
    private static ReadOnlySpan<byte> WindowsMarks => [0x86, 0x84, 0x94];

    private static ReadOnlySpan<byte> WindowsLetters => [0xE5, 0xE4, 0xF6, 0xC5, 0xC4, 0xD6, 0xE6, 0xF8, 0xC6, 0xD8];

    /// <summary>åäöÅÄÖøØ; æ and Æ are left out, their bytes being quotes in Windows.</summary>
    private static ReadOnlySpan<byte> DosLetters => [0x86, 0x84, 0x94, 0x8F, 0x8E, 0x99, 0x9B, 0x9D];

    private static ReadOnlySpan<byte> UndefinedInWindows => [0x81, 0x8D, 0x8F, 0x90, 0x9D];

    /// <summary>The code page, and whether the declared one was set aside.</summary>
    /// <param name="language">Language byte of the header.</param>
    /// <param name="text">The records.</param>
    public static (int CodePage, bool DeclaredIsWrong) Decide(byte language, ReadOnlySpan<byte> text)
    {
        int windows = 0, dos = 0, undefined = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0)
                break;
            i += next;
            var b = text[i];
            undefined += UndefinedInWindows.Contains(b) ? 1 : 0;
            if (i == 0 || i + 1 == text.Length || !IsLetter(text[i + 1])
                || !(IsLetter(text[i - 1]) || (text[i - 1] == ' ' && !WindowsMarks.Contains(b))))
                continue;
            windows += WindowsLetters.Contains(b) ? 1 : 0;
            dos += DosLetters.Contains(b) ? 1 : 0;
        }

        static bool IsLetter(byte b) => b >= 0x80 || char.IsAsciiLetter((char)b);

        var seemsDos = dos > windows || (dos == windows && undefined > 0);
        return language switch
        {
            0x03 or 0x57 => seemsDos ? (850, true) : (1252, false),
            0x02 => windows > dos ? (1252, true) : (850, false),
            0x66 => windows > dos ? (1252, true) : (865, false),
            _ => (seemsDos ? 850 : 1252, false),
        };
    }

    /// <summary>The 256 characters of a single-byte code page, or null if it is no such page.</summary>
    public static char[]? Characters(int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage);
        if (encoding is not { IsSingleByte: true })
            return null;
        var bytes = new byte[256];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)i;
        return encoding.GetChars(bytes);
    }
}

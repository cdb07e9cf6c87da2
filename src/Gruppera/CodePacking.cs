using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gruppera;

/// <summary>
/// Packs a diagnosis or procedure code into 60 bits: ten characters of six bits, the first one highest, so that
/// packed codes sort as their texts do.
/// </summary>
/// <remarks>
/// Normalisation follows docs/specification/grouping.md §2: upper case; blanks, <c>.</c>, <c>-</c> and the marks <c>* + # † ‡</c> are
/// dropped. Codes are compared whole, never by prefix.
/// </remarks>
internal static class CodePacking
{
    internal const int MaxLength = 10;

    /// <summary>A text that cannot be a code of any table (too long, or with other characters). Not blank, never known.</summary>
    internal const ulong Unrepresentable = ulong.MaxValue;

    private const byte Skip = 0xFE;
    private const byte Bad = 0xFF;
    private const string Alphabet = "\0!&'(),/0123456789:;=?ABCDEFGHIJKLMNOPQRSTUVWXYZ_";

    private static ReadOnlySpan<byte> Symbols => SymbolTable;

    private static readonly byte[] SymbolTable = BuildSymbols();

    private static byte[] BuildSymbols()
    {
        var table = new byte[128];
        Array.Fill(table, Bad);
        for (var i = 1; i < Alphabet.Length; i++)
        {
            table[Alphabet[i]] = (byte)i;
            table[char.ToLowerInvariant(Alphabet[i])] = (byte)i;
        }

        foreach (var c in " \t.-*+#")
            table[c] = Skip;
        return table;
    }

    /// <summary>The code without its last character; of a text that is no code, the blank code.</summary>
    internal static ulong Shorten(ulong bits) =>
        bits == Unrepresentable ? 0 : bits & ~(63UL << (BitOperations.TrailingZeroCount(bits) / 6 * 6));

    /// <summary>True if a code is at least three characters long.</summary>
    internal static bool HasThree(ulong bits) => (bits >> (6 * (MaxLength - 3)) & 63) != 0;

    /// <summary>Packs a text. Three to eight letters and digits, as nearly all codes are, are packed at once; other texts byte by
    /// byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Pack(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is < 3 or > 8)
            return PackSlowly(utf8);
        return PackAtOnce(FirstOf(utf8), utf8.Length, out var bits, out _) ? bits : PackSlowly(utf8);
    }

    /// <summary>Packs the first word of a list with blanks between its codes, where it is written plainly: a capital letter, then two to
    /// seven letters and digits, the last a digit. Any other word is left to those that look at each character.</summary>
    /// <param name="list">Begins with the word.</param>
    /// <param name="isDiagnosis">True for the form of a diagnosis: a digit in the second place, or two digits anywhere.</param>
    /// <param name="bits">The code.</param>
    /// <param name="length">Bytes of the word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryPackPlain(ReadOnlySpan<byte> list, bool isDiagnosis, out ulong bits, out int length)
    {
        const ulong blanks = 0x2020202020202020;
        (bits, length) = (0, Math.Min(list.Length, 8));
        if (length < 3)
            return false;
        var text = length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(list) : FirstOf(list);
        // A byte without a difference to a blank: the highest bit of each.
        var differences = text ^ blanks;
        var gaps = ~(((differences & 0x7F7F7F7F7F7F7F7F) + 0x7F7F7F7F7F7F7F7F) | differences | 0x7F7F7F7F7F7F7F7F);
        if (gaps != 0)
            length = BitOperations.LeadingZeroCount(gaps) >> 3;
        else if (list.Length > 8 && list[8] != ' ')
            return false;
        if (length < 3)
            return false;
        text &= ulong.MaxValue << (64 - (8 * length));
        return PackAtOnce(text, length, out bits, out var digits)
            && ((digits | text << 2) & 1UL << 63) == 0 && (digits >> (71 - (8 * length)) & 1) != 0
            && (!isDiagnosis || (digits & 1UL << 55) != 0 || (digits & (digits - 1)) != 0);
    }

    /// <summary>Three to seven bytes in one word, the first one highest.</summary>
    private static ulong FirstOf(ReadOnlySpan<byte> text) => text.Length >= 4
        ? ((ulong)BinaryPrimitives.ReadUInt32BigEndian(text) << 32)
            | (((ulong)BinaryPrimitives.ReadUInt32BigEndian(text[^4..]) << (64 - (8 * text.Length))) & uint.MaxValue)
        : ((ulong)text[0] << 56) | ((ulong)text[1] << 48) | ((ulong)text[2] << 40);

    /// <summary>Eight bytes in one word, the first character highest, blank bytes behind the last one.</summary>
    /// <returns>False where a byte is neither letter nor digit. The highest bit of every digit is in <paramref name="digits"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool PackAtOnce(ulong text, int length, out ulong bits, out ulong digits)
    {
        const ulong ones = 0x0101010101010101;
        var used = ulong.MaxValue << (64 - (8 * length));
        var letters = AtLeast(text | (0x20 * ones), 'a') & ~AtLeast(text | (0x20 * ones), 'z' + 1);
        digits = AtLeast(text, '0') & ~AtLeast(text, '9' + 1);
        // Letters lie behind the digits in the alphabet: 'A' is 22 and '0' is 8.
        var capitals = text & ~((letters >> 2) & (0x20 * ones));
        var symbols = (capitals - (40 * ones & used) - ((letters >> 7) * 3)) & used;
        var twos = (symbols >> 2 & 0x0FC00FC00FC00FC0) | (symbols & 0x003F003F003F003F);
        var fours = (twos >> 4 & 0x00FFF00000FFF000) | (twos & 0x00000FFF00000FFF);
        bits = ((fours >> 8 & 0xFFFFFF000000) | (fours & 0xFFFFFF)) << (6 * (MaxLength - 8));
        return ((letters | digits) & ~text & used) == (0x80 * ones & used);
    }

    /// <summary>The highest bit of every byte below 128 that is at least the limit.</summary>
    private static ulong AtLeast(ulong bytes, int limit) =>
        ((bytes & 0x7F7F7F7F7F7F7F7F) + ((ulong)(0x80 - limit) * 0x0101010101010101)) & 0x8080808080808080;

    private static ulong PackSlowly(ReadOnlySpan<byte> utf8)
    {
        var symbols = Symbols;
        ulong bits = 0;
        var length = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            var b = utf8[i];
            var symbol = b < 128 ? symbols[b] : Bad;
            if (symbol < Skip)
            {
                if (length == MaxLength)
                    return Unrepresentable;
                bits = (bits << 6) | symbol;
                length++;
            }
            else if (symbol == Bad)
            {
                var skipped = BytesToSkip(utf8[i..]);
                if (skipped == 0)
                    return Unrepresentable;
                i += skipped - 1;
            }
        }

        return bits << (6 * (MaxLength - length));
    }

    internal static ulong Pack(ReadOnlySpan<char> text)
    {
        var symbols = Symbols;
        ulong bits = 0;
        var length = 0;
        foreach (var c in text)
        {
            var symbol = c < 128 ? symbols[c] : c is '†' or '‡' or '\u00A0' ? Skip : Bad;
            if (symbol == Skip)
                continue;
            if (symbol == Bad || length == MaxLength)
                return Unrepresentable;
            bits = (bits << 6) | symbol;
            length++;
        }

        return bits << (6 * (MaxLength - length));
    }

    internal static string Unpack(ulong bits)
    {
        if (bits == Unrepresentable)
            return "?";
        Span<char> text = stackalloc char[MaxLength];
        return new string(text[..Unpack(bits, text)]);
    }

    /// <summary>Writes the code's characters and returns how many there are (at most <see cref="MaxLength"/>).</summary>
    internal static int Unpack(ulong bits, Span<char> destination)
    {
        var length = 0;
        for (var shift = 6 * (MaxLength - 1); shift >= 0; shift -= 6)
        {
            var symbol = (int)(bits >> shift) & 63;
            if (symbol == 0)
                break;
            destination[length++] = Alphabet[symbol];
        }

        return length;
    }

    /// <summary>Length of a dagger mark or a hard blank at the start of the text, or 0.</summary>
    private static int BytesToSkip(ReadOnlySpan<byte> utf8) => utf8 switch
    {
        [0xE2, 0x80, 0xA0 or 0xA1, ..] => 3,
        [0xC2, 0xA0, ..] => 2,
        _ => 0,
    };
}

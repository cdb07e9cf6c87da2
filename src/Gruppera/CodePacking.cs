using System.Numerics;

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

    internal static ulong Pack(ReadOnlySpan<byte> utf8)
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

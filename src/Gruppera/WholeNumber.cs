namespace Gruppera;

/// <summary>Whole numbers as programs leave them: <c>79</c>, <c>+79</c>, <c>079</c>, <c>79.0</c>, <c>79,0</c>, <c>7.9E1</c>.</summary>
public static class WholeNumber
{
    private const int Longest = 32;
    private const int Largest = 99_999_999;

    /// <summary>Reads a whole number from 0 to 99 999 999. False for a blank, a negative number, a real fraction, any other text, and for
    /// <c>10.000</c>, which may be ten or ten thousand.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out int number)
    {
        number = 0;
        if (utf8.IsEmpty)
            return false;
        foreach (var b in utf8)
        {
            var digit = b - '0';
            if ((uint)digit > 9 || number > Largest / 10)
                return TryParseSlowly(utf8, out number);
            number = (number * 10) + digit;
        }

        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out int)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        text = text.Trim();
        Span<byte> utf8 = stackalloc byte[Longest];
        return text.Length <= Longest && System.Text.Ascii.FromUtf16(text, utf8, out var length) == System.Buffers.OperationStatus.Done
            && TryParse(utf8[..length], out number);
    }

    /// <summary>A sign, digits with one decimal mark, an exponent: whole where nothing but zeros is left behind the mark.</summary>
    private static bool TryParseSlowly(ReadOnlySpan<byte> utf8, out int number)
    {
        number = 0;
        utf8 = utf8.Trim(" \t"u8);
        if (utf8.Length is 0 or > Longest)
            return false;
        utf8 = utf8[0] == '+' ? utf8[1..] : utf8;
        var at = utf8.IndexOfAny((byte)'E', (byte)'e');
        var exponent = 0;
        if (at >= 0 && !TryExponent(utf8[(at + 1)..], out exponent))
            return false;
        utf8 = at < 0 ? utf8 : utf8[..at];
        var mark = utf8.IndexOfAny((byte)'.', (byte)',');
        var decimals = mark < 0 ? default : utf8[(mark + 1)..];
        var whole = mark < 0 ? utf8 : utf8[..mark];
        if (whole.Length + decimals.Length == 0 || (at < 0 && decimals.Length == 3 && whole.Length is >= 1 and <= 3))
            return false;
        var value = 0L;
        for (var place = 0; place < Math.Max(whole.Length + exponent, whole.Length + decimals.Length); place++)
        {
            var behind = place - whole.Length;
            var digit = behind < 0 ? whole[place] - '0' : behind < decimals.Length ? decimals[behind] - '0' : 0;
            if ((uint)digit > 9 || (place >= whole.Length + exponent && digit != 0))
                return false;
            if (place < whole.Length + exponent)
                value = (value * 10) + digit;
            if (value > Largest)
                return false;
        }

        number = (int)value;
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<byte> utf8, out int exponent)
    {
        exponent = 0;
        var isNegative = utf8.Length > 0 && utf8[0] == '-';
        utf8 = utf8.Length > 0 && utf8[0] is (byte)'-' or (byte)'+' ? utf8[1..] : utf8;
        if (utf8.Length is 0 or > 2)
            return false;
        foreach (var b in utf8)
        {
            if ((uint)(b - '0') > 9)
                return false;
            exponent = (exponent * 10) + b - '0';
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }
}

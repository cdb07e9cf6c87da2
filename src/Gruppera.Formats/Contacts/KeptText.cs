namespace Gruppera.Formats.Contacts;

/// <summary>Texts that a spreadsheet makes something else of when it opens delimited text. Thread-safe.</summary>
internal static class KeptText
{
    /// <summary>A spreadsheet shows longer numbers with an exponent, and saves them so.</summary>
    private const int MostDigits = 11;
    private const int Longest = 40;

    /// <summary>Months as Swedish, English, Norwegian and Danish spreadsheets know them.</summary>
    private static readonly byte[][] Months =
    [
        .. new[] { "jan", "feb", "mar", "apr", "maj", "may", "mai", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec", "des" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>True for what would lose zeros or digits, or become a date or another number.</summary>
    internal static bool IsChanged(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 2 or > Longest)
            return false;
        var digits = Digits(cell);
        if (digits == cell.Length)
            return digits > MostDigits || cell[0] == '0';
        if (digits == 0)
            return IsMonth(cell, out var day) && IsDay(day);
        return (cell[0] == '0' && digits > 1 && (cell[digits] is (byte)'.' or (byte)',')) || IsExponent(cell, digits)
            || IsShortDate(cell, digits)
            || (digits <= 2 && IsMonth(cell[digits..].TrimStart("- ."u8), out var rest) && (rest.IsEmpty || IsDay(rest)));
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? text.Length : length;
    }

    /// <summary>Digits, decimals or not, E and an exponent.</summary>
    private static bool IsExponent(ReadOnlySpan<byte> cell, int digits)
    {
        var rest = cell[digits..];
        if (rest[0] is (byte)'.' or (byte)',')
        {
            var decimals = Digits(rest[1..]);
            rest = rest[(decimals + 1)..];
        }

        if (rest.IsEmpty || (rest[0] | 0x20) != 'e')
            return false;
        rest = rest[1..];
        if (!rest.IsEmpty && rest[0] is (byte)'+' or (byte)'-')
            rest = rest[1..];
        return !rest.IsEmpty && Digits(rest) == rest.Length;
    }

    /// <summary>Two or three numbers with strokes between; whole dates, which have a year of four digits, may become dates.</summary>
    private static bool IsShortDate(ReadOnlySpan<byte> cell, int digits)
    {
        if (cell[digits] is not ((byte)'-' or (byte)'/') || digits > 4)
            return false;
        var rest = cell[(digits + 1)..];
        var second = Digits(rest);
        if (second is 0 or > 4)
            return false;
        if (second == rest.Length)
            return true;
        if (rest[second] != cell[digits])
            return false;
        var third = rest[(second + 1)..];
        return Digits(third) == third.Length && third.Length is > 0 and <= 4 && digits < 4 && third.Length < 4;
    }

    private static bool IsMonth(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (text.Length < 3)
            return false;
        foreach (var month in Months)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text[..3], month))
            {
                rest = text[3..];
                return true;
            }
        }

        return false;
    }

    private static bool IsDay(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart("- ."u8);
        return text.Length is > 0 and <= 4 && Digits(text) == text.Length;
    }
}

using System.Text;

namespace Gruppera.Formats.Tables;

/// <summary>Dates with the name of a month in English, Swedish, Norwegian, Danish or Finnish. From bytes, without allocating.</summary>
internal static class MonthNames
{
    private const int LongestName = 16;
    private static readonly (byte[] Name, int Month)[] Names = [.. new[]
    {
        "jan january januari januar tammi tammikuu tammikuuta", "feb february februari februar helmi helmikuu helmikuuta",
        "mar march mars marts maalis maaliskuu maaliskuuta", "apr april huhti huhtikuu huhtikuuta",
        "may maj mai touko toukokuu toukokuuta", "jun june juni kesä kesäkuu kesäkuuta", "jul july juli heinä heinäkuu heinäkuuta",
        "aug august augusti elo elokuu elokuuta", "sep sept september syys syyskuu syyskuuta",
        "oct october okt oktober loka lokakuu lokakuuta", "nov november marras marraskuu marraskuuta",
        "dec december des desember joulu joulukuu joulukuuta",
    }.SelectMany((names, i) => names.Split(' ').SelectMany(Cases).Select(name => (Encoding.UTF8.GetBytes(name), i + 1)))];

    /// <summary>Takes a date apart: <c>01MAR2014</c>, <c>1-Mar-2014</c>, <c>5. mars 2014</c>, <c>March 5, 2014</c>, <c>2014 mar 5</c>; a
    /// time of day may stand behind.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="year">The year as it is written.</param>
    /// <param name="month">The month, from 1.</param>
    /// <param name="day">The day of the month.</param>
    /// <param name="isShort">True if the year has two digits.</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, out int year, out int month, out int day, out bool isShort)
    {
        (year, month, day, isShort) = (0, 0, 0, false);
        var isNameFirst = !text.IsEmpty && !IsDigit(text[0]);
        if (isNameFirst && !TryName(ref text, out month))
            return false;
        var first = Number(ref text, out var firstLength);
        text = text.TrimStart("-./, "u8);
        if (!isNameFirst && !TryName(ref text, out month))
            return false;
        var second = Number(ref text, out var secondLength);
        (year, day) = firstLength == 4 ? (first, second) : (second, first);
        isShort = firstLength < 3 && secondLength == 2;
        var isDate = firstLength == 4 ? secondLength is 1 or 2 : firstLength is 1 or 2 && secondLength is 2 or 4;
        return isDate && DateForms.IsTime(text);
    }

    private static IEnumerable<string> Cases(string name) =>
        Ascii.IsValid(name) ? [name] : [name, name.ToUpperInvariant(), char.ToUpperInvariant(name[0]) + name[1..]];

    private static bool TryName(ref ReadOnlySpan<byte> text, out int month)
    {
        month = 0;
        var length = 0;
        while (length < text.Length && (text[length] >= 0x80 || (uint)((text[length] | 0x20) - 'a') <= 'z' - 'a'))
            length++;
        if (length is < 3 or > LongestName)
            return false;
        foreach (var (name, number) in Names)
            month = Ascii.EqualsIgnoreCase(text[..length], name) || text[..length].SequenceEqual(name) ? number : month;
        text = text[length..].TrimStart("-./, "u8);
        return month > 0;
    }

    private static int Number(ref ReadOnlySpan<byte> text, out int length)
    {
        var number = 0;
        for (length = 0; length < text.Length && length < 5 && IsDigit(text[length]); length++)
            number = (number * 10) + text[length] - '0';
        text = text[length..];
        return number;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;
}

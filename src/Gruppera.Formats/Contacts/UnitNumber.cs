using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Whole numbers with what people write around them: blanks of thousands (<c>28 855</c>) and the unit of the column
/// (<c>80 år</c>, <c>5 dagar</c>). From bytes, without allocating.</summary>
internal static class UnitNumber
{
    private const int Longest = 32;
    private static readonly byte[][] Years = Words("år", "ar", "year", "years", "yr", "yrs", "y", "y.o.", "aar", "vuotta");
    private static readonly byte[][] Days = Words("dagar", "dag", "dgr", "days", "day", "d", "dage", "dager", "vårddagar", "päivää", "pv");
    private static readonly byte[][] Nights = Words("nätter", "natt", "nights", "night", "netter", "dygn", "døgn", "yötä", "yö");

    /// <summary>Reads a number; false for a fraction, another unit, and what may be two numbers.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="role">What the column gives.</param>
    /// <param name="number">The number.</param>
    internal static bool TryRead(ReadOnlySpan<byte> text, ContactRole role, out int number)
    {
        if (WholeNumber.TryParse(text, out number))
            return true;
        if (text.IsEmpty || text.Length > Longest || (uint)(text[0] - '0') > 9)
            return false;
        Span<byte> bare = stackalloc byte[Longest];
        var (at, length, digits) = (0, 0, 0);
        for (; at < text.Length; at++)
        {
            var blank = BlankAt(text[at..]);
            if (blank == 0 && text[at] >= 'A')
                break;
            if (blank > 0)
            {
                if (!IsThousands(text[(at + blank)..], digits))
                    break;
                (digits, at) = (0, at + blank - 1);
                continue;
            }

            bare[length++] = text[at];
            digits++;
        }

        var unit = text[at..];
        while (BlankAt(unit) is > 0 and var blank)
            unit = unit[blank..];
        return WholeNumber.TryParse(bare[..length], out number) && (unit.IsEmpty || IsUnit(unit, role));
    }

    private static byte[][] Words(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    private static bool IsUnit(ReadOnlySpan<byte> unit, ContactRole role)
    {
        var words = role switch
        {
            ContactRole.AgeYears => Years,
            ContactRole.AgeDays or ContactRole.Duration or ContactRole.LeaveDays => Days,
            ContactRole.Nights => Nights,
            _ => [],
        };
        unit = unit[^1] == '.' && unit.Length > 1 ? unit[..^1] : unit;
        foreach (var word in words)
        {
            if (Ascii.EqualsIgnoreCase(unit, word) || unit.SequenceEqual(word))
                return true;
        }

        return false;
    }

    /// <summary>True if three digits follow and no more, behind one to three others.</summary>
    private static bool IsThousands(ReadOnlySpan<byte> rest, int before) =>
        before is >= 1 and <= 3 && rest.Length >= 3 && rest[..3].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        && (rest.Length == 3 || (uint)(rest[3] - '0') > 9);

    /// <summary>Bytes of a blank at the beginning of a text, a hard or narrow one too; 0 for none.</summary>
    private static int BlankAt(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)' ', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF or 0x89, ..] => 3,
        _ => 0,
    };
}

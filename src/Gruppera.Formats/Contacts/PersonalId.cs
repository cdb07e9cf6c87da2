namespace Gruppera.Formats.Contacts;

/// <summary>What a Swedish personal identity number (personnummer) or co-ordination number (samordningsnummer) contains: date of
/// birth and legal sex. The number itself is kept nowhere.</summary>
internal static class PersonalId
{
    /// <summary>Reads <c>YYYYMMDDNNNN</c>, a sign before the last four allowed; the day of a co-ordination number is 60 too high.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out DateOnly birth, out Sex sex)
    {
        birth = default;
        sex = Sex.Missing;
        Span<int> digits = stackalloc int[12];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i == 8 && text[i] is (byte)'-' or (byte)'+')
                continue;
            var digit = text[i] - '0';
            if ((uint)digit > 9 || count == digits.Length)
                return false;
            digits[count++] = digit;
        }

        if (count != digits.Length)
            return false;
        var year = (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        var month = (digits[4] * 10) + digits[5];
        var day = (digits[6] * 10) + digits[7];
        day -= day > 60 ? 60 : 0;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        birth = new(year, month, day);
        sex = digits[10] % 2 == 1 ? Sex.Male : Sex.Female;
        return true;
    }
}

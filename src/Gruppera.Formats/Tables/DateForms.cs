namespace Gruppera.Formats.Tables;

/// <summary>Reads dates written in a stated form, from bytes, without allocating.</summary>
internal static class DateForms
{
    internal static bool IsForm(string form) =>
        form.Count(c => c == 'y') == 4 && form.Count(c => c == 'M') == 2 && form.Count(c => c == 'd') == 2;

    /// <summary>Reads a date of exactly this form; a time of day behind it, after a blank or T, is left out.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, string form, out DateOnly date)
    {
        date = default;
        if (text.Length < form.Length || (text.Length > form.Length && !IsTime(text[form.Length..])))
            return false;
        int year = 0, month = 0, day = 0;
        for (var i = 0; i < form.Length; i++)
        {
            var digit = text[i] - '0';
            if (!IsPart(form[i]))
            {
                if (text[i] != form[i])
                    return false;
                continue;
            }

            if ((uint)digit > 9)
                return false;
            switch (form[i])
            {
                case 'y': year = (year * 10) + digit; break;
                case 'M': month = (month * 10) + digit; break;
                default: day = (day * 10) + digit; break;
            }
        }

        return TryMake(year, month, day, out date);
    }

    /// <summary>Reads <c>2014-03-01</c>, the form that most files have.</summary>
    internal static bool TryReadIso(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || (text.Length > 10 && !IsTime(text[10..])))
            return false;
        var (century, year) = (TwoDigits(text), TwoDigits(text[2..]));
        return century >= 0 && year >= 0 && TryMake((century * 100) + year, TwoDigits(text[5..]), TwoDigits(text[8..]), out date);
    }

    /// <summary>Reads a date of this form whose day and month may have one digit, as <c>1.3.2014</c> for <c>dd.MM.yyyy</c>.</summary>
    internal static bool TryReadLoosely(ReadOnlySpan<byte> text, string form, out DateOnly date)
    {
        date = default;
        int year = 0, month = 0, day = 0;
        for (var i = 0; i < form.Length;)
        {
            if (!IsPart(form[i]))
            {
                if (text.IsEmpty || text[0] != form[i++])
                    return false;
                text = text[1..];
                continue;
            }

            var run = i;
            while (run < form.Length && form[run] == form[i])
                run++;
            var (value, length) = (0, 0);
            while (length < run - i && length < text.Length && (uint)(text[length] - '0') <= 9)
                value = (value * 10) + text[length++] - '0';
            var isBetweenMarks = (i == 0 || !IsPart(form[i - 1])) && (run == form.Length || !IsPart(form[run]));
            if (length == 0 || (length < run - i && (form[i] == 'y' || !isBetweenMarks)))
                return false;
            _ = form[i] == 'y' ? year = value : form[i] == 'M' ? month = value : day = value;
            text = text[length..];
            i = run;
        }

        return IsTime(text) && TryMake(year, month, day, out date);
    }

    /// <summary>True for nothing, or for what may stand behind a date: a blank, comma, T or colon, and a time.</summary>
    internal static bool IsTime(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] is not ((byte)' ' or (byte)'T' or (byte)':' or (byte)','))
            return rest.IsEmpty;
        rest = rest[1..].TrimStart((byte)' ');
        foreach (var word in (ReadOnlySpan<byte[]>)Clocks)
            rest = rest.StartsWith(word) ? rest[word.Length..].TrimStart(". "u8) : rest;
        return rest.IsEmpty || (uint)(rest[0] - '0') <= 9;
    }

    private static readonly byte[][] Clocks = ["klo"u8.ToArray(), "kl"u8.ToArray()];

    /// <summary>The number of the first two digits, or -1.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> text)
    {
        var (tens, ones) = ((uint)(text[0] - '0'), (uint)(text[1] - '0'));
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -1;
    }

    private static bool IsPart(char c) => c is 'y' or 'M' or 'd';

    internal static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }
}

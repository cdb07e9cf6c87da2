namespace Gruppera.Formats.Contacts;

/// <summary>Reads dates written in a stated form, from bytes, without allocating.</summary>
internal static class DateForms
{
    internal static bool IsForm(string form) =>
        form.Count(c => c == 'y') == 4 && form.Count(c => c == 'M') == 2 && form.Count(c => c == 'd') == 2;

    /// <summary>Reads a date; a time of day behind it, after a blank or T, is left out.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, string form, out DateOnly date)
    {
        date = default;
        if (text.Length < form.Length || (text.Length > form.Length && text[form.Length] is not ((byte)' ' or (byte)'T')))
            return false;
        int year = 0, month = 0, day = 0;
        for (var i = 0; i < form.Length; i++)
        {
            var digit = text[i] - '0';
            if (form[i] is not ('y' or 'M' or 'd'))
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

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }
}

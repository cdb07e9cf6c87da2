using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gruppera.Formats.Tables;

/// <summary>Single values as programs leave them in cells: blanks, dates, numbers that are codes. From bytes, without allocating. Whole
/// numbers are read by <see cref="WholeNumber"/>.</summary>
internal static class Scalars
{
    /// <summary>The first day of a birth that a bare number of five digits can mean: 18 May 1927.</summary>
    internal const int FirstBirthSerial = 10_000;

    /// <summary>The first other day that a bare number can mean: 1 January 1980. Days counted from 1960 or 1970 come out earlier and are
    /// refused.</summary>
    internal const int FirstSerial = 29_221;

    private const int LongestBlank = 6;
    private const int SerialDigits = 5;
    private const int CompactDigits = 8;
    private static readonly DateOnly SerialZero = new(1899, 12, 30);
    private static readonly byte[][] Blanks =
        [.. new[] { ".", "NA", "N/A", "<NA>", "NULL", "None", "(null)", "\\N" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>True for an empty text and for what SAS, R, pandas and databases write where there is no value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsBlank(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text.Length <= LongestBlank
            && text[0] is (byte)'.' or (byte)'N' or (byte)'n' or (byte)'<' or (byte)'(' or (byte)'\\' && IsBlankWord(text));

    private static bool IsBlankWord(ReadOnlySpan<byte> text)
    {
        // In capitals the words of pandas may be codes of procedures.
        if (text.SequenceEqual("NaN"u8) || text.SequenceEqual("nan"u8) || text.SequenceEqual("NaT"u8))
            return true;
        foreach (var blank in Blanks)
        {
            if (Ascii.EqualsIgnoreCase(text, blank))
                return true;
        }

        return false;
    }

    /// <summary>A code that went through a program of numbers: <c>47.0</c> is <c>47</c>; what stands for no value is empty.</summary>
    internal static string Code(string text)
    {
        if (text.Length <= LongestBlank && IsBlank(Encoding.UTF8.GetBytes(text)))
            return "";
        var mark = text.IndexOfAny(['.', ',']);
        if (mark <= 0 || mark == text.Length - 1)
            return text;
        var isWhole = text.AsSpan(0, mark).IndexOfAnyExceptInRange('0', '9') < 0 && text.AsSpan(mark + 1).IndexOfAnyExcept('0') < 0;
        return isWhole ? text[..mark] : text;
    }

    /// <summary>Reads a date in one of the stated forms, or, where they leave no doubt, in another usual one: ISO with other marks,
    /// one-digit days and months, <c>1.3.2014</c>, <c>01MAR2014</c>, a timestamp, or the number that Excel keeps for a day.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="forms">Forms to try first, in order.</param>
    /// <param name="firstSerial">The first day that a bare number can mean.</param>
    /// <param name="date">The date.</param>
    internal static bool TryReadDate(ReadOnlySpan<byte> text, ImmutableArray<string> forms, int firstSerial, out DateOnly date)
    {
        if (DateForms.TryReadIso(text, out date) && LeaveIso(forms))
            return true;
        foreach (var form in forms)
        {
            if (DateForms.TryRead(text, form, out date))
                return true;
        }

        var (isYearFirst, isPlain) = (true, true);
        foreach (var form in forms)
        {
            if (DateForms.TryReadLoosely(text, form, out date))
                return true;
            isYearFirst &= form[0] == 'y';
            isPlain &= form[0] != 'y' || form.IndexOf('M', StringComparison.Ordinal) < form.IndexOf('d', StringComparison.Ordinal);
        }

        date = default;
        return (isPlain && (TryReadYearFirst(text, out date) || TryReadCompact(text, out date)))
            || (isYearFirst && TryReadDayFirst(text, out date))
            || TryReadMonthName(text, out date) || TryReadSerial(text, firstSerial, out date);
    }

    /// <summary>False if a form has the day between the year and the month.</summary>
    private static bool LeaveIso(ImmutableArray<string> forms)
    {
        foreach (var form in forms)
        {
            if (form.Length > 5 && form[0] == 'y' && form[5] == 'd')
                return false;
        }

        return true;
    }

    private static bool TryReadDayFirst(ReadOnlySpan<byte> text, out DateOnly date) =>
        DateForms.TryReadLoosely(text, "dd.MM.yyyy", out date) || DateForms.TryReadLoosely(text, "dd-MM-yyyy", out date);

    private static bool TryReadYearFirst(ReadOnlySpan<byte> text, out DateOnly date) =>
        DateForms.TryReadLoosely(text, "yyyy-MM-dd", out date) || DateForms.TryReadLoosely(text, "yyyy/MM/dd", out date)
        || DateForms.TryReadLoosely(text, "yyyy.MM.dd", out date);

    /// <summary><c>20140301</c>, as a number with decimals too, or with hours, minutes and seconds behind.</summary>
    private static bool TryReadCompact(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length < CompactDigits || !DateForms.TryRead(text[..CompactDigits], "yyyyMMdd", out var read))
            return false;
        var rest = text[CompactDigits..];
        var isClock = rest.Length is 4 or 6 && AreDigits(rest);
        if (!DateForms.IsTime(rest) && !isClock && !IsZeros(rest))
            return false;
        date = read;
        return true;
    }

    private static bool TryReadMonthName(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        return MonthNames.TryParse(text, out var year, out var month, out var day, out var isShort) && !isShort
            && DateForms.TryMake(year, month, day, out date);
    }

    /// <summary>Days since 30 December 1899, with or without a part of a day.</summary>
    private static bool TryReadSerial(ReadOnlySpan<byte> text, int first, out DateOnly date)
    {
        date = default;
        if (text.Length < SerialDigits || !AreDigits(text[..SerialDigits]))
            return false;
        var rest = text[SerialDigits..];
        if (!rest.IsEmpty && (rest.Length < 2 || rest[0] is not ((byte)'.' or (byte)',') || !AreDigits(rest[1..])))
            return false;
        if (!WholeNumber.TryParse(text[..SerialDigits], out var days) || days < first)
            return false;
        date = SerialZero.AddDays(days);
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool IsZeros(ReadOnlySpan<byte> rest) =>
        rest.Length > 1 && rest[0] is (byte)'.' or (byte)',' && rest[1..].IndexOfAnyExcept((byte)'0') < 0;
}

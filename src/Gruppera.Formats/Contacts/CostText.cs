using System.Buffers.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Costs from bytes: a sign, digits, and a point or a comma before the decimals.</summary>
internal static class CostText
{
    /// <inheritdoc cref="Costs.TooLarge"/>
    internal const double TooLarge = (double)Costs.TooLarge;

    private const int ExactDigits = 15;
    private static readonly double[] Powers = [.. Enumerable.Range(0, ExactDigits + 1).Select(power => Math.Pow(10, power))];

    /// <summary>Reads a number of at least one digit, rounded correctly; the mark is that before the decimals, or 0.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out double number, out byte mark)
    {
        (number, mark) = (0, 0);
        var at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var (mantissa, digits, decimals) = (0L, 0, 0);
        for (; at < text.Length; at++)
        {
            var digit = text[at] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = digits < ExactDigits ? (mantissa * 10) + digit : mantissa;
                digits++;
                decimals += mark == 0 ? 0 : 1;
            }
            else if (mark == 0 && text[at] is (byte)'.' or (byte)',')
            {
                mark = text[at];
            }
            else
            {
                return false;
            }
        }

        if (digits == 0)
            return false;
        if (digits > ExactDigits)
            return TryReadLong(text, mark, out number);
        number = mantissa / Powers[decimals];
        number = text[0] == '-' ? -number : number;
        return true;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> text, byte mark, out double number)
    {
        number = 0;
        if (text.Length > 64)
            return false;
        Span<byte> copy = stackalloc byte[text.Length];
        text.CopyTo(copy);
        if (mark == ',')
            copy[copy.IndexOf((byte)',')] = (byte)'.';
        return Utf8Parser.TryParse(copy[(text[0] == '+' ? 1 : 0)..], out number, out var read)
            && read + (text[0] == '+' ? 1 : 0) == text.Length && double.IsFinite(number);
    }
}

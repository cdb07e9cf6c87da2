using System.Globalization;

namespace Gruppera.Presentation.Words;

/// <summary>How one reader is spoken to: the language, and how numbers look in it.</summary>
public class Voice
{
    /// <summary>The language.</summary>
    public Language Language { get; set; } = Language.English;

    /// <summary>A text in the language.</summary>
    public string Say(Text text) => text.In(Language);

    /// <summary>A whole number with its thousands apart, the same in both languages; never less than nothing by rounding alone.</summary>
    public static string Number(double number) => (Math.Round(number, MidpointRounding.AwayFromZero) + 0.0).ToString("N0", Numbers);

    /// <summary>A number with one decimal, its thousands apart.</summary>
#pragma warning disable CA1720 // A number with its decimal, not the type.
    public string Decimal(double number) =>
#pragma warning restore
        Fixed(number, "N1");

    /// <summary>A number with two decimals; a dash where it is none.</summary>
    internal string Weight2(double number) => Fixed(number, "0.00");

    /// <summary>A number with three decimals; a dash where it is none.</summary>
    internal string Weight3(double number) => Fixed(number, "0.000");

    /// <summary>A difference with three decimals and its sign, where it is not rounded to nothing.</summary>
    internal string Signed3(double number) => (number >= 0.0005 ? "+" : "") + Weight3(number);

    /// <summary>Kronor and öre.</summary>
    internal string Kronor(decimal kronor) =>
        kronor.ToString("N2", Numbers).Replace(".", Language.DecimalSeparator, StringComparison.Ordinal);

    private string Fixed(double number, string form) =>
        !double.IsFinite(number)
            ? "-"
            : Unsigned(number.ToString(form, Numbers)).Replace(".", Language.DecimalSeparator, StringComparison.Ordinal);

    /// <summary>Nothing has no sign, what is rounded to nothing neither.</summary>
    private static string Unsigned(string number) => number.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? number.TrimStart('-') : number;

    /// <summary>A weight with two to four decimals; a dash where there is none.</summary>
    public string Weight(double? weight) =>
        weight?.ToString("0.00##", CultureInfo.InvariantCulture).Replace(".", Language.DecimalSeparator, StringComparison.Ordinal) ?? "-";

    /// <summary>A share in per cent with two decimals; 100 only where it is all.</summary>
    public string Percent(long part, long whole) => whole == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{(part == whole ? 100 : Math.Min(99.99, 100.0 * part / whole)):0.00} %")
            .Replace(".", Language.DecimalSeparator, StringComparison.Ordinal);

    private static NumberFormatInfo Numbers { get; } = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace Gruppera.Cli.Output;

/// <summary>What a command talks to: its streams, the language, the clock, and whether a person is watching.</summary>
internal sealed class Session
{
    private static readonly List<PosixSignalRegistration> Signals = [];

    internal required TextWriter Out { get; init; }

    internal required TextWriter Error { get; init; }

    /// <summary>True where <see cref="Error"/> is a terminal, so that progress may be drawn.</summary>
    internal bool IsTerminal { get; init; }

    internal Language Language { get; set; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal CancellationToken Stop { get; init; }

    internal static Session OfProcess()
    {
        var stop = new CancellationTokenSource();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            Signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // The first one lets the run clean up after itself; a second one ends the process at once.
                context.Cancel = !stop.IsCancellationRequested;
                stop.Cancel();
            }));
        }

        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new()
        {
            Out = Console.Out,
            Error = Console.Error,
            IsTerminal = !Console.IsErrorRedirected,
            Language = FromEnvironment("GRUPPERA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"),
            Stop = stop.Token,
        };
    }

    internal string Say(string english, string swedish) => Language == Language.Swedish ? swedish : english;

    /// <summary>A whole number with its thousands apart, the same in both languages; never less than nothing by rounding alone.</summary>
    internal static string Number(double number) => (Math.Round(number, MidpointRounding.AwayFromZero) + 0.0).ToString("N0", Numbers);

    /// <summary>A number with one decimal.</summary>
    internal string Decimal(double number) =>
        number.ToString("0.0", CultureInfo.InvariantCulture).Replace(".", Say(".", ","), StringComparison.Ordinal);

    /// <summary>A number with two decimals; a dash where it is none.</summary>
    internal string Weight2(double number) => Fixed(number, "0.00");

    /// <summary>A number with three decimals; a dash where it is none.</summary>
    internal string Weight3(double number) => Fixed(number, "0.000");

    /// <summary>Kronor and öre.</summary>
    internal string Kronor(decimal kronor) => kronor.ToString("N2", Numbers).Replace(".", Say(".", ","), StringComparison.Ordinal);

    private string Fixed(double number, string form) =>
        double.IsNaN(number) ? "-" : number.ToString(form, CultureInfo.InvariantCulture).Replace(".", Say(".", ","), StringComparison.Ordinal);

    /// <summary>A weight with two to four decimals; a dash where there is none.</summary>
    internal string Weight(double? weight) =>
        weight?.ToString("0.00##", CultureInfo.InvariantCulture).Replace(".", Say(".", ","), StringComparison.Ordinal) ?? "-";

    /// <summary>A share in per cent with two decimals; 100 only where it is all.</summary>
    internal string Percent(long part, long whole) => whole == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{(part == whole ? 100 : Math.Min(99.99, 100.0 * part / whole)):0.00} %")
            .Replace(".", Say(".", ","), StringComparison.Ordinal);

    private static NumberFormatInfo Numbers { get; } = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };

    private static Language FromEnvironment(params string[] variables)
    {
        var value = variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return value?.StartsWith("sv", StringComparison.OrdinalIgnoreCase) == true ? Language.Swedish : Language.English;
    }
}

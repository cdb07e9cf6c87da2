using System.Globalization;

namespace Gruppera.Formats.Contacts;

/// <summary>One of the parts that a file is divided into, each for a run of its own. Immutable.</summary>
/// <param name="Number">Which part, the first being 1.</param>
/// <param name="Count">How many parts there are.</param>
/// <param name="ByPatient">True if all rows of a patient are in one part; false if parts are stretches of the file.</param>
public sealed record Partition(int Number, int Count, bool ByPatient = false)
{
    /// <summary>Most parts of a file.</summary>
    public const int Most = 1_000_000;

    /// <summary>Reads <c>3/12</c>; null where it is no part.</summary>
    public static Partition? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var number, var count] && IsNumber(number, out var at) && IsNumber(count, out var all) && at <= all
            ? new(at, all) : null;

        static bool IsNumber(string part, out int value) =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= Most;
    }

    /// <summary>The part of a patient: the same on every machine and in every run.</summary>
    /// <remarks>Source: FNV-1a, 64 bits.</remarks>
    internal bool Has(ReadOnlySpan<byte> patient)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in patient)
            hash = (hash ^ b) * 1099511628211UL;
        return (hash ^ (hash >> 32)) % (ulong)Count == (ulong)(Number - 1);
    }

    /// <summary>The place, of so many, that the part begins at.</summary>
    public long Begin(long length) => (long)((Int128)length * (Number - 1) / Count);

    /// <summary>The place that the next part begins at; the last part has no end.</summary>
    public long End(long length) => Number == Count ? long.MaxValue : (long)((Int128)length * Number / Count);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}

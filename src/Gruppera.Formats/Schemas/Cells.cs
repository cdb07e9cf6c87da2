namespace Gruppera.Formats.Schemas;

/// <summary>How cells are normalised, each distinct text being kept once. Not thread-safe.</summary>
/// <remarks>Source: docs/specification/formats.md §3, "What bites a reader".</remarks>
internal sealed class Cells
{
    private const int RecentCount = 1 << 12;
    private readonly (string Cell, string Value)[] _recent = new (string, string)[RecentCount];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _pool =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text as it is.</summary>
    public string Text(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
            return "";
        if (_pool.TryGetValue(cell, out var text))
            return text;
        text = cell.ToString();
        _pool.Set.Add(text);
        return text;
    }

    /// <summary>A condition or value: upper case, a number without fraction.</summary>
    public string Value(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
            return "";
        var hash = (uint)cell.Length;
        foreach (var c in cell)
            hash = (hash ^ c) * 0x9E3779B1;
        ref var recent = ref _recent[hash >> 20];
        if (!cell.SequenceEqual(recent.Cell))
            recent = (cell.ToString(), Normalise(cell));
        return recent.Value;
    }

    private string Normalise(ReadOnlySpan<char> cell)
    {
        cell = WithoutFraction(cell);
        if (!cell.ContainsAnyInRange('a', 'z') || cell.Length > 64)
            return Text(cell);
        Span<char> upper = stackalloc char[64];
        return Text(upper[..cell.ToUpperInvariant(upper)]);
    }

    /// <summary>A DRG: one that went through a float gets its three digits back.</summary>
    public string Drg(ReadOnlySpan<char> cell)
    {
        var whole = WithoutFraction(cell);
        return whole.Length < cell.Length && whole.Length < 3 ? Text(whole.ToString().PadLeft(3, '0')) : Text(whole);
    }

    /// <summary>An MDC in two digits, a leading minus kept.</summary>
    public static string Mdc(ReadOnlySpan<char> cell)
    {
        cell = WithoutFraction(cell);
        return cell is [var digit] && char.IsAsciiDigit(digit) ? $"0{digit}"
            : cell is ['-', var negated] && char.IsAsciiDigit(negated) ? $"-0{negated}"
            : cell.ToString().ToUpperInvariant();
    }

    /// <summary><c>8.0</c> becomes <c>8</c>; anything but digits with nothing but zeros behind the point stays.</summary>
    public static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> cell)
    {
        var point = cell.IndexOf('.');
        return point > 0 && !cell[..point].ContainsAnyExceptInRange('0', '9') && cell[(point + 1)..].TrimEnd('0').IsEmpty
            ? cell[..point]
            : cell;
    }

    public static bool IsTrue(ReadOnlySpan<char> cell) =>
        cell is "1" or "T" or "t" or "1.0" || cell.Equals("true", StringComparison.OrdinalIgnoreCase);
}

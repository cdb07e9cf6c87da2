using Gruppera.Formats.Tables;

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
        cell = CellText.WithoutFraction(cell);
        if (!cell.ContainsAnyInRange('a', 'z') || cell.Length > 64)
            return Text(cell);
        Span<char> upper = stackalloc char[64];
        return Text(upper[..cell.ToUpperInvariant(upper)]);
    }

    /// <summary>A DRG: one that went through a float gets its three digits back.</summary>
    public string Drg(ReadOnlySpan<char> cell)
    {
        var whole = CellText.WithoutFraction(cell);
        return whole.Length < cell.Length && whole.Length < 3 ? Text(whole.ToString().PadLeft(3, '0')) : Text(whole);
    }
}

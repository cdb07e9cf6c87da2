using System.Globalization;

namespace Gruppera.Workflows.Synthesis;

/// <summary>A row of one of this room's own tables, which people read and change: commas between cells, no quotes.</summary>
internal sealed class SmallRow(Dictionary<string, int> columns, string[] cells)
{
    internal string this[string column] => cells[columns[column]];

    internal double Number(string column) => double.Parse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>Reads the tables of weights that come with the program.</summary>
internal static class SmallTable
{
    internal static List<SmallRow> Read(string name)
    {
        using var stream = typeof(SmallTable).Assembly.GetManifestResourceStream($"Gruppera.Workflows.Synthesis.{name}.csv")
            ?? throw new InvalidOperationException($"no table {name}");
        var lines = new StreamReader(stream).ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = lines[0].Split(',').Select((column, index) => (column, index))
            .ToDictionary(pair => pair.column, pair => pair.index, StringComparer.Ordinal);
        return [.. lines[1..].Select(line => new SmallRow(columns, line.Split(',')))];
    }
}

/// <summary>Things with weights: draws one by chance.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly double[] _sums;

    internal Weighted(IEnumerable<(T Item, double Weight)> items)
    {
        var some = items.Where(item => item.Weight > 0).ToArray();
        _items = [.. some.Select(item => item.Item)];
        _sums = new double[some.Length];
        for (var i = 0; i < some.Length; i++)
            _sums[i] = some[i].Weight + (i > 0 ? _sums[i - 1] : 0);
    }

    internal bool IsEmpty => _items.Length == 0;

    internal double Total => _sums.Length == 0 ? 0 : _sums[^1];

    internal T Draw(ref Dice dice)
    {
        var at = Array.BinarySearch(_sums, dice.Unit() * Total);
        return _items[Math.Min(at < 0 ? ~at : at + 1, _items.Length - 1)];
    }
}

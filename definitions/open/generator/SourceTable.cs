using System.Text;

namespace Gruppera.Generator;

/// <summary>A source that cannot be read: the message names file, row and what is wrong.</summary>
public sealed class SourceException(string message) : Exception(message);

/// <summary>One row of a source.</summary>
/// <param name="Place">File and row, for messages.</param>
/// <param name="Cells">Cells by column.</param>
internal sealed record SourceRow(string Place, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.TryGetValue(column, out var cell) ? cell : "";

    /// <summary>The words of a cell.</summary>
    public string[] Words(string column) => this[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Reads the sources: comma, UTF-8, quotes where a text has commas, a header.</summary>
internal static class SourceTable
{
    public static IEnumerable<SourceRow> Read(string folder, string name) => Read(Path.Combine(folder, name + ".csv"));

    public static IEnumerable<SourceRow> Read(string path)
    {
        var (name, lines) = (Path.GetFileNameWithoutExtension(path), File.ReadAllLines(path));
        var header = Split(lines[0]);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var cells = Split(lines[i]);
            var place = $"{name}.csv row {i + 1}";
            if (cells.Count != header.Count)
                throw new SourceException($"{place}: {cells.Count} cells, the header has {header.Count}");
            yield return new(place, header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        }
    }

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
                Close();
            else
                cell.Append(c);
        }

        Close();
        return cells;

        void Close()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }
}

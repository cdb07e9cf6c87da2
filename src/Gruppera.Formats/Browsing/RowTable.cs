using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Browsing;

/// <summary>A file of delimited text with a header, as the program writes them, as a table to look through: its rows chosen and sorted by
/// any column, and read where they stand. The file is read once to open it and once for each choice; memory is four bytes for a row that is
/// chosen. Thread-safe.</summary>
public sealed class RowTable
{
    /// <summary>Different values of a column that rows can be chosen by, at most.</summary>
    public const int MostValues = 200;

    private const int MostSorted = 250_000;
    private const int Every = 32;
    private readonly string _path;
    private readonly byte _delimiter;
    private readonly List<long> _places = [];

    private RowTable(string path, byte delimiter, ImmutableArray<string> columns) =>
        (_path, _delimiter, Columns) = (path, delimiter, columns);

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Rows below the header.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns with few values, but more than one.</summary>
    public ImmutableArray<ColumnValues> Choices { get; private set; } = [];

    /// <summary>Opens a table and reads it once.</summary>
    /// <param name="path">Path of the file, in UTF-8.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ContactFileException">A row is longer than 1 MB.</exception>
    public static RowTable Open(string path, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var text = Stream(path);
        var blocks = new RowBlockReader(text);
        var block = new RowBlock();
        var row = new CsvRow();
        if (!blocks.Read(block))
            return new(path, (byte)',', []);
        var delimiter = Delimiters.Find(block.Text);
        var at = 0;
        row.Read(block.Text, ref at, delimiter, isLast: true);
        var table = new RowTable(path, delimiter, [.. Enumerable.Range(0, row.Count).Select(i => row.TextOf(block.Text, i))]);
        var counts = table.Columns.Select(_ => new Tally()).ToArray();
        var place = 0L;
        do
        {
            stop.ThrowIfCancellationRequested();
            var data = block.Text;
            while (at < data.Length)
            {
                if (table.Rows % Every == 0)
                    table._places.Add(place + at);
                row.Read(data, ref at, delimiter, isLast: true);
                table.Rows++;
                for (var i = 0; i < counts.Length && i < row.Count; i++)
                    counts[i].Add(row.Get(data, i));
            }

            (place, at) = (place + data.Length, 0);
        }
        while (blocks.Read(block));

        table.Choices =
        [
            .. table.Columns.Zip(counts).Where(each => each.Second.AreFew)
                .Select(each => new ColumnValues(each.First, each.Second.Values)),
        ];
        return table;
    }

    /// <summary>The rows that a wish asks for, in its order, the first of the table being 0.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <exception cref="IOException">It cannot be read any more.</exception>
    /// <exception cref="ContactFileException">There are too many different texts to sort by.</exception>
    public ImmutableArray<int> Find(RowWish wish, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var filters = wish.Filters.Select(filter =>
            (Index: Columns.LastIndexOf(filter.Column), Values: filter.Values.Select(Encoding.UTF8.GetBytes).ToArray())).ToArray();
        var dates = wish.Period?.Columns.Select(column => Columns.LastIndexOf(column)).Where(index => index >= 0).ToArray() ?? [];
        var counted = wish.Above is { } above ? Columns.LastIndexOf(above.Column) : -1;
        var sort = Columns.LastIndexOf(wish.Sort);
        var found = new List<int>();
        var numbers = sort < 0 ? null : new List<double>();
        var among = wish.Among;
        var next = 0;
        Scan(Take, stop);
        if (sort < 0)
            return [.. found];
        var order = numbers is not null ? Order([.. numbers], wish.IsDescending) : Order(Texts(sort, found, stop), wish.IsDescending);
        return [.. order.Select(at => found[at])];

        void Take(int number, CsvRow row, ReadOnlySpan<byte> data, ReadOnlySpan<byte> text)
        {
            if (among is { } rows)
            {
                while (next < rows.Length && rows[next] < number)
                    next++;
                if (next == rows.Length || rows[next] != number)
                    return;
            }

            foreach (var (index, values) in filters)
            {
                if (index < 0 || index >= row.Count || !IsOneOf(row.Get(data, index), values))
                    return;
            }

            if (wish.Above is { } least && !(counted >= 0 && counted < row.Count && Number(row.Get(data, counted)) > least.Number))
                return;
            if (wish.Period is { } period && !IsWithin(row, data, dates, period))
                return;
            if (wish.Words.Length > 0 && !Encoding.UTF8.GetString(text).Contains(wish.Words, StringComparison.OrdinalIgnoreCase))
                return;
            found.Add(number);
            if (numbers is not null && sort < row.Count && !row.Get(data, sort).IsEmpty)
            {
                if (Number(row.Get(data, sort)) is { } value)
                    numbers.Add(value);
                else
                    numbers = null;
            }
            else
            {
                numbers?.Add(double.NaN);
            }
        }
    }

    /// <summary>Cells of rows, each row with as many as the table has columns.</summary>
    /// <param name="rows">Their numbers, in any order.</param>
    /// <exception cref="IOException">It cannot be read any more.</exception>
    public IEnumerable<string[]> Read(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var text = Stream(_path);
        var row = new CsvRow();
        var buffer = new byte[1 << 14];
        foreach (var number in rows)
        {
            text.Position = _places[number / Every];
            var (length, at, left) = (text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), 0, number % Every);
            while (true)
            {
                if (row.Read(buffer.AsSpan(0, length), ref at, _delimiter, isLast: length < buffer.Length) != CsvRowStatus.Incomplete)
                {
                    if (left-- == 0)
                        break;
                    continue;
                }

                var size = buffer.Length;
                Array.Resize(ref buffer, 2 * size);
                length += text.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            }

            yield return [.. Enumerable.Range(0, Columns.Length).Select(i => i < row.Count ? row.TextOf(buffer, i) : "")];
        }
    }

    /// <summary>Writes rows as they stand, below the header.</summary>
    /// <param name="rows">Their numbers, in ascending order.</param>
    /// <param name="output">Takes them.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <exception cref="IOException">It cannot be read any more, or not be written.</exception>
    public void Write(ImmutableArray<int> rows, Stream output, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Encoding.UTF8.GetBytes(string.Join((char)_delimiter, Columns.Select(Quoted)) + "\n"));
        var next = 0;
        Scan(Carry, stop);

        string Quoted(string name) => name.AsSpan().IndexOfAny((char)_delimiter, '"', '\n') < 0 ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        void Carry(int number, CsvRow row, ReadOnlySpan<byte> data, ReadOnlySpan<byte> text)
        {
            if (next == rows.Length || rows[next] != number)
                return;
            next++;
            output.Write(text);
        }
    }

    /// <summary>What the texts of a column come to in their order; not a number for blank ones.</summary>
    private double[] Texts(int column, List<int> rows, CancellationToken stop)
    {
        var (texts, places, next) = (new List<string>(), new int[rows.Count], 0);
        var table = new TextTable<Count>(key =>
        {
            texts.Add(Encoding.UTF8.GetString(key));
            return new Count("") { Rows = texts.Count - 1 };
        });
        Scan(Take, stop);
        var sorted = Enumerable.Range(0, texts.Count).OrderBy(i => texts[i], StringComparer.OrdinalIgnoreCase).ToArray();
        var ranks = new double[texts.Count];
        for (var i = 0; i < sorted.Length; i++)
            ranks[sorted[i]] = texts[sorted[i]].Length == 0 ? double.NaN : i;
        return Array.ConvertAll(places, place => ranks[place]);

        void Take(int number, CsvRow row, ReadOnlySpan<byte> data, ReadOnlySpan<byte> text)
        {
            if (next == rows.Count || rows[next] != number)
                return;
            places[next++] = (int)table.Get(column < row.Count ? row.Get(data, column) : []).Rows;
            if (texts.Count > MostSorted)
            {
                throw new ContactFileException(
                    $"{Columns[column]:column} has more than {MostSorted:most} different values. Choose some of the rows first.");
            }
        }
    }

    /// <summary>Places of keys in their order; equal ones stay as they stood, and those that are not a number are last.</summary>
    private static int[] Order(double[] keys, bool isDescending)
    {
        var places = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(places, (a, b) =>
        {
            var order = double.IsNaN(keys[a]) || double.IsNaN(keys[b]) ? double.IsNaN(keys[a]).CompareTo(double.IsNaN(keys[b]))
                : isDescending ? keys[b].CompareTo(keys[a]) : keys[a].CompareTo(keys[b]);
            return order != 0 ? order : a.CompareTo(b);
        });
        return places;
    }

    private static double? Number(ReadOnlySpan<byte> text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        var comma = text.IndexOf((byte)',');
        if (comma < 0 || text.Length > 32 || text.Contains((byte)'.'))
            return null;
        Span<byte> dotted = stackalloc byte[32];
        text.CopyTo(dotted);
        dotted[comma] = (byte)'.';
        return double.TryParse(dotted[..text.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number : null;
    }

    private delegate void Look(int number, CsvRow row, ReadOnlySpan<byte> data, ReadOnlySpan<byte> text);

    private void Scan(Look look, CancellationToken stop)
    {
        using var text = Stream(_path);
        var blocks = new RowBlockReader(text);
        var block = new RowBlock();
        var row = new CsvRow();
        var number = -1;
        while (blocks.Read(block))
        {
            stop.ThrowIfCancellationRequested();
            var data = block.Text;
            for (var at = 0; at < data.Length; number++)
            {
                var start = at;
                row.Read(data, ref at, _delimiter, isLast: true);
                if (number >= 0)
                    look(number, row, data, data[start..at]);
            }
        }
    }

    private static bool IsWithin(CsvRow row, ReadOnlySpan<byte> data, int[] columns, RowPeriod period)
    {
        foreach (var column in columns)
        {
            if (column < row.Count && !row.Get(data, column).IsEmpty
                && Scalars.TryReadDate(row.Get(data, column), period.Formats, Scalars.FirstSerial, out var day))
                return !(day < period.From || day > period.To);
        }

        return false;
    }

    /// <summary>True if a cell is one of the values, or has it as one of several codes.</summary>
    private static bool IsOneOf(ReadOnlySpan<byte> cell, byte[][] values)
    {
        foreach (var value in values)
        {
            if (cell.SequenceEqual(value))
                return true;
            if (cell.Length <= value.Length || value.Length == 0)
                continue;
            foreach (var part in cell.Split((byte)' '))
            {
                if (cell[part].SequenceEqual(value))
                    return true;
            }
        }

        return false;
    }

    private static FileStream Stream(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);

    /// <summary>Values of a column, as long as there are few.</summary>
    private sealed class Tally
    {
        private TextTable<Count>? _table;
        private List<Count>? _counts = [];

        internal Tally() => _table = new(key =>
        {
            var count = new Count(Encoding.UTF8.GetString(key));
            _counts!.Add(count);
            return count;
        });

        internal ImmutableArray<(string Value, long Rows)> Values =>
            [.. _counts!.OrderBy(count => count.Value, StringComparer.OrdinalIgnoreCase).Select(count => (count.Value, count.Rows))];

        internal void Add(ReadOnlySpan<byte> cell)
        {
            if (_table is null)
                return;
            _table.Get(cell).Rows++;
            if (_counts!.Count > MostValues)
                (_table, _counts) = (null, null);
        }

        internal bool AreFew => _counts is { Count: > 1 };
    }

    private sealed class Count(string value)
    {
        internal string Value => value;

        internal long Rows { get; set; }
    }
}

using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>What runs on parts have written -> what one run on all would have: rows one behind the other, or in the order of a number that
/// they begin with. In constant memory.</summary>
public static class PartJoin
{
    /// <summary>Joins.</summary>
    /// <param name="parts">The files, in the order of their parts; compressed where their names end in <c>.gz</c>.</param>
    /// <param name="output">Takes the text.</param>
    /// <param name="hasHeader">True if each begins with the same header, which is written once.</param>
    /// <param name="numberColumn">The column of numbers that rows are put in order by; null to leave them as they are.</param>
    /// <param name="dropsNumber">True to leave that column, which is the first, out of what is written.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">A file cannot be read, or has another header.</exception>
    public static void Join(
        IReadOnlyList<string> parts, Stream output, bool hasHeader, int? numberColumn = null, bool dropsNumber = false,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(output);
        var open = new List<Part>();
        try
        {
            byte[]? header = null;
            foreach (var path in parts)
            {
                var part = new Part(path, numberColumn, dropsNumber);
                open.Add(part);
                var own = hasHeader ? part.Header() : [];
                if (header is null)
                    output.Write(header = own);
                else if (!own.AsSpan().SequenceEqual(header))
                    throw new ContactFileException($"{path}: its header is not that of {parts[0]:other}");
                if (numberColumn is not null)
                    continue;
                part.CopyTo(output, stop);
                part.Dispose();
            }

            if (numberColumn is null)
                return;
            var next = new PriorityQueue<Part, (long Row, int Part)>();
            for (var i = 0; i < open.Count; i++)
            {
                if (open[i].Next() is { } row)
                    next.Enqueue(open[i], (row, i));
            }

            while (next.TryDequeue(out var part, out var place))
            {
                stop.ThrowIfCancellationRequested();
                output.Write(part.Row);
                if (part.Next() is { } row)
                    next.Enqueue(part, (row, place.Part));
            }
        }
        finally
        {
            open.ForEach(part => part.Dispose());
        }
    }

    /// <summary>One of the files. Rows of one number stay together, since a row of the input is in one part alone.</summary>
    private sealed class Part : IDisposable
    {
        private readonly Stream _stream;
        private readonly string _path;
        private readonly RowBlockReader _blocks;
        private readonly RowBlock _block = new();
        private readonly CsvRow _cells = new();
        private readonly int? _numberColumn;
        private readonly bool _dropsNumber;
        private int _position;
        private Range _row;

        internal Part(string path, int? numberColumn, bool dropsNumber)
        {
            (_path, _numberColumn, _dropsNumber) = (path, numberColumn, dropsNumber);
            try
            {
                var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
                _stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                    ? new GzipInput(file, text => ContactSource.CannotRead(path, text)) : file;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw ContactSource.CannotOpen(path, exception);
            }

            _blocks = new(_stream) { LinesAbove = 0 };
            _blocks.Read(_block);
            _blocks.Delimiter = Delimiters.Find(_block.Text);
        }

        internal ReadOnlySpan<byte> Row => _block.Text[_row];

        public void Dispose() => _stream.Dispose();

        internal byte[] Header() => TryRead() ? Row.ToArray() : throw ContactSource.CannotRead(_path, "it has no header");

        /// <summary>Goes to the next row; null at the end, otherwise its number.</summary>
        internal long? Next()
        {
            while (!TryRead())
            {
                if (!_blocks.Read(_block))
                    return null;
                _position = 0;
            }

            return long.TryParse(_cells.Get(_block.Text, _numberColumn!.Value), System.Globalization.CultureInfo.InvariantCulture,
                out var row)
                ? row : throw ContactSource.CannotRead(_path, "a row has no number to put it in order by");
        }

        internal void CopyTo(Stream output, CancellationToken stop)
        {
            do
            {
                stop.ThrowIfCancellationRequested();
                output.Write(_block.Text[_position..]);
                _position = 0;
            }
            while (_blocks.Read(_block));
        }

        private bool TryRead()
        {
            if (_position >= _block.Length)
                return false;
            var start = _position;
            _cells.Read(_block.Text, ref _position, _blocks.Delimiter, isLast: true);
            var first = _dropsNumber ? start + _block.Text[start.._position].IndexOf(_blocks.Delimiter) + 1 : start;
            _row = first.._position;
            return true;
        }
    }
}

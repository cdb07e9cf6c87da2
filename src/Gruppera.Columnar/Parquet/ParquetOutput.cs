using System.Collections.Immutable;
using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Columnar.Parquet;

/// <summary>Writes delimited text as a Parquet file while it comes, in constant memory: columns are texts but for those that were
/// described, an empty field is no value. Not thread-safe.</summary>
/// <param name="path">An empty file.</param>
internal sealed class ParquetOutput(string path) : TableOutput
{
    private const int Memory = 2048;
    private readonly BoundedPipe _pipe = new();
    private readonly MemoryStream _head = new();
    private char _delimiter;
    private bool _isDescribed;
    private ImmutableArray<TableColumn> _columns = [];
    private Task? _writing;
    private Database? _database;
    private HeadedStream? _stream;

    public override Stream Stream => _stream ??= new(this);

    public override void Describe(char delimiter, ImmutableArray<TableColumn> columns, string format) =>
        (_delimiter, _columns, _isDescribed) = (delimiter == '\0' ? ';' : delimiter, ColumnTypes.InDuck(columns, format), true);

    public override void Complete()
    {
        if (_writing is null)
            throw NoColumns;
        _pipe.End();
        try
        {
            _writing.GetAwaiter().GetResult();
        }
        catch (QueryException exception)
        {
            throw Failure(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _database is null)
            return;
        if (_writing is { IsCompleted: false })
        {
            _database.Interrupt();
            _pipe.End(new OperationCanceledException());
            ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
        }

        _ = _writing?.Exception;
        _database.Dispose();
        _pipe.Dispose();
        _database = null;
    }

    private static ContactFileException Failure(QueryException exception) =>
        new($"the Parquet file cannot be written: {exception.Message:text}");

    /// <summary>Takes text; the header decides what the columns are.</summary>
    private void Write(ReadOnlySpan<byte> text)
    {
        if (_writing is null)
        {
            _head.Write(text);
            var head = _head.GetBuffer().AsSpan(0, (int)_head.Length);
            var (end, row) = (0, new CsvRow());
            var delimiter = _delimiter != '\0' ? _delimiter : DelimiterOf(head);
            if (row.Read(head, ref end, (byte)delimiter, isLast: false) != CsvRowStatus.Complete)
                return;
            var names = new List<string>();
            for (var i = 0; i < row.Count; i++)
                names.Add(row.TextOf(head, i));
            Begin(names, delimiter);
            text = head;
        }

        try
        {
            _pipe.Input.Write(text);
        }
        catch (BoundedPipe.BrokenException)
        {
            // Nobody reads, so writing has ended: with the reason.
            Complete();
            throw;
        }
    }

    private static char DelimiterOf(ReadOnlySpan<byte> head) =>
        head[..(head.IndexOf((byte)'\n') is >= 0 and var end ? end : head.Length)].Contains((byte)';') ? ';' : ',';

    private void Begin(List<string> header, char delimiter)
    {
        var names = Distinct(header);
        var table = new StreamedTable([.. names.Select(name => new TextColumn(name))], delimiter, () => _pipe.Output);
        _database = new(Memory, isAlone: true);
        new TableFunction("gruppera_rows", [], [], _ => table).Register(_database);
        var columns = names.Select((name, i) => ColumnText.Typed(
            name, i < _columns.Length ? _columns[i].Type : _isDescribed ? ResultTypes.Of(name) : ""));
        var sql = $"COPY (SELECT {string.Join(", ", columns)} FROM gruppera_rows()) TO {Names.Literal(path)} " +
            "(FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)";
        _writing = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    _database.Run(sql);
                }
                finally
                {
                    _pipe.Break();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Names of which no two are the same but for case, as Parquet wants them: further ones get a number.</summary>
    private static List<string> Distinct(List<string> names)
    {
        var (taken, distinct) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new List<string>());
        foreach (var (i, name) in names.Index())
        {
            var free = name.Trim().Length == 0 ? $"column{i + 1}" : name;
            for (var n = 2; !taken.Add(free); n++)
                free = $"{name}_{n}";
            distinct.Add(free);
        }

        return distinct;
    }

    /// <summary>Passes on what is written.</summary>
    private sealed class HeadedStream(ParquetOutput output) : WriteStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);
    }
}

using System.Collections.Immutable;
using Gruppera.Columnar.Duck;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;

namespace Gruppera.Columnar.Parquet;

/// <summary>Parquet: one file, a folder, a pattern, or a folder whose parts are named by a column (<c>year=2025/</c>). It is offered to the
/// reader of contacts as rows of text, a block at a time. Thread-safe.</summary>
public sealed class ParquetFormat : ITableFormat
{
    private const int Memory = 2048;

    private ParquetFormat()
    {
    }

    /// <summary>The format; <see cref="TableFormats.Add"/> makes every reader and writer know it.</summary>
    public static ParquetFormat Instance { get; } = new();

    /// <inheritdoc/>
    public bool Reads(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path == "-")
            return false;
        if (Directory.Exists(path))
            return ParquetFiles.AreIn(path);
        return ParquetFiles.IsNamedSo(path) || (File.Exists(path) && !Place.IsReadOnce(path) && IsParquet(path));
    }

    /// <inheritdoc/>
    public TableSource Open(string path) => Open(path, (Partition?)null);

    /// <summary>The rows of one part: only the row groups that it lies in are read.</summary>
    TableSource? ITableFormat.Open(string path, Partition partition) => Open(path, partition);

    internal static TableSource Open(string path, Partition? partition, int memory = Memory)
    {
        ArgumentNullException.ThrowIfNull(path);
        var files = ParquetFiles.Of(path);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (files.IsEmpty && ParquetFiles.IsPattern(path))
            throw new ContactFileException($"no file matches {path}");
        if (files.IsEmpty)
            throw new ContactFileException($"there is no file {path}");
        if (files.FirstOrDefault(file => !IsParquet(file)) is { } other)
            throw new ContactFileException(
                $"{Path.GetFileName(other):path} has the name of a Parquet file but is not one, or is damaged: get it again");
        var database = new Database(memory);
        try
        {
            var table = Table(path, files);
            var columns = database.Describe(table);
            var selected = string.Join(", ", columns.Select(ColumnText.Of));
            var (query, skipped) = ($"SELECT {selected} FROM {table}", 0L);
            if (partition is not null)
                (query, skipped) = Stretch(database, selected, table, files, partition);
            var text = new QueryText(database, query, ';', Failure, rowsBefore: skipped);
            return new(text, name, "parquet", columns)
            {
                Issues =
                [
                    .. columns.Where(column => column.Type == "TIMESTAMP WITH TIME ZONE")
                        .Select(column => new Issue(FormatIssues.TimeZone, name, Column: column.Name)),
                ],
            };
        }
        catch (QueryException exception)
        {
            database.Dispose();
            throw Failure(exception);
        }

        ContactFileException Failure(QueryException exception) => ContactSource.CannotRead(name, Text.Verbatim(exception.Message));
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FilesOf(string path) => ParquetFiles.Of(path);

    /// <inheritdoc/>
    public bool Writes(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ParquetFiles.IsNamedSo(path);
    }

    /// <inheritdoc/>
    public TableOutput Create(string path) => new ParquetOutput(path);

    /// <summary>The files as DuckDB reads them: columns by name; parts of a folder that are named by a column give that column.</summary>
    private static string Table(string path, ImmutableArray<string> files)
    {
        var root = Root(path);
        var isPartitioned = files.All(file => Path.GetDirectoryName(Path.GetRelativePath(root, Path.GetFullPath(file)))!
            .Split(Path.DirectorySeparatorChar).Any(part => part.IndexOf('=', StringComparison.Ordinal) > 0));
        var list = string.Join(", ", files.Select(file => Names.Literal(Escaped(file))));
        return $"read_parquet([{list}], union_by_name = true, binary_as_string = true, hive_partitioning = {isPartitioned})";
    }

    /// <summary>The query of a stretch of rows, file by file, and how many rows stand before it.</summary>
    private static (string Query, long RowsBefore) Stretch(
        Database database, string columns, string table, ImmutableArray<string> files, Partition partition)
    {
        var list = string.Join(", ", files.Select(file => Names.Literal(Escaped(file))));
        var rows = new List<long>();
        using (var counts = database.Query($"SELECT num_rows::VARCHAR FROM parquet_file_metadata([{list}])"))
        {
            while (counts.Next())
            {
                for (var row = 0; row < counts.Count; row++)
                    rows.Add(long.Parse(counts.Text(0, row), System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        if (rows.Count != files.Length)
            throw new ContactFileException($"{files.Length:files} files have {rows.Count:counts} counts of rows: get them again");
        var (begin, end) = (partition.Begin(rows.Sum()), Math.Min(partition.End(rows.Sum()), rows.Sum()));
        var numbered = table[..^1] + ", filename = true, file_row_number = true)";
        var (parts, at) = (new List<string>(), 0L);
        for (var i = 0; i < files.Length; at += rows[i++])
        {
            if (at + rows[i] > begin && at < end)
                parts.Add(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"SELECT {columns} FROM {numbered} WHERE filename = {Names.Literal(files[i])} AND file_row_number >= {begin - at} " +
                    $"AND file_row_number < {end - at}"));
        }

        return (parts.Count > 0 ? string.Join(" UNION ALL ", parts) : $"SELECT {columns} FROM {table} WHERE false", begin);
    }

    /// <summary>The folder that a path or a pattern begins with.</summary>
    private static string Root(string path)
    {
        var full = Path.GetFullPath(path);
        while (!Directory.Exists(full))
            full = Path.GetDirectoryName(full) ?? Path.GetPathRoot(Path.GetFullPath(path))!;
        return full;
    }

    /// <summary>A name in which nothing is a pattern.</summary>
    private static string Escaped(string file) => string.Concat(file.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : c.ToString()));

    internal static bool IsParquet(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            Span<byte> mark = stackalloc byte[4];
            if (file.Length < 12 || file.ReadAtLeast(mark, 4, throwOnEndOfStream: false) < 4 || !mark.SequenceEqual("PAR1"u8))
                return false;
            file.Position = file.Length - 4;
            file.ReadExactly(mark);
            return mark.SequenceEqual("PAR1"u8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContactSource.CannotOpen(path, exception);
        }
    }
}

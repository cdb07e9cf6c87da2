using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.RegularExpressions;
using DuckDB.NET.Native;
using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Sql;

/// <summary>SQL that cannot be run, with the reason. It holds no value of a row.</summary>
/// <param name="text">The reason.</param>
public sealed class SqlException(Text text) : Exception(text.ToString())
{
    /// <summary>The reason.</summary>
    public Text Text { get; } = text;
}

/// <summary>What statements of SQL may ask.</summary>
public enum SqlReach
{
    /// <summary>All: also files that a statement reads and writes by itself.</summary>
    All,

    /// <summary>Definition sets, contacts that stand in a statement, and files of contacts that the host opens.</summary>
    Contacts,

    /// <summary>Definition sets alone.</summary>
    Sets,
}

/// <summary>
/// Statements of SQL over files of contacts and definition sets: DuckDB with the functions <c>contacts</c>, <c>grouped</c>, <c>rules</c>,
/// <c>codes</c>, <c>groups</c>, <c>drg</c>, <c>mdc</c>, <c>rtc</c>, <c>weight</c>, <c>rule_id</c>,
/// <c>issue</c>. It reads and writes files that it is told to, and nothing of a network. Not thread-safe, but for <see cref="Stop"/>.
/// </summary>
public sealed partial class SqlRun : IDisposable
{
    /// <summary>Megabytes for the statements of others.</summary>
    private const int Memory = 1024;

    private readonly Database _database;

    /// <summary>Opens it.</summary>
    /// <param name="host">Where sets, weight lists and files come from.</param>
    /// <param name="reach">What statements may ask.</param>
    public SqlRun(ISqlHost host, SqlReach reach = SqlReach.All)
    {
        ArgumentNullException.ThrowIfNull(host);
        _database = reach == SqlReach.All ? new() : new(Memory, isClosed: true);
        foreach (var function in DefinitionTables.Of(host))
            function.Register(_database);
        if (reach == SqlReach.Sets)
            return;
        foreach (var function in ContactTables.Of(host))
            function.Register(_database);
        GroupFunction.Register(host, _database);
    }

    /// <summary>Runs statements; the rows of the last are handed on while it runs.</summary>
    /// <param name="sql">Statements with semicolons between them.</param>
    /// <param name="take">Takes the result of the last; not called where it has none.</param>
    /// <exception cref="SqlException">They cannot be run.</exception>
    public void Run(string sql, Action<SqlResult> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        Guard(() =>
        {
            if (Prepare(sql) is { } last)
                take(last);
        });
    }

    /// <summary>Runs statements; the rows of the last become a Parquet file.</summary>
    /// <param name="sql">Statements with semicolons between them.</param>
    /// <param name="path">An empty file, which stays the same file.</param>
    /// <exception cref="SqlException">They cannot be run.</exception>
    public void WriteParquet(string sql, string path) => Guard(() =>
    {
        var last = Prepare(sql) ?? throw new SqlException("the last statement has no rows to write");
        _database.Run($"COPY ({last.Sql}) TO {Names.Literal(path)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)");
    });

    /// <summary>Ends what runs on another thread.</summary>
    public void Stop() => _database.Interrupt();

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>Runs all statements but the last where that one has rows; returns it then.</summary>
    private SqlResult? Prepare(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var statements = Split(sql);
        if (statements.IsEmpty)
            throw new SqlException("there is no statement");
        foreach (var statement in statements)
        {
            if (Extensions().IsMatch(statement))
                throw new SqlException("extensions are neither fetched nor loaded here: INSTALL and LOAD are refused");
        }

        foreach (var statement in statements[..^1])
            _database.Run(statement);
        if (_database.TryDescribe(statements[^1]) is { } columns)
            return new(_database, statements[^1], columns);
        _database.Cause = null;
        _database.Run(statements[^1]);
        return null;
    }

    /// <summary>The statements, without the semicolons between them: where each ends DuckDB's own parser says.</summary>
    private ImmutableArray<string> Split(string sql)
    {
        var statements = ImmutableArray.CreateBuilder<string>();
        for (var rest = sql; Count(rest) is > 0 and var count;)
        {
            var end = rest.Length;
            for (var at = rest.IndexOf(';', StringComparison.Ordinal); count > 1 && at >= 0; at = rest.IndexOf(';', at + 1))
            {
                if (TryCount(rest[..at], out var first) && first == 1 && TryCount(rest[(at + 1)..], out var others) && others == count - 1)
                {
                    end = at;
                    break;
                }
            }

            statements.Add(WithoutEnd(rest[..end]));
            rest = end == rest.Length ? "" : rest[(end + 1)..];
        }

        return statements.ToImmutable();
    }

    /// <summary>A last statement without its semicolon, which may have comments behind it.</summary>
    private string WithoutEnd(string statement)
    {
        for (var at = statement.LastIndexOf(';'); at >= 0; at = at == 0 ? -1 : statement.LastIndexOf(';', at - 1))
        {
            if (TryCount(statement[..at], out var count) && count == 1 && TryCount(statement[at..], out var behind) && behind == 0)
                return WithoutEnd(statement[..at]);
        }

        // A comment at the end would hide what is put behind it.
        return statement + "\n";
    }

    private int Count(string sql) =>
        TryCount(sql, out var count, out var error) ? count : throw new QueryException(error, DuckDBErrorType.Parser);

    private bool TryCount(string sql, out int count) => TryCount(sql, out count, out _);

    private bool TryCount(string sql, out int count, out string error)
    {
        count = NativeMethods.ExtractStatements.DuckDBExtractStatements(_database.Connection, sql, out var statements);
        using (statements)
            error = NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements) ?? "";
        return error.Length == 0;
    }

    private void Guard(Action run)
    {
        try
        {
            run();
        }
        catch (QueryException exception)
        {
            var cause = _database.Cause;
            _database.Cause = null;
            // What the host or a reader has thrown says more than what SQL makes of it.
            if (cause is not (null or InvalidOperationException or BoundedPipe.BrokenException))
                ExceptionDispatchInfo.Throw(cause);
            throw exception.IsInterrupted ? new OperationCanceledException() : new SqlException(Text.Verbatim(exception.Message));
        }
    }

    [GeneratedRegex(
        @"^(\s|--[^\n]*\n|/\*.*?\*/)*(FORCE\s+)?(INSTALL|LOAD|UPDATE\s+EXTENSIONS)\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Extensions();
}

/// <summary>The rows of a statement, read while it runs: once, in one of the forms. Not thread-safe.</summary>
public sealed class SqlResult
{
    private readonly Database _database;

    internal SqlResult(Database database, string sql, ImmutableArray<TableColumn> columns) =>
        (_database, Sql, Columns) = (database, sql, columns);

    /// <summary>The statement.</summary>
    internal string Sql { get; }

    /// <summary>The columns with their types.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>True for a column of numbers.</summary>
    public bool IsNumber(int column) =>
        Columns[column].Type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER"
            or "UBIGINT" or "UHUGEINT" or "FLOAT" or "DOUBLE"
        || Columns[column].Type.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>Each row as texts; null where there is no value.</summary>
    public IEnumerable<string?[]> Rows()
    {
        using var rows = _database.Query($"SELECT COLUMNS(*)::VARCHAR FROM ({Sql})");
        while (rows.Next())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                yield return [.. Enumerable.Range(0, Columns.Length)
                    .Select(column => rows.IsNull(column, row) ? null : Encoding.UTF8.GetString(rows.Text(column, row)))];
            }
        }
    }

    /// <summary>Each row as a JSON object.</summary>
    public IEnumerable<string> Json()
    {
        using var rows = _database.Query($"SELECT to_json(gruppera_row)::VARCHAR FROM ({Sql}) AS gruppera_row");
        while (rows.Next())
        {
            for (var row = 0; row < rows.Count; row++)
                yield return Encoding.UTF8.GetString(rows.Text(0, row));
        }
    }

    /// <summary>Writes the rows as CSV, a header first: lists with blanks between their elements.</summary>
    public void WriteCsv(Stream output, char delimiter)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var text = new QueryText(_database, $"SELECT {AllAsText()} FROM ({Sql})", delimiter, exception => exception, closes: false);
        text.CopyTo(output, 1 << 16);
    }

    private string AllAsText() => Columns.Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == Columns.Length
        ? string.Join(", ", Columns.Select(Parquet.ColumnText.Plain))
        : "COLUMNS(*)::VARCHAR";
}

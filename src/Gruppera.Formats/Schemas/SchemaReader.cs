using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Reads the rows of a table by the schema's fields. Empty rows and version rows are skipped, and of a Combined table
/// the rows of other countries. Not thread-safe.</summary>
internal sealed class SchemaReader : IDisposable
{
    /// <summary>Names of the column by which working tables tell rows in use from others.</summary>
    internal static readonly string[] InUse = ["inuse", "in_use"];

    private readonly TableReader _table;
    private readonly TableSchema _schema;
    private readonly IssueList _issues;
    private readonly string? _country;
    private readonly short _file;
    private readonly Dictionary<string, int> _columns;
    private readonly int _key;
    private readonly int _countries;
    private int _inUse;

    /// <summary>Opens a table.</summary>
    /// <param name="pick">The table.</param>
    /// <param name="issues">Where issues go.</param>
    /// <param name="file">Index of its file in the set.</param>
    /// <param name="country">The one country whose rows are read, or null.</param>
    public SchemaReader(TablePick pick, IssueList issues, short file = 0, string? country = null)
    {
        _table = pick.Table.Open(issues);
        (_schema, _issues, _file, _country) = (pick.Schema, issues, file, country);
        var names = pick.Table.Columns.Select(ColumnName.Plain).ToList();
        _columns = _schema.Columns.Select(column => (column.Field, Index: names.IndexOf(column.Name)))
            .Where(column => column.Index >= 0).ToDictionary(column => column.Field, column => column.Index, StringComparer.Ordinal);
        _key = _schema.Columns.IsEmpty ? -1 : Field(_schema.Columns[0].Field);
        _countries = Math.Max(Field("nat_ver"), Field("country"));
        _inUse = names.FindIndex(name => InUse.Contains(name));
        if (_inUse >= 0)
            LookForUse(pick.Table.Open(new()));
    }

    /// <summary>What the version row said, such as <c>NordDRG DRGL_2014_SWE Swe 13/10/23</c>; empty if there was none.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The table as delivered.</summary>
    public TableReader Table => _table;

    /// <summary>The layout.</summary>
    public TableSchema Schema => _schema;

    /// <summary>Place of the row last read.</summary>
    public SourceRow Source => new(_file, _table.Row);

    /// <summary>The cell of a field; empty if the table has no such column.</summary>
    public ReadOnlySpan<char> this[int column] => column < 0 ? [] : _table[column];

    /// <summary>Column of a field, or -1.</summary>
    public int Field(string field) => _columns.GetValueOrDefault(field, -1);

    public bool Read()
    {
        while (_table.Read())
        {
            if (_table.MayHaveErrors)
                ReportErrors();
            var key = this[_key];
            if (key.IsEmpty ? IsEmptyRow() : key[0] == '#' && !CellText.IsError(key))
                NoteVersion();
            else if (_inUse >= 0 && IsNotInUse(this[_inUse]))
                continue;
            else if (_country is null || _countries < 0 || BelongsTo(this[_countries], _country))
                return true;
        }

        return false;
    }

    public void Report(IssueCode code, int column = -1, string detail = "") => _issues.Add(new(
        code, _table.File, Vintages.Name(_schema.Kind), _table.Row, column < 0 ? "" : _table.Columns[column], this[column].ToString(),
        detail));

    public void Dispose() => _table.Dispose();

    /// <summary>A row without key is a version row in a table of names, and no row where nothing else stands in it.</summary>
    private bool IsEmptyRow()
    {
        if (_schema.Kind >= TableKind.DrgNames)
            return true;
        foreach (var column in _columns.Values)
        {
            if (!_table[column].IsEmpty)
                return false;
        }

        return true;
    }

    /// <summary>Reports cells that hold an error in place of a value: as a condition it would mean anything, or nothing.</summary>
    private void ReportErrors()
    {
        foreach (var (field, column) in _columns)
        {
            if (!CellText.IsError(_table[column]))
                continue;
            var isText = _schema.Kind >= TableKind.DrgNames || field.Contains("text", StringComparison.Ordinal);
            Report(isText ? FormatIssues.ErrorInText : FormatIssues.ErrorInCell, column);
        }
    }

    /// <summary>Tells how many rows are left out because they are not in use. A column that marks none as in use is not used
    /// itself.</summary>
    private void LookForUse(TableReader table)
    {
        using var rows = table;
        var (marked, others) = (0, 0);
        while (rows.Read())
        {
            // Rows without a key, and those of the version, are no rows of the table.
            if (_key >= 0 && rows[_key] is ['#', ..] or [])
                continue;
            marked += IsNotInUse(rows[_inUse]) ? 1 : 0;
            others += IsNotInUse(rows[_inUse]) ? 0 : 1;
        }

        if (marked > 0)
        {
            var code = others > 0 ? FormatIssues.NotInUse : FormatIssues.NoneInUse;
            _issues.Add(new(code, _table.File, Vintages.Name(_schema.Kind), Column: _table.Columns[_inUse], Detail: $"{marked} rows"));
        }

        if (others == 0)
            _inUse = -1;
    }

    private static bool IsNotInUse(ReadOnlySpan<char> cell) =>
        cell is "F" or "f" or "0" or "0.0" or "N" or "n" || cell.Equals("false", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("no", StringComparison.OrdinalIgnoreCase);

    private void NoteVersion()
    {
        for (var column = 0; Version.Length == 0 && column < _table.Columns.Length; column++)
        {
            if (_table[column].StartsWith("NordDRG", StringComparison.OrdinalIgnoreCase))
                Version = _table[column].ToString();
        }
    }

    /// <summary>True if a list such as <c>fin/ice/Est</c> names the country; an empty one names them all.</summary>
    private static bool BelongsTo(ReadOnlySpan<char> countries, string country)
    {
        foreach (var part in countries.Split('/'))
        {
            if (countries[part].Trim().Equals(country, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return countries.IsEmpty;
    }
}

using Gruppera.Formats;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>The rows of one file, contact by contact. Disposed, it says which rows no contact has asked for.</summary>
internal abstract class KeyedRows(DelimitedFile file, ColumnRef key, Action<Issue> issue) : IDisposable
{
    /// <summary>Rows that a condition has left out.</summary>
    internal long LeftOut { get; private set; }

    protected int Key { get; } = file.ColumnOf(key);

    public abstract void Dispose();

    /// <summary>The rows of a contact.</summary>
    internal abstract IReadOnlyList<DelimitedRow> Take(string key);

    protected IEnumerable<DelimitedRow> Read()
    {
        foreach (var row in file.Read())
        {
            if (row.Fields.Length > 0 && file.LeavesOut(row))
                LeftOut++;
            else
                yield return row;
        }
    }

    protected void Orphan(DelimitedRow row) =>
        issue(new(row.Fields.Length == 0 ? FormatIssues.UnreadableRow : WorkflowIssues.OrphanRow, file.Name, "", row.Row, key.Name));
}

/// <summary>Rows of a file whose keys come in the order of the contacts: those of one contact in memory at a time.</summary>
internal sealed class SortedRows : KeyedRows
{
    private readonly IEnumerator<DelimitedRow> _rows;
    private readonly IComparer<string> _order;
    private readonly List<DelimitedRow> _found = [];
    private bool _hasRow;

    internal SortedRows(DelimitedFile file, ColumnRef key, IComparer<string> order, Action<Issue> issue)
        : base(file, key, issue)
    {
        _order = order;
        _rows = Read().GetEnumerator();
        _hasRow = _rows.MoveNext();
    }

    public override void Dispose()
    {
        for (; _hasRow; _hasRow = _rows.MoveNext())
            Orphan(_rows.Current);
        _rows.Dispose();
    }

    internal override IReadOnlyList<DelimitedRow> Take(string key)
    {
        _found.Clear();
        for (; _hasRow && (_rows.Current.Fields.Length == 0 || _order.Compare(_rows.Current[Key], key) <= 0); _hasRow = _rows.MoveNext())
        {
            if (_rows.Current.Fields.Length > 0 && _rows.Current[Key] == key && key.Length > 0)
                _found.Add(_rows.Current);
            else
                Orphan(_rows.Current);
        }

        return _found;
    }
}

/// <summary>Rows of a file in any order, all in memory.</summary>
internal sealed class IndexedRows : KeyedRows
{
    private readonly Dictionary<string, List<DelimitedRow>> _rows = new(StringComparer.Ordinal);
    private readonly List<DelimitedRow> _unreadable = [];

    /// <exception cref="ContactFileException">The files hold more rows than <paramref name="room"/>.</exception>
    internal IndexedRows(DelimitedFile file, ColumnRef key, ref int room, Action<Issue> issue)
        : base(file, key, issue)
    {
        foreach (var row in Read())
        {
            if (--room < 0)
            {
                throw new ContactFileException(
                    "the files are not sorted by their key and hold too many codes to keep in memory: sort them all by the key and " +
                    "try again");
            }

            if (row.Fields.Length == 0)
                _unreadable.Add(row);
            else if (_rows.TryGetValue(row[Key], out var rows))
                rows.Add(row);
            else
                _rows[row[Key]] = [row];
        }
    }

    public override void Dispose()
    {
        foreach (var row in _unreadable.Concat(_rows.Values.SelectMany(rows => rows)).OrderBy(row => row.Row))
            Orphan(row);
    }

    internal override IReadOnlyList<DelimitedRow> Take(string key) => key.Length > 0 && _rows.Remove(key, out var rows) ? rows : [];
}

using System.Globalization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>The codes of one file, contact by contact. Disposed, it says which rows no contact has asked for.</summary>
internal abstract class CodeSource : IDisposable
{
    private readonly CodeFileLayout _layout;
    private readonly DelimitedFile _file;
    private readonly int[] _codes;
    private readonly int _dagger;
    private readonly int _order;
    private readonly Action<Issue> _issue;

    protected CodeSource(DelimitedFile file, CodeFileLayout layout, Action<Issue> issue)
    {
        (_file, _layout, _issue) = (file, layout, issue);
        Key = file.ColumnOf(layout.Key);
        _codes = [.. layout.Codes.Select(file.ColumnOf)];
        _dagger = layout.Dagger.Length > 0 ? file.ColumnOf(layout.Dagger) : -1;
        _order = layout.Order.Length > 0 ? file.ColumnOf(layout.Order) : -1;
    }

    internal bool IsDiagnoses => _layout.IsDiagnoses;

    protected int Key { get; }

    public abstract void Dispose();

    /// <summary>The codes of a contact in their order, blanks between.</summary>
    internal string Take(string key) => string.Join(' ', Rows(key).OrderBy(OrderOf).SelectMany(CodesOf));

    protected abstract IReadOnlyList<DelimitedRow> Rows(string key);

    protected void Orphan(DelimitedRow row) => _issue(new(row.Fields.Length == 0 ? IssueCodes.UnreadableRow : IssueCodes.OrphanRow, _file.Name, "", row.Row, _layout.Key));

    private long OrderOf(DelimitedRow row) =>
        long.TryParse(row[_order], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order) ? order : long.MaxValue;

    private IEnumerable<string> CodesOf(DelimitedRow row)
    {
        foreach (var code in _codes.Select(column => OneWord(row[column])).Where(code => code.Length > 0))
            yield return OneWord(row[_dagger]) is { Length: > 0 } dagger ? $"{code.TrimEnd('*')}*{dagger}" : code;
    }

    private static string OneWord(string code) => code.Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>Codes of a file whose keys come in the order of the contacts: one contact in memory at a time.</summary>
internal sealed class SortedCodes : CodeSource
{
    private readonly IEnumerator<DelimitedRow> _rows;
    private readonly IComparer<string> _order;
    private readonly List<DelimitedRow> _found = [];
    private bool _hasRow;

    internal SortedCodes(DelimitedFile file, CodeFileLayout layout, IComparer<string> order, Action<Issue> issue)
        : base(file, layout, issue)
    {
        _order = order;
        _rows = file.Read().GetEnumerator();
        _hasRow = _rows.MoveNext();
    }

    public override void Dispose()
    {
        for (; _hasRow; _hasRow = _rows.MoveNext())
            Orphan(_rows.Current);
        _rows.Dispose();
    }

    protected override IReadOnlyList<DelimitedRow> Rows(string key)
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

/// <summary>Codes of a file in any order, all in memory.</summary>
internal sealed class IndexedCodes : CodeSource
{
    private readonly Dictionary<string, List<DelimitedRow>> _rows = new(StringComparer.Ordinal);
    private readonly List<DelimitedRow> _unreadable = [];

    /// <exception cref="ContactFileException">The files hold more rows than <paramref name="room"/>.</exception>
    internal IndexedCodes(DelimitedFile file, CodeFileLayout layout, ref int room, Action<Issue> issue)
        : base(file, layout, issue)
    {
        foreach (var row in file.Read())
        {
            if (--room < 0)
            {
                throw new ContactFileException("the files are not sorted by their key and hold too many codes to keep in memory: sort them all by the key and try again");
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

    protected override IReadOnlyList<DelimitedRow> Rows(string key) => key.Length > 0 && _rows.Remove(key, out var rows) ? rows : [];
}

using System.Collections.Immutable;
using Gruppera.Formats.Browsing;

namespace Gruppera.Web.Files;

/// <summary>The grouped contacts of a file as a reader looks through them: the table is read when it is first asked for, and the last few
/// choices of rows are remembered, so that the next page of them costs nothing. Thread-safe.</summary>
internal sealed class ContactTable
{
    private const int Remembered = 3;
    private readonly Lock _lock = new();
    private readonly List<(string Key, ImmutableArray<int> Rows)> _views = [];
    private RowTable? _table;

    /// <summary>The table.</summary>
    /// <param name="path">Where it lies.</param>
    /// <exception cref="IOException">It is deleted.</exception>
    internal RowTable At(string path)
    {
        lock (_lock)
            return _table ??= RowTable.Open(path);
    }

    /// <summary>The rows that a wish asks for.</summary>
    /// <param name="path">Where the table lies.</param>
    /// <param name="key">What tells the wish from others.</param>
    /// <param name="wish">The wish.</param>
    /// <exception cref="IOException">It is deleted.</exception>
    /// <exception cref="Formats.Contacts.ContactFileException">It cannot be sorted so.</exception>
    internal ImmutableArray<int> Find(string path, string key, RowWish wish)
    {
        lock (_lock)
        {
            var at = _views.FindIndex(view => view.Key == key);
            var view = at >= 0 ? _views[at] : (key, At(path).Find(wish));
            if (at >= 0)
                _views.RemoveAt(at);
            _views.Insert(0, view);
            if (_views.Count > Remembered)
                _views.RemoveAt(Remembered);
            return view.Item2;
        }
    }
}

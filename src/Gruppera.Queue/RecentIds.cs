namespace Gruppera.Queue;

/// <summary>The ids that were done last, so many. Thread-safe.</summary>
internal sealed class RecentIds(int most)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    internal bool Contains(string id)
    {
        lock (_lock)
            return _known.Contains(id);
    }

    internal void Add(string id)
    {
        lock (_lock)
        {
            if (!_known.Add(id))
                return;
            _order.Enqueue(id);
            if (_order.Count > most)
                _known.Remove(_order.Dequeue());
        }
    }
}

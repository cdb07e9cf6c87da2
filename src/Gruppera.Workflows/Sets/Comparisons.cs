using System.Collections.Concurrent;
using Gruppera.Changes;

namespace Gruppera.Workflows.Sets;

/// <summary>Comparisons of pairs of sets, each made when first asked for and kept;
/// the oldest ones go where there are many. Thread-safe.</summary>
public sealed class Comparisons
{
    private const int Most = 32;
    private readonly ConcurrentDictionary<(string Before, string After), Lazy<SetDiff>> _kept = [];
    private readonly ConcurrentQueue<(string Before, string After)> _order = [];

    /// <summary>What differs between two sets.</summary>
    public SetDiff Of(LoadedSet before, LoadedSet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var pair = (before.Id, after.Id);
        return _kept.GetOrAdd(pair, Keep).Value;

        Lazy<SetDiff> Keep((string Before, string After) added)
        {
            _order.Enqueue(added);
            if (_order.Count > Most && _order.TryDequeue(out var oldest))
                _kept.TryRemove(oldest, out _);
            return new(() => SetDiff.Of(before.Set, after.Set));
        }
    }
}

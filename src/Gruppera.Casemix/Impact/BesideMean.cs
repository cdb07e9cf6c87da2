namespace Gruppera.Casemix.Impact;

/// <summary>A mean with its error, of contacts that are independent or of clusters that are. Filled, then asked; not thread-safe.</summary>
/// <param name="isClustered">True if contacts of a cluster are not independent.</param>
internal sealed class BesideMean(bool isClustered)
{
    private readonly Dictionary<int, (int Count, double Sum)> _clusters = [];
    private double _sum;
    private double _squares;

    internal int Count { get; private set; }

    /// <summary>Clusters; 0 where contacts are independent.</summary>
    internal int Clusters => isClustered ? _clusters.Count : 0;

    internal double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Error of what the numbers are held against; 0 if that is known.</summary>
    internal double Known { get; init; }

    internal double Error => Math.Sqrt((Own * Own) + (Known * Known));

    private double Own => isClustered
        ? Math.Sqrt(
            _clusters.Values.Sum(each => Math.Pow(each.Sum - (each.Count * Mean), 2)) * _clusters.Count
                / Math.Max(1, _clusters.Count - 1)) / Math.Max(1, Count)
        : Math.Sqrt(Math.Max(0, _squares - (_sum * Mean)) / Math.Max(1, Count - 1) / Math.Max(1, Count));

    internal void Add(double number, int cluster)
    {
        Count++;
        _sum += number;
        _squares += number * number;
        if (!isClustered)
            return;
        var (count, sum) = _clusters.GetValueOrDefault(cluster);
        _clusters[cluster] = (count + 1, sum + number);
    }
}

namespace Gruppera.Host.Tests.Rooms;

/// <summary>Rooms that use one another in a ring.</summary>
internal static class Cycles
{
    /// <summary>The shortest ring through each room of a project that stands in one, with an example of each step. A type of the root is a
    /// place by itself: it may put rooms together that do not use it; rings of such types alone are no rings of rooms.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Edge> edges)
    {
        var steps = edges.Where(edge => edge.From.Project == edge.To.Project && Place(edge.From) != Place(edge.To))
            .GroupBy(edge => Place(edge.From)).ToDictionary(from => from.Key, from => from.DistinctBy(edge => Place(edge.To)).ToList());
        return
        [
            .. steps.Where(from => from.Value[0].From.Room!.Length > 0).Select(from => Shortest(from.Key, steps)).OfType<List<Edge>>()
                .DistinctBy(ring => string.Join('\n', ring.Select(edge => Place(edge.From)).Order(StringComparer.Ordinal)))
                .Select(ring => string.Join(" -> ", ring.Select(edge => Place(edge.From)).Append(Place(ring[0].From)))
                    + string.Concat(ring.Select(edge => $"\n    {edge}"))),
        ];
    }

    private static List<Edge>? Shortest(string start, Dictionary<string, List<Edge>> steps)
    {
        var ways = new Dictionary<string, List<Edge>> { [""] = [] };
        var open = new Queue<string>([""]);
        while (open.TryDequeue(out var place))
        {
            foreach (var step in steps.GetValueOrDefault(place.Length > 0 ? place : start, []))
            {
                if (ways.TryAdd(Place(step.To), [.. ways[place], step]))
                    open.Enqueue(Place(step.To));
            }
        }

        return ways.GetValueOrDefault(start);
    }

    private static string Place(TypeName type) => type.Room!.Length > 0 ? $"{type.Project}.{type.Room}" : type.ToString();
}

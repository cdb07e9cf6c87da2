using System.Collections.Concurrent;

namespace Gruppera.Native.Borders;

/// <summary>Objects that callers hold by numbers. A number that was never given, or is closed, finds nothing: a wild handle does no harm.
/// Thread-safe; an object lives as long as a call that uses it.</summary>
internal sealed class Handles<T>(string name)
    where T : class
{
    private readonly ConcurrentDictionary<long, T> _objects = [];

    /// <summary>One count for all kinds, so that a handle of another kind is a wild one.</summary>
    internal long Add(T value)
    {
        var handle = HandleNumbers.Next();
        _objects[handle] = value;
        return handle;
    }

    internal T Find(long handle) => _objects.TryGetValue(handle, out var value)
        ? value
        : throw new StatusException(Status.Handle, $"There is no {name} of this handle: it was never opened, or it is closed.");

    /// <summary>Forgets an object; false if there was none.</summary>
    internal bool Remove(long handle) => _objects.TryRemove(handle, out _);
}

/// <summary>The numbers of handles.</summary>
internal static class HandleNumbers
{
    private static long _last = 0x6772_0000;

    internal static long Next() => Interlocked.Increment(ref _last);
}

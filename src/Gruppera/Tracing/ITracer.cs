namespace Gruppera.Tracing;

/// <summary>Receives what happens while a contact is grouped. The rooms that tell are generic over it, so that where
/// <see cref="IsOn"/> is false nothing of it is left in the machine code.</summary>
internal interface ITracer
{
    /// <summary>True if events are wanted.</summary>
    static abstract bool IsOn { get; }

    /// <summary>Takes an event.</summary>
    void Add(in TraceEvent step);
}

/// <summary>Wants nothing.</summary>
internal readonly struct NoTracer : ITracer
{
    public static bool IsOn => false;

    public void Add(in TraceEvent step)
    {
        // Never called.
    }
}

/// <summary>Keeps the events in their order.</summary>
internal readonly struct BufferTracer(List<TraceEvent> events) : ITracer
{
    public static bool IsOn => true;

    public void Add(in TraceEvent step) => events.Add(step);
}

namespace Gruppera.Queue;

/// <summary>Where messages come from and go to. Immutable.</summary>
/// <param name="Address">Of the server: <c>amqp://user:password@host:5672/vhost</c>, or <c>amqps</c>.</param>
public sealed record QueueOptions(Uri Address)
{
    /// <summary>Queue of contacts.</summary>
    public string Contacts { get; init; } = "gruppera.contacts";

    /// <summary>Queue of results.</summary>
    public string Results { get; init; } = "gruppera.results";

    /// <summary>Queue of messages that cannot be used.</summary>
    public string Dead { get; init; } = "gruppera.dead";

    /// <summary>Messages that are taken and not yet done, at most: what waits beyond them waits in the queue.</summary>
    public ushort Prefetch { get; init; } = 16;

    /// <summary>Messages that are grouped at once.</summary>
    public ushort Threads { get; init; } = (ushort)Environment.ProcessorCount;
}

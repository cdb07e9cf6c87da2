using System.Diagnostics.Metrics;
using System.Globalization;

namespace Gruppera.Queue;

/// <summary>What a worker has done so far, as numbers of its own and as metrics (<c>Gruppera.Queue</c>). Thread-safe.</summary>
public sealed class QueueCounts : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Gruppera.Queue";

    private readonly Meter _meter = new(MeterName);
    private long _messages;
    private long _contacts;
    private long _dead;
    private long _repeated;

    /// <summary>Makes the metrics.</summary>
    public QueueCounts()
    {
        _meter.CreateObservableCounter("gruppera.queue.messages", () => Messages, "{message}", "Messages grouped and published");
        _meter.CreateObservableCounter("gruppera.queue.contacts", () => Contacts, "{contact}", "Contacts of them");
        _meter.CreateObservableCounter("gruppera.queue.dead", () => Dead, "{message}", "Messages that could not be used");
        _meter.CreateObservableCounter("gruppera.queue.repeated", () => Repeated, "{message}", "Messages that came again and were done");
    }

    /// <summary>Messages grouped and published.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Contacts of them.</summary>
    public long Contacts => Interlocked.Read(ref _contacts);

    /// <summary>Messages that could not be used.</summary>
    public long Dead => Interlocked.Read(ref _dead);

    /// <summary>Messages that came again after they were done.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>As Prometheus reads it.</summary>
    public string Text(bool isReady) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # TYPE gruppera_queue_messages_total counter
        gruppera_queue_messages_total {Messages}
        # TYPE gruppera_queue_contacts_total counter
        gruppera_queue_contacts_total {Contacts}
        # TYPE gruppera_queue_dead_total counter
        gruppera_queue_dead_total {Dead}
        # TYPE gruppera_queue_repeated_total counter
        gruppera_queue_repeated_total {Repeated}
        # TYPE gruppera_queue_ready gauge
        gruppera_queue_ready {(isReady ? 1 : 0)}

        """);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Done(int contacts)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _contacts, contacts);
    }

    internal void Died() => Interlocked.Increment(ref _dead);

    internal void CameAgain() => Interlocked.Increment(ref _repeated);
}

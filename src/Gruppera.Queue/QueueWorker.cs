using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Gruppera.Queue;

/// <summary>Takes messages from a queue of RabbitMQ, groups their contacts and publishes results. A message is acknowledged once the
/// server has
/// confirmed its result, so that none is lost whatever ends; one that comes again carries the same id to the sink, which keeps the
/// first. Queues are quorum queues. Not thread-safe, but for <see cref="IsReady"/> and <see cref="Counts"/>.</summary>
/// <param name="options">Where messages come from and go to.</param>
/// <param name="grouper">Groups them.</param>
public sealed class QueueWorker(QueueOptions options, MessageGrouper grouper) : IAsyncDisposable
{
    /// <summary>Header with the id of the set that a message is grouped under.</summary>
    public const string SetHeader = "gruppera-set";

    /// <summary>Header of a dead letter with the code of its issue.</summary>
    public const string IssueHeader = "gruppera-issue";

    private const int Deliveries = 3;
    private const int Remembered = 100_000;
    private readonly RecentIds _done = new(Remembered);
    private IConnection? _connection;
    private IChannel? _channel;
    private string _consumer = "";
    private int _working;
    private bool _isStopping;

    /// <summary>What was done so far.</summary>
    public QueueCounts Counts { get; } = new();

    /// <summary>True while messages are taken.</summary>
    public bool IsReady => !_isStopping && _channel is { IsOpen: true };

    /// <summary>Declares the queues and begins to take messages.</summary>
    /// <exception cref="QueueException">The server cannot be reached, or has queues of these names that are others.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = options.Address,
                ClientProvidedName = "gruppera work",
                AutomaticRecoveryEnabled = true,
                ConsumerDispatchConcurrency = options.Threads,
            };
            _connection = await factory.CreateConnectionAsync(stop);
            _channel = await _connection.CreateChannelAsync(
                new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
            await DeclareAsync(_channel, options, stop);
            await _channel.BasicQosAsync(0, options.Prefetch, global: false, stop);
            var consumer = new AsyncEventingBasicConsumer(_channel);
            consumer.ReceivedAsync += (_, message) => TakeAsync(_channel, message);
            _consumer = await _channel.BasicConsumeAsync(options.Contacts, autoAck: false, consumer, stop);
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException
            or AlreadyClosedException)
        {
            throw new QueueException(exception);
        }
    }

    /// <summary>Takes no more messages, ends those under way, and leaves.</summary>
    public async Task StopAsync()
    {
        _isStopping = true;
        if (_channel is { IsOpen: true } channel)
        {
            await channel.BasicCancelAsync(_consumer);
            while (Volatile.Read(ref _working) > 0)
                await Task.Delay(20);
            await channel.CloseAsync();
        }

        if (_connection is { IsOpen: true } connection)
            await connection.CloseAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        Counts.Dispose();
    }

    /// <summary>The three queues, as everybody who uses them must declare them.</summary>
    private static async Task DeclareAsync(IChannel channel, QueueOptions options, CancellationToken stop)
    {
        var quorum = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        foreach (var name in new[] { options.Dead, options.Results })
            await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, quorum, cancellationToken: stop);
        await channel.QueueDeclareAsync(options.Contacts, durable: true, exclusive: false, autoDelete: false, new Dictionary<string,
            object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = Deliveries,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = options.Dead,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        }, cancellationToken: stop);
    }

    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs message)
    {
        // What was prefetched when the worker stops goes back to the queue with the channel.
        if (_isStopping)
            return;
        Interlocked.Increment(ref _working);
        try
        {
            // The body is the client's until this returns.
            var id = message.BasicProperties.MessageId is { Length: > 0 } own ? own
                : Convert.ToHexStringLower(SHA256.HashData(message.Body.Span));
            if (_done.Contains(id))
            {
                Counts.CameAgain();
            }
            else
            {
                var set = HeaderOf(message.BasicProperties, SetHeader);
                var grouped = grouper.Group(message.Body, set);
                if (grouped.Issue is { } issue)
                    await PublishAsync(channel, options.Dead, id, message.Body, message.BasicProperties.ContentType ?? "", [(IssueHeader,
                        $"{issue.Id}: {issue.Meaning.In(Language.English)}"), (SetHeader, set)]);
                else
                    await PublishAsync(channel, options.Results, id, grouped.Body, grouped.ContentType, [(SetHeader, set)]);
                _done.Add(id);
                if (grouped.Issue is null)
                    Counts.Done(grouped.Contacts);
                else
                    Counts.Died();
            }

            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        }
        catch (Exception exception) when (exception is AlreadyClosedException or OperationInterruptedException or PublishException
            or OperationCanceledException or ObjectDisposedException)
        {
            // Not confirmed, so not acknowledged: the server delivers it again, to this worker or another.
            await GiveBackAsync(channel, message.DeliveryTag);
        }
        finally
        {
            Interlocked.Decrement(ref _working);
        }
    }

    private static async Task GiveBackAsync(IChannel channel, ulong tag)
    {
        try
        {
            if (channel.IsOpen)
                await channel.BasicNackAsync(tag, multiple: false, requeue: true);
        }
        catch (Exception exception) when (exception is AlreadyClosedException or OperationInterruptedException or ObjectDisposedException)
        {
            // The server has it back already.
        }
    }

    /// <summary>Publishes, and waits until the server has it on a majority of its disks.</summary>
    private static async Task PublishAsync(
        IChannel channel, string queue, string id, ReadOnlyMemory<byte> body, string type, ImmutableArray<(string Name,
            string? Value)> headers)
    {
        var properties = new BasicProperties
        {
            MessageId = id,
            ContentType = type,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers.Where(header => header.Value is not null).ToDictionary(header => header.Name, header =>
                (object?)header.Value),
        };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
    }

    private static string? HeaderOf(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?.TryGetValue(name, out var value) != true ? null
            : value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();
}

/// <summary>A queue cannot be used.</summary>
/// <param name="cause">What the client says.</param>
public sealed class QueueException(Exception cause) : Exception(cause?.Message, cause);

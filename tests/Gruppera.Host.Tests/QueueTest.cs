using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Gruppera.Host.Tests;

/// <summary>Contacts from a queue: each message once at the sink, none lost, whatever ends.</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "heavy")]
public sealed class QueueTest(ITestOutputHelper output) : Home
{
    private const int Messages = 400;
    private const int ContactsEach = 100;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli");

    [Fact]
    public async Task Two_workers_of_which_one_is_killed_lose_nothing_and_double_nothing()
    {
        using var server = new RabbitServer();
        if (server.Missing is { } missing)
            Assert.Skip(missing);
        var stop = TestContext.Current.CancellationToken;
        using var health = new HttpClient();
        var (first, second) = (Worker(server), Worker(server, "--health", "http://127.0.0.1:5199"));
        try
        {
            await Ready(first);
            await Ready(second);
            var factory = new ConnectionFactory { Uri = new(server.Address) };
            await using var connection = await factory.CreateConnectionAsync(stop);
            await using var channel = await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
            var (results, dead) = (new ConcurrentQueue<(string Id, string Body)>(), new ConcurrentQueue<(string Id, string Issue)>());
            await Sink(connection, "gruppera.results", message => results.Enqueue((message.BasicProperties.MessageId!, Encoding.UTF8.GetString(message.Body.Span))));
            await Sink(connection, "gruppera.dead", message => dead.Enqueue((message.BasicProperties.MessageId!, Text(message, "gruppera-issue"))));

            var clock = Stopwatch.StartNew();
            for (var i = 0; i < Messages; i++)
            {
                var isPoison = i % 20 == 7;
                await channel.BasicPublishAsync("", "gruppera.contacts", mandatory: true, new BasicProperties
                {
                    MessageId = $"m{i}",
                    DeliveryMode = DeliveryModes.Persistent,
                    Headers = new Dictionary<string, object?> { ["gruppera-set"] = i % 40 == 27 ? "no-such-set" : "open-se" },
                }, Encoding.UTF8.GetBytes(isPoison && i % 40 != 27 ? "{ no json" : Body(i)), stop);
                if (i == Messages / 2)
                {
                    await Until(() => results.Count > 20, "the first results");
                    first.Kill();
                    output.WriteLine($"killed worker {first.Id} after {results.Count} results");
                }
            }

            // A message that is sent again comes to the same.
            await channel.BasicPublishAsync("", "gruppera.contacts", mandatory: true, new BasicProperties { MessageId = $"m{Messages - 1}" }, Encoding.UTF8.GetBytes(Body(Messages - 1)), stop);
            var poison = Enumerable.Range(0, Messages).Count(i => i % 20 == 7);
            await Until(
                () => results.DistinctBy(result => result.Id).Count() == Messages - poison && dead.DistinctBy(each => each.Id).Count() == poison,
                "all results", () => $"{results.Count} results, {dead.Count} dead");
            output.WriteLine($"{Messages} messages, {Messages * ContactsEach} contacts in {clock.Elapsed.TotalSeconds:0.0} s; delivered again at the sink: {results.Count - Messages + poison}");
            Assert.Equal(Messages, results.Select(result => result.Id).Concat(dead.Select(each => each.Id)).Distinct().Count());
            foreach (var same in results.GroupBy(result => result.Id))
                Assert.Single(same.Select(each => each.Body).Distinct());
            Assert.All(dead, each => Assert.StartsWith(int.Parse(each.Id[1..], System.Globalization.CultureInfo.InvariantCulture) % 40 == 27 ? "GRP5103" : "GRP5101", each.Issue, StringComparison.Ordinal));
            foreach (var (id, body) in results.DistinctBy(result => result.Id).Take(5))
            {
                var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(ContactsEach, lines.Length);
                using var json = JsonDocument.Parse(lines[0]);
                Assert.Equal(id + "-0", json.RootElement.GetProperty("id").GetString());
                Assert.NotEqual("", json.RootElement.GetProperty("drg").GetString());
            }

            Assert.Equal("Healthy", await health.GetStringAsync(new Uri("http://127.0.0.1:5199/health/ready"), stop));
            Assert.Contains("gruppera_queue_messages_total ", await health.GetStringAsync(new Uri("http://127.0.0.1:5199/metrics"), stop), StringComparison.Ordinal);
            using (var term = Process.Start("kill", ["-TERM", $"{second.Id}"]))
                await term.WaitForExitAsync(stop);
            Assert.True(second.WaitForExit(TimeSpan.FromSeconds(20)), "SIGTERM ends a worker");
            Assert.Equal(0, second.ExitCode);
        }
        finally
        {
            foreach (var worker in new[] { first, second })
            {
                if (!worker.HasExited)
                    worker.Kill();
                worker.Dispose();
            }
        }
    }

    [Theory]
    [InlineData("http://localhost", "amqp://user:password@host:5672/vhost")]
    [InlineData("amqp://guest:secret@127.0.0.1:1/", "The queue at 127.0.0.1:1 cannot be used")]
    public void A_queue_that_cannot_be_used_is_told_without_its_password(string address, string why)
    {
        var said = Run("work", "--queue", address);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said.Error, StringComparison.Ordinal);
    }

    private static string Body(int message) => string.Concat(Enumerable.Range(0, ContactsEach).Select(i =>
        $"{{\"id\":\"m{message}-{i}\",\"sex\":\"M\",\"age\":{(message + i) % 90},\"duration\":{i % 5},\"diagnoses\":[\"I10\"]}}\n"));

    private static string Text(BasicDeliverEventArgs message, string header) => Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers![header]!);

    private static async Task Sink(IConnection connection, string queue, Action<BasicDeliverEventArgs> take)
    {
        var channel = await connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            take(message);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
    }

    private static Process Worker(RabbitServer server, params string[] more) => Process.Start(new ProcessStartInfo(
        Program, ["work", "--queue", server.Address, "--set", "open-se", "--prefetch", "8", "--threads", "2", .. more])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task Ready(Process worker)
    {
        var line = await worker.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        if (line?.StartsWith("Gruppera groups messages", StringComparison.Ordinal) != true)
            Assert.Fail(line + await worker.StandardError.ReadToEndAsync());
    }

    private static async Task Until(Func<bool> isSo, string what, Func<string>? told = null)
    {
        for (var clock = Stopwatch.StartNew(); !isSo(); await Task.Delay(50))
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"{what} did not come: {told?.Invoke()}");
    }
}

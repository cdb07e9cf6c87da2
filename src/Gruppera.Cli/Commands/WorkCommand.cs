using System.CommandLine;
using System.Net;
using Gruppera.Cli.Terminal;
using Gruppera.Queue;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera work</c>: contacts from a queue, groups to another.</summary>
internal static class WorkCommand
{
    private const string Variable = "GRUPPERA_QUEUE";

    internal static Command Create(Session session)
    {
        var address = new Option<string?>("--queue")
        {
            Description = session.Say($"RabbitMQ: amqp://user:password@host:5672/vhost (default: the variable {Variable})"),
        };
        var sets = ServeCommand.SetsOption(session);
        var usual = new QueueOptions(new("amqp://localhost"));
        var from = new Option<string>("--from-queue")
        {
            Description = session.Say("Queue of contacts"),
            DefaultValueFactory = _ => usual.Contacts,
        };
        var to = new Option<string>("--to-queue")
        {
            Description = session.Say("Queue of results"),
            DefaultValueFactory = _ => usual.Results,
        };
        var dead = new Option<string>("--dead-queue")
        {
            Description = session.Say("Queue of messages that cannot be used, with the issue"),
            DefaultValueFactory = _ => usual.Dead,
        };
        var prefetch = new Option<int>("--prefetch")
        {
            Description = session.Say("Messages taken and not yet done, at most"),
            DefaultValueFactory = _ => usual.Prefetch,
        };
        var threads = new Option<int>("--threads")
        {
            Description = session.Say("Messages that are grouped at once (default: one per processor)"),
            DefaultValueFactory = _ => usual.Threads,
        };
        var health = new Option<string?>("--health")
        {
            Description = session.Say("Address that health and metrics are answered on, such as http://127.0.0.1:5090"),
        };
        var command = new Command("work", session.Say("Group contacts from a queue, message by message"))
        {
            address, sets, from, to, dead, prefetch, threads, health,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var named = parsed.GetValue(address) ?? Environment.GetEnvironmentVariable(Variable);
            if (!Uri.TryCreate(named, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
                throw new UsageException($"Give --queue, or the variable {Variable}: amqp://user:password@host:5672/vhost");
            if (ServeCommand.Catalogue(session, parsed.GetValue(sets), null) is not { } catalogue)
                return ExitCode.SetUnusable;
            await using var worker = new QueueWorker(
                new(uri)
                {
                    Contacts = parsed.GetValue(from)!,
                    Results = parsed.GetValue(to)!,
                    Dead = parsed.GetValue(dead)!,
                    Prefetch = Number(parsed, prefetch),
                    Threads = Number(parsed, threads),
                },
                new(catalogue, session.Language));
            _ = catalogue.Find(null)!.Grouper;
            using var port = parsed.GetValue(health) is { } at ? Open(at, worker) : null;
            try
            {
                await worker.StartAsync(session.Stop);
            }
            catch (QueueException exception)
            {
                // The address has a password, which is not told.
                throw new UsageException($"The queue at {uri.Host}:{uri.Port} cannot be used: {Text.Verbatim(exception.Message):message}");
            }

            // Messages under way are ended.
            session.Patience = Timeout.InfiniteTimeSpan;
            var queue = parsed.GetValue(from)!;
            var ids = string.Join(", ", catalogue.Ids);
            session.Out.WriteLine(session.Say($"Gruppera groups messages of {queue} under {ids}; Ctrl+C stops it"));
            await Task.Delay(Timeout.Infinite, session.Stop)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await worker.StopAsync();
            var (messages, contacts, letters) = (worker.Counts.Messages, worker.Counts.Contacts, worker.Counts.Dead);
            session.Note(session.Say(
                $"Messages: {Session.Number(messages):messages}; contacts: {Session.Number(contacts):contacts}; " +
                $"dead letters: {Session.Number(letters):dead}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static ushort Number(ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is > 0 and <= ushort.MaxValue and var number
        ? (ushort)number : throw new UsageException($"{option.Name}: give 1 or more");

    private static HealthPort Open(string address, QueueWorker worker)
    {
        try
        {
            return new(address, worker);
        }
        catch (Exception exception) when (exception is HttpListenerException or ArgumentException)
        {
            throw new UsageException($"--health {address}: give an address that is free, such as http://127.0.0.1:5090");
        }
    }
}

using System.CommandLine;
using System.Net.Sockets;
using System.Security.Cryptography;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Formats.Sets;
using Gruppera.Mcp;
using Gruppera.Web.Api;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.WeightLists;
using Microsoft.AspNetCore.Builder;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera serve</c>: the HTTP API and the explorer.</summary>
internal static class ServeCommand
{
    /// <summary>The option of sets to answer from.</summary>
    internal static Option<string[]> SetsOption(Session session) => new Option<string[]>("--set")
    {
        Description = session.Say("Sets to serve, the first as default; open-se and all imported sets if omitted"),
        AllowMultipleArgumentsPerToken = true,
    };

    internal static Command Create(Session session)
    {
        var urls = new Option<string>("--urls")
        {
            Description = session.Say("Addresses to listen on, separated by semicolons; loopback if omitted"),
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var sets = SetsOption(session);
        var weights = Weights.Option(session);
        var agents = new Option<bool>("--mcp")
        {
            Description = session.Say("Answer agents (Model Context Protocol) at /mcp, from this computer alone"),
        };
        var contacts = new Option<bool>("--mcp-contacts")
        {
            Description = session.Say("Let agents ask about contacts: what they send reaches the model that asks"),
        };
        var token = new Option<bool>("--token")
        {
            Description = session.Say("Ask for a token, which the printed address has: for computers that several people use"),
        };
        var insecure = new Option<bool>("--insecure")
        {
            Description = session.Say("Serve others too without asking who they are; pages say so"),
        };
        var command = new Command("serve", session.Say("Serve the HTTP API and the explorer"))
        {
            urls, sets, weights, token, insecure, agents, contacts,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var access = parsed.GetValue(contacts) ? AgentAccess.Contacts : AgentAccess.Logic;
            if (!parsed.GetValue(agents))
                access = parsed.GetValue(contacts) ? throw OutputNames.WithoutEffect("--mcp-contacts", "--mcp") : AgentAccess.None;
            if (access != AgentAccess.None && !LocalOnly.AreLocal(parsed.GetValue(urls)!))
                throw new UsageException("--mcp answers this computer alone: give --urls with 127.0.0.1 or localhost, or leave out --mcp");
            if (Catalogue(session, parsed.GetValue(sets), parsed.GetValue(weights)) is not { } catalogue)
                return ExitCode.SetUnusable;
            _ = catalogue.Find(null)!.Grouper;
            var secret = parsed.GetValue(token) ? RandomNumberGenerator.GetHexString(32, lowercase: true) : "";
            var isInsecure = parsed.GetValue(insecure);
            await using var server = WebServer.Build(
                catalogue, parsed.GetValue(urls)!, agents: access, language: session.Language, keys: KeysCommand.Store, options: options =>
                {
                    options.SignIn.Insecure |= isInsecure;
                    if (secret.Length > 0)
                        options.SignIn.Token = secret;
                });
            if (isInsecure)
                session.Error.WriteLine(session.Say(
                    "WARNING: this server asks nobody who they are (--insecure): whoever reaches it can use it."));
            // Only what is the reader's own meets a foreign reader, and that in a process of its own.
            if (LocalOnly.AreLocal(parsed.GetValue(urls)!) && Environment.ProcessPath is { } program
                && Path.GetFileNameWithoutExtension(program) != "dotnet")
            {
                TableFormats.Add(new ParquetApart(path => new(program, [ParquetApart.Verb, path])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }));
            }

            // Answers under way may take their time.
            session.Patience = Timeout.InfiniteTimeSpan;
            await Start(server, parsed.GetValue(urls)!, session.Stop);
            session.Out.WriteLine(session.Say(
                $"Gruppera serves {string.Join(", ", catalogue.Ids):ids} on {string.Join(" ", Addresses(server, secret)):urls}; " +
                $"Ctrl+C stops it"));
            _ = WebServer.WarmAsync(server, session.Stop);
            await Task.Delay(Timeout.Infinite, session.Stop)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await WebServer.DrainAsync(server);
            await server.StopAsync(CancellationToken.None);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The addresses to open in a browser, with the token where there is one.</summary>
    private static IEnumerable<string> Addresses(WebApplication server, string token) =>
        token.Length == 0 ? server.Urls : server.Urls.Select(url => $"{WebServer.Reachable(url)}/?token={token}");

    /// <summary>Starts to listen.</summary>
    /// <exception cref="UsageException">It cannot listen there.</exception>
    private static async Task Start(WebApplication server, string urls, CancellationToken stop)
    {
        try
        {
            await server.StartAsync(stop);
        }
        catch (Exception exception) when (SocketOf(exception) is { } socket)
        {
            throw new UsageException(
                $"Cannot serve on {urls}: {FileFault.Why(socket) ?? "":why}. Choose another address with --urls http://127.0.0.1:PORT");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"--urls {urls}: give addresses such as http://127.0.0.1:5080");
        }
    }

    private static SocketException? SocketOf(Exception? exception)
    {
        while (exception is not (null or SocketException))
            exception = exception.InnerException;
        return (SocketException?)exception;
    }

    /// <summary>The sets that were named, or else the open set and all imported ones; null where the first cannot be used.</summary>
    /// <exception cref="UsageException">The weight list belongs to none of them.</exception>
    internal static SetCatalogue? Catalogue(Session session, string[]? given, string? weights)
    {
        var list = Weights.Read(session, weights);
        var named = given is { Length: > 0 } ? given : [OpenSet.Id, .. SetStore.Default.List().Select(set => set.Version.Id)];
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var set in named.Distinct())
            places[NameOf(set, places.Keys)] = set;
        var catalogue = new SetCatalogue(places.Keys, id => Open(session, id, places[id], list))
        {
            Weights = new(WeightsCommand.Store, list),
        };
        if (catalogue.Find(null) is not { } first)
            return null;
        if (list is not null && !catalogue.Ids.Any(id => catalogue.Find(id)?.Weights is not null))
            throw new UsageException(ListOfSet.Refusal(list, weights!, first.Set)!);
        return catalogue;
    }

    /// <summary>What addresses call a set: its id, or of a delivery by path the name of its file or folder.</summary>
    private static string NameOf(string set, ICollection<string> taken)
    {
        if (set == OpenSet.Id || SetStore.Default.Exists(set) || !Path.Exists(set))
            return set;
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(set));
        var name = (Directory.Exists(path) ? Path.GetFileName(path) : Path.GetFileNameWithoutExtension(path)).ToLowerInvariant();
        return taken.Contains(name) ? $"{name}-{taken.Count + 1}" : name;
    }

    /// <summary>A set, with the list where that belongs to it; null if it cannot be used, which is printed.</summary>
    private static LoadedSet? Open(Session session, string id, string place, WeightList? list)
    {
        try
        {
            var reading = Sets.Read(session, place, new() { Id = id, TestCases = TestCases.Read });
            if (list is null || !ListOfSet.Belongs(list, reading.Set!))
                return new(reading.Set!, null, reading.OpenTable);
            Weights.TellLacking(session, list, reading.Set!);
            return new(reading.Set!, list, reading.OpenTable);
        }
        catch (UnusableSetException)
        {
            return null;
        }
    }
}

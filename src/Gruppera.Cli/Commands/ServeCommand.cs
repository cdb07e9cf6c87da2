using System.CommandLine;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera serve</c>: the HTTP API and the explorer.</summary>
internal static class ServeCommand
{
    internal static Command Create(Session session)
    {
        var urls = new Option<string>("--urls")
        {
            Description = session.Say("Addresses to listen on, separated by semicolons; loopback if omitted"),
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var sets = new Option<string[]>("--set")
        {
            Description = session.Say("Sets to serve, the first as default; open-se and all imported sets if omitted"),
            AllowMultipleArgumentsPerToken = true,
        };
        var weights = Weights.Option(session);
        var command = new Command("serve", session.Say("Serve the HTTP API and the explorer")) { urls, sets, weights };
        command.SetAction(async (parsed, stop) =>
        {
            var named = parsed.GetValue(sets) is { Length: > 0 } given
                ? given
                : [OpenSet.Id, .. SetStore.Default.List().Select(set => set.Version.Id)];
            var places = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var set in named.Distinct())
                places[NameOf(set, places.Keys)] = set;
            var list = Weights.Read(session, parsed.GetValue(weights));
            var catalogue = new SetCatalogue(places.Keys, id => Open(session, id, places[id], list))
            {
                Weights = new(WeightsCommand.Store, list),
            };
            if (catalogue.Find(null) is not { } first)
                return ExitCode.SetUnusable;
            if (list is not null && !catalogue.Ids.Any(id => catalogue.Find(id)?.Weights is not null))
                throw new UsageException(ListOfSet.Refusal(list, parsed.GetValue(weights)!, first.Set)!);
            _ = first.Grouper;
            await using var server = WebServer.Build(catalogue, parsed.GetValue(urls)!);
            // Answers under way may take their time.
            session.Patience = Timeout.InfiniteTimeSpan;
            await server.StartAsync(session.Stop);
            session.Out.WriteLine(session.Say(
                $"Gruppera serves {string.Join(", ", catalogue.Ids):ids} on {string.Join(" ", server.Urls):urls}; Ctrl+C stops it"));
            _ = WebServer.WarmAsync(server, session.Stop);
            await Task.Delay(Timeout.Infinite, session.Stop)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await server.StopAsync(CancellationToken.None);
            return ExitCode.Done;
        });
        return command;
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

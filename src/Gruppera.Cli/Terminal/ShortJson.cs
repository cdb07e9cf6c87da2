using System.CommandLine;
using System.CommandLine.Completions;

namespace Gruppera.Cli.Terminal;

/// <summary><c>--json</c>, short for <c>--format json</c> of every command that has that.</summary>
internal static class ShortJson
{
    private const string Name = "--json";

    internal static Option<bool> AddTo(Session session, Command root)
    {
        var json = new Option<bool>(Name) { Description = session.Say("Short for --format json") };
        foreach (var command in All(root).Where(command => command.Options.Any(IsOfJson)))
            command.Options.Add(json);
        return json;
    }

    /// <summary>The command line with the option that it is short for.</summary>
    internal static string[] Spelt(string[] args) =>
        [.. args.SelectMany(arg => arg == Name ? (string[])["--format", "json"] : [arg])];

    private static bool IsOfJson(Option option) =>
        option.Name == "--format" && option.GetCompletions(CompletionContext.Empty).Any(each => each.Label == "json");

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}

using System.CommandLine;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Manifests;

/// <summary><c>--manifest</c>, of every verb that makes something out of files and sets.</summary>
internal static class ManifestOption
{
    internal const string Name = "--manifest";

    /// <summary>What may say who a contact is of, or has an effect beside its output, has no manifest.</summary>
    private static readonly HashSet<string> Without =
        new(
            [
                "explain", "what-if", "sql", "config", "rerun", "man", "mcp", "serve", "work", "jobs plan", "audit verify", "keys create",
                "backup", "restore",
            ],
            StringComparer.Ordinal);

    internal static Option<string?> AddTo(Session session, Command root)
    {
        var manifest = new Option<string?>(Name)
        {
            Description = session.Say(
                "Also write a manifest: inputs and outputs with hashes, set, lists, options, counts (default OUTPUT.manifest.json); " +
                "gruppera rerun does the same again"),
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "file.json",
        };
        foreach (var command in All(root).Where(command => IsOfFiles(command) && !Without.Contains(VerbHelp.Path(command))))
            command.Options.Add(manifest);
        return manifest;
    }

    private static bool IsOfFiles(Command command) => command.Subcommands.Count == 0
        && command.Options.Any(option => option.Name == "--format" || OutputFiles.Options.Contains(option.Name))
        && !Stores(command);

    /// <summary>True for a verb that puts something into the store or takes it away.</summary>
    private static bool Stores(Command command) => command.Name is "import" or "remove" or "apply" or "day-surgery" or "list";

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}

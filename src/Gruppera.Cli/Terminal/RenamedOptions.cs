using System.CommandLine;
using System.CommandLine.Parsing;

namespace Gruppera.Cli.Terminal;

/// <summary>Options that have another name now. The old one works for a version more, is not shown, and is told.</summary>
internal static class RenamedOptions
{
    private static readonly HashSet<string> Old = new(["--overwrite"], StringComparer.Ordinal);

    internal static bool IsOld(string name) => Old.Contains(name);

    /// <summary>Tells the new names of the old ones that a command line has.</summary>
    internal static void Tell(Session session, ParseResult parsed)
    {
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (option.IdentifierToken is { Value: var said } && IsOld(said))
                session.Error.WriteLine(session.Say(
                    $"{said} is called {option.Option.Name} now: the old name works in this version, and goes in the next"));
        }
    }
}

using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Files;
using Gruppera.Mcp;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera mcp</c>: tools for agents over standard input and output.</summary>
internal static class McpCommand
{
    internal static Command Create(Session session)
    {
        var sets = ServeCommand.SetsOption(session);
        var weights = Weights.Option(session);
        var contacts = new Option<bool>("--contacts")
        {
            Description = session.Say(
                "Let agents ask about contacts and files of contacts: what they ask about reaches the model that asks"),
        };
        var command = new Command("mcp", session.Say("Answer agents (Model Context Protocol) over standard input and output"))
        {
            sets, weights, contacts,
        };
        command.SetAction(async (parsed, _) =>
        {
            if (ServeCommand.Catalogue(session, parsed.GetValue(sets), parsed.GetValue(weights)) is not { } catalogue)
                return ExitCode.SetUnusable;
            var access = parsed.GetValue(contacts) ? AgentAccess.Files : AgentAccess.Logic;
            await using var input = StandardStreams.OpenInput();
            await using var output = StandardStreams.OpenOutput();
            await AgentServer.RunAsync(catalogue, access, session.Language, input, output, session.Stop, new AgentSql(session, catalogue));
            return ExitCode.Done;
        });
        return command;
    }
}

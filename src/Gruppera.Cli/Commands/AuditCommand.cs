using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Web.Audit;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera audit</c>: whether the audit of a server is as it was written.</summary>
internal static class AuditCommand
{
    internal static Command Create(Session session) => new("audit", session.Say("Check the audit that gruppera serve writes"))
    {
        Verify(session),
    };

    private static Command Verify(Session session)
    {
        var folder = new Argument<string>("folder") { Description = session.Say("Folder of the audit (Gruppera__AuditFolder)") };
        var kept = new Option<string[]>("--kept")
        {
            Description = session.Say("A last hash that was printed earlier: one of the lines must have it, or the end was cut off"),
            AllowMultipleArgumentsPerToken = true,
        };
        var format = Answer.ShortFormatOption(session);
        var command = new Command(
            "verify", session.Say("Follow the lines of each server from the first to the last, and print the last hash"))
        {
            folder, kept, format,
        };
        command.SetAction(parsed =>
        {
            var chains = AuditChain.Verify(parsed.GetValue(folder)!);
            var lost = (parsed.GetValue(kept) ?? []).Where(hash => !chains.Any(chain => chain.Has(hash.ToLowerInvariant()))).ToList();
            Answer.Write(session, parsed.GetValue(format)!, new { Chains = chains, Lost = lost }, output =>
            {
                foreach (var chain in chains)
                    Write(session, output, chain);
                foreach (var hash in lost)
                    output.WriteLine(session.Say($"No line has the hash {hash}: lines were cut off the end, or changed"));
            });
            return lost.Count > 0 || chains.Any(chain => chain.Broken is not null) ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }

    private static void Write(Session session, TextWriter output, AuditChain chain)
    {
        output.WriteLine(session.Say(Text.Count(chain.Lines,
            $"{chain.Server}: {Session.Number(chain.Lines):lines} line holds, in {string.Join(", ", chain.Files):files}",
            $"{chain.Server}: {Session.Number(chain.Lines):lines} lines hold, in {string.Join(", ", chain.Files):files}")));
        if (chain.First > 1)
            output.WriteLine(session.Say($"The first line is number {Session.Number(chain.First):number}: earlier files are not here"));
        if (chain.Broken is { } broken)
            output.WriteLine(session.Say($"Broken: {broken.File}:{broken.Line}: {FaultOf(broken.Fault):fault}"));
        output.WriteLine(session.Say($"Last hash: {chain.Last}"));
    }

    private static Text FaultOf(AuditFault fault) => fault switch
    {
        AuditFault.Changed => Changed,
        AuditFault.Missing => Missing,
        _ => Unreadable,
    };

    private static Text Changed => "the line was changed after it was written";

    private static Text Missing => "lines before it are missing, or the order was changed";

    private static Text Unreadable => "this is no line of an audit";
}

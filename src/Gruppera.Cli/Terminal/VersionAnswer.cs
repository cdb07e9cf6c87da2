using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;

namespace Gruppera.Cli.Terminal;

/// <summary>What <c>gruppera --version</c> prints: the version alone on the first line, then the commit it was built from and the sets that
/// it has.</summary>
internal sealed class VersionAnswer(Session session) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        session.Out.WriteLine(Grouper.EngineVersion);
        var commit = typeof(VersionAnswer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(each => each.Key == "Commit")?.Value;
        session.Out.WriteLine(commit is null ? session.Say("commit unknown") : session.Say($"commit {commit[..12]:hash}"));
        session.Out.WriteLine(session.Say(
            $"definition sets: {string.Join(", ", SetStore.Default.List().Select(set => set.Version.Id).Prepend(OpenSet.Id)):sets}"));
        return ExitCode.Done;
    }
}

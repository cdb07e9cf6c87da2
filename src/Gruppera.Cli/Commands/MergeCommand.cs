using System.CommandLine;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera merge</c>: the figures of one run, from what runs on parts have counted.</summary>
internal static class MergeCommand
{
    private static readonly string[] OfParts = ["--partition", "--partial"];

    internal static Command Create(Session session, Func<string[], Session, int> run)
    {
        var parts = new Argument<string[]>("parts")
        {
            Description = session.Say("Files that --partial has written, each with its manifest beside it, in any order"),
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o") { Description = session.Say("Output file, as the merged command has it") };
        var format = new Option<string?>("--format") { Description = session.Say("Format, as the merged command has it") };
        var command = new Command("merge", session.Say("Make the figures of one run of what runs on parts have counted"))
        {
            parts, output, format,
        };
        command.SetAction(parsed =>
        {
            var all = GatheredPart.Of(parsed.GetValue(parts)!, areOfRows: false);
            var (told, folder) = (all[0].Manifest, Path.GetDirectoryName(Path.GetFullPath(all[0].Path))!);
            var inputs = told.Inputs.ToDictionary(input => input.Path, input => Path.GetFullPath(Path.Combine(folder, input.Path)));
            var contacts = all[0].ContactFiles();
            foreach (var input in all[0].DividesWork ? told.Inputs : told.Inputs.Except(contacts))
            {
                if (!Path.Exists(inputs[input.Path]) || RunManifest.HashOf(inputs[input.Path]) != input.Sha256)
                    throw new UsageException($"{input.Path} is not there, or has changed since the parts were run");
            }

            var words = RerunCommand.Words(told, inputs, []).ToList();
            foreach (var option in OfParts)
                Remove(words, option);
            foreach (var (given, name) in new[] { (parsed.GetValue(output), "--output"), (parsed.GetValue(format), "--format") })
            {
                if (given is null)
                    continue;
                Remove(words, name);
                words.AddRange([name, given]);
            }

            var merged = new Session
            {
                Out = session.Out,
                Error = session.Error,
                Stop = session.Stop,
                IsQuiet = session.IsQuiet,
                IsTerminal = session.IsTerminal,
                Clock = session.Clock,
                Language = session.Language,
                Merges = [.. all.Select(part => part.Path)],
            };
            return run([.. words.Where(word => word is not ("-q" or "--quiet")), "--lang", session.Language.Code], merged);
        });
        return command;
    }

    private static void Remove(List<string> words, string option)
    {
        if (words.IndexOf(option) is >= 0 and var at)
            words.RemoveRange(at, 2);
    }
}

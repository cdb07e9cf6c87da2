using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;
using Gruppera.Grouping;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Texts;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera rerun</c>: does again what a manifest tells, and compares.</summary>
internal static class RerunCommand
{
    internal static Command Create(Session session, Func<string[], Session, int> run)
    {
        var manifest = new Argument<string>("manifest") { Description = session.Say("Manifest of a run, as --manifest writes it") };
        var output = new Option<string?>("--output", "-o")
        {
            Description = session.Say("Folder to keep the new outputs in (default: they are compared and not kept)"),
        };
        var format = Answer.FormatOption(session);
        var command = new Command("rerun", session.Say("Do a run again as its manifest tells, and compare")) { manifest, output, format };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(manifest)!;
            var told = RunManifest.Read(InputText.Read(path));
            if (told is not { Manifest: 1 })
                throw NoManifest(path);
            var kept = parsed.GetValue(output);
            var folder = kept is null ? Directory.CreateTempSubdirectory("gruppera-rerun-").FullName
                : Directory.CreateDirectory(kept).FullName;
            try
            {
                return Run(session, told, Path.GetDirectoryName(Path.GetFullPath(path))!, folder, parsed.GetValue(format)!, run);
            }
            finally
            {
                if (kept is null)
                    Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    internal static UsageException NoManifest(string path) => new($"{path} is no manifest of a run");

    private static int Run(
        Session session, RunManifest told, string from, string folder, string format, Func<string[], Session, int> run)
    {
        var inputs = told.Inputs.Select(file => (file.Path, Found: Path.GetFullPath(Path.Combine(from, file.Path)), file.Sha256)).ToList();
        if (inputs.FirstOrDefault(input => !Path.Exists(input.Found)) is { Path: { } missing })
            throw new UsageException($"There is no file {missing}, which the run has read");
        var changed = inputs.Where(input => input.Sha256.Length > 0 && RunManifest.HashOf(input.Found) != input.Sha256).Select(input =>
            input.Path).ToImmutableArray();
        var outputs = Made(told, folder);
        using var text = new StringWriter { NewLine = "\n" };
        using var warnings = new StringWriter();
        using var printed = new HashedWriter(text) { NewLine = "\n" };
        var again = new Session
        {
            Out = printed,
            Error = warnings,
            Stop = session.Stop,
            IsQuiet = true,
            RepeatsInto = folder,
            Folder = from,
            Clock = new Then(told.Made),
            Language = Languages.Find(told.Language) ?? session.Language,
        };
        var width = TextWidth.Columns;
        TextWidth.Take(told.Width);
        int code;
        try
        {
            code = run([.. Words(told, inputs.ToDictionary(input => input.Path, input => input.Found), outputs)], again);
        }
        finally
        {
            TextWidth.Take(width);
        }

        if (code is ExitCode.Usage or ExitCode.SetUnusable or >= ExitCode.ProgramFault)
        {
            session.Error.Write(warnings);
            return code;
        }

        var compared = told.Outputs.Select(file => new Compared(
            file.Path, file.Sha256, file.Path == "-" ? printed.Sha256
                : outputs[file.Path] is var made && Path.Exists(made) ? RunManifest.HashOf(made) : "")).ToList();
        var answer = new
        {
            IsSame = code == told.ExitCode && compared.TrueForAll(each => each.IsSame),
            Engine = new { Then = told.Engine, Now = Grouper.EngineVersion },
            ExitCode = new { Then = told.ExitCode, Now = code },
            ChangedInputs = changed,
            ChangedSets = told.Sets.Where(set => again.Record.Sets.TryGetValue(set.Id, out var now) && now.SourceHash != set.Sha256)
                .Select(set => set.Id).ToImmutableArray(),
            Counts = told.Counts.Where(count => again.Record.Counts.GetValueOrDefault(count.Key, -1) != count.Value)
                .Select(count => new
                {
                    Name = count.Key,
                    Then = count.Value,
                    Now = again.Record.Counts.GetValueOrDefault(count.Key),
                }).ToList(),
            Outputs = compared,
        };
        Answer.Write(session, format, answer, each =>
        {
            var document = new Document();
            foreach (var input in each.ChangedInputs)
                document.Line(session.Say(Recorder.HasChanged(input)));
            foreach (var set in each.ChangedSets)
                document.Line(session.Say($"The set {set} was read from other files then"));
            if (told.Engine != Grouper.EngineVersion)
                document.Line(session.Say($"Engine {told.Engine} then, {Grouper.EngineVersion:now} now"));
            if (code != told.ExitCode)
                document.Line(session.Say($"Exit code {told.ExitCode:then} then, {code:now} now"));
            foreach (var count in each.Counts)
                document.Line(session.Say($"{count.Name}: {Session.Number(count.Then):then} then, {Session.Number(count.Now):now} now"));
            foreach (var file in each.Outputs)
            {
                var name = file.Path == "-" ? session.Say("What is printed") : file.Path;
                document.Line(file.IsSame ? session.Say($"{name:output}: the same") : session.Say($"{name:output}: differs"));
            }

            return document;
        });
        return answer.IsSame ? ExitCode.Done : ExitCode.Different;
    }

    /// <summary>Where each output is made again: under its own name, in a folder of its own where two have the same.</summary>
    private static Dictionary<string, string> Made(RunManifest told, string folder)
    {
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in told.Outputs.Where(file => file.Path != "-"))
        {
            var name = Path.GetFileName(file.Path);
            var place = Path.Combine(folder, name);
            made[file.Path] = made.ContainsValue(place)
                ? Path.Combine(Directory.CreateDirectory(Path.Combine(folder, $"{made.Count + 1}")).FullName, name) : place;
        }

        return made;
    }

    /// <summary>The words of the run, with files where they are now; what would be stored is not stored again.</summary>
    internal static IEnumerable<string> Words(RunManifest told, Dictionary<string, string> inputs, Dictionary<string, string> outputs)
    {
        for (var i = 0; i < told.CommandLine.Length; i++)
        {
            var word = told.CommandLine[i];
            if (word == "--store")
                i++;
            else if (outputs.TryGetValue(word, out var made))
                yield return made;
            else
                yield return inputs.TryGetValue(word, out var found) ? found
                    : string.Join(',', word.Split(',').Select(part => part.Split('=', 2) is [var name, var value]
                        && inputs.TryGetValue(value, out var there) ? $"{name}={there}" : part));
        }
    }

    private sealed record Compared(string Path, string Then, string Now)
    {
        public bool IsSame => Then == Now;
    }

    /// <summary>The time of the run, which some outputs have.</summary>
    private sealed class Then(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Gruppera.Cli.Jobs;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera jobs plan</c>: scripts that have an engine run a command on parts and put them together. Nothing is
/// submitted.</summary>
internal static class JobsCommand
{
    private const long BytesOfPart = 512L << 20;
    private const int BytesOfContact = 120;
    private static readonly string[] ForMerge = ["--output", "-o", "--format", "--json"];

    internal static Command Create(Session session, Command root) =>
        new("jobs", session.Say("Run a command on parts, on an engine of your own")) { Plan(session, root) };

    private static Command Plan(Session session, Command root)
    {
        var engine = new Option<string>("--engine") { Description = session.Say("slurm, kubernetes or shell"), Required = true };
        engine.AcceptOnlyFromAmong("slurm", "kubernetes", "shell");
        var parts = new Option<int?>("--parts") { Description = session.Say("How many parts (default: one for each 512 MB of contacts)") };
        var folder = new Option<string>("--output", "-o")
        {
            Description = session.Say("Folder for the scripts, and for the parts when they run"),
            Required = true,
        };
        var program = new Option<string?>("--program")
        {
            Description = session.Say("The program as machines find it (default: this one; in a container gruppera)"),
        };
        var cpus = new Option<int>("--cpus") { Description = session.Say("Processors of a part"), DefaultValueFactory = _ => 2 };
        var atOnce = new Option<int?>("--at-once") { Description = session.Say("Parts that run at the same time at most") };
        var image = new Option<string?>("--image") { Description = session.Say("Kubernetes: image with the program") };
        var claim = new Option<string?>("--claim") { Description = session.Say("Kubernetes: claim of the volume with contacts and sets") };
        var mount = new Option<string?>("--mount")
        {
            Description = session.Say("Kubernetes: where the volume is mounted (default: the folder of now)"),
        };
        var words = new Argument<string[]>("command")
        {
            Description = session.Say("The command as one would run it on all, behind --"),
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("plan", session.Say("Write scripts for parts and their merge; nothing is submitted"))
        {
            words, engine, parts, folder, program, cpus, atOnce, image, claim, mount,
        };
        command.SetAction(parsed =>
        {
            var kind = parsed.GetValue(engine)!;
            var isKubernetes = kind == "kubernetes";
            foreach (var option in new[] { image, claim, mount })
            {
                if (!isKubernetes && parsed.GetValue(option) is not null)
                    throw OutputNames.WithoutEffect(option.Name, "--engine kubernetes");
                if (isKubernetes && option != mount && parsed.GetValue(option) is null)
                    throw new UsageException($"--engine kubernetes needs {option.Name}");
            }

            var plan = Of(root, parsed.GetValue(words)!, parsed.GetValue(folder)!, parsed.GetValue(parts)) with
            {
                Program = parsed.GetValue(program) ?? (isKubernetes ? "gruppera" : Environment.ProcessPath ?? "gruppera"),
                Cpus = parsed.GetValue(cpus) is > 0 and var number ? number : throw new UsageException("--cpus: give 1 or more"),
                AtOnce = parsed.GetValue(atOnce),
                Image = parsed.GetValue(image) ?? "",
                Claim = parsed.GetValue(claim) ?? "",
                Folder = parsed.GetValue(mount) ?? session.Folder,
            };
            Directory.CreateDirectory(Path.Combine(parsed.GetValue(folder)!, JobPlan.PartsFolder));
            foreach (var (name, text) in JobScripts.Of(kind, plan))
            {
                using var file = new AtomicOutput(Path.Combine(parsed.GetValue(folder)!, name));
                file.Stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
                file.Commit();
                session.Out.WriteLine(Path.Combine(parsed.GetValue(folder)!, name));
            }

            session.Note(session.Say(
                $"{Session.Number(plan.Parts):parts} parts, {Session.Number(plan.PartMegabytes):part} MB of memory each, " +
                $"{Session.Number(plan.MergeMegabytes):merge} MB to put them together. Nothing was submitted."));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What is to be run on each part, and what on all of them.</summary>
    private static JobPlan Of(Command root, string[] words, string folder, int? asked)
    {
        var parsed = root.Parse(words);
        var verb = VerbHelp.Path(parsed.CommandResult.Command);
        if (parsed.Errors.Count > 0 || parsed.UnmatchedTokens.Count > 0)
            throw new UsageException(
                $"The command cannot be read: {string.Join(' ', words):words}. Try it on a small file first, without gruppera jobs plan");
        if (!PartOfMany.IsVerb(verb))
            throw new UsageException($"gruppera {verb} cannot run on parts: {string.Join(", ", PartOfMany.AllVerbs):verbs} can");
        var contacts = parsed.CommandResult.Children
            .Where(child => child is ArgumentResult || (child is OptionResult option && Recorder.OfContacts.Contains(option.Option.Name)))
            .SelectMany(child => child.Tokens)
            .Select(token => token.Value).ToList();
        if (contacts.Find(path => !Path.Exists(path)) is { } missing)
            InputText.Existing(missing);
        var bytes = contacts.Sum(Bytes);
        var count = asked ?? (int)Math.Clamp((bytes / BytesOfPart) + 1, 1, 10_000);
        if (count is < 1 or > Partition.Most)
            throw new UsageException($"--parts {count:count}: give 1 to {Partition.Most:most}");
        var isOfRows = PartOfMany.WritesRows(verb, words);
        var outputs = parsed.CommandResult.Children.Where(child => OutputFiles.IsOutput(parsed.CommandResult, child))
            .SelectMany(child => child.Tokens.Select(token => (Option: ((OptionResult)child).Option.Name, token.Value))).ToList();
        if (isOfRows && outputs.TrueForAll(output => output.Option != "--output"))
            throw new UsageException("The command needs --output with a file name: that of all parts together");
        var (each, merge) = (new List<JobWord>(), new List<string>());
        for (var i = 0; i < words.Length; i++)
        {
            var isOutput = outputs.Exists(output => output.Value == words[i]) && i > 0 && words[i - 1].StartsWith('-');
            if (isOfRows)
            {
                each.Add(isOutput ? new JobWord(PartName(words[i])) : new JobWord(words[i], "", HasNumber: false));
                if (isOutput)
                    merge.AddRange([words[i - 1], words[i]]);
            }
            else if (ForMerge.Contains(words[i]))
            {
                merge.Add(words[i]);
                if (words[i] != "--json")
                    merge.Add(words[++i]);
            }
            else
            {
                each.Add(new JobWord(words[i], "", HasNumber: false));
            }
        }

        var first = isOfRows ? PartName(outputs.First(output => output.Option == "--output").Value) : PartName("counted.part");
        if (!isOfRows)
            each.AddRange([new("--partial", "", HasNumber: false), new(first)]);
        each.AddRange([new("--partition", "", HasNumber: false), new("", $"/{count}")]);
        var (rows, keeps) = (bytes / BytesOfContact, verb is "weights compute" or "trim compare" or "simulate" or "quality" or "episodes");
        return new(verb.Replace(' ', '-'), count, [.. each], isOfRows ? "gather" : "merge", first, [.. merge])
        {
            PartMegabytes = 512 + (keeps ? Megabytes(rows / (PartOfMany.DividesWork(words) ? 1 : count) * 150) : 0),
            MergeMegabytes = 512 + (keeps && !isOfRows ? Megabytes(rows * 48) : 0),
        };

        (string, string) PartName(string path) => (
            Path.Combine(folder, JobPlan.PartsFolder, Path.GetFileNameWithoutExtension(path) + "."),
            Path.GetExtension(path) is { Length: > 0 } extension ? extension : "");
    }

    private static long Megabytes(long bytes) => (bytes >> 20) + 1;

    private static long Bytes(string path) => File.Exists(path) ? new FileInfo(path).Length
        : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Partials;

namespace Gruppera.Cli.Commands;

/// <summary><c>--partition</c> and <c>--partial</c>: a run whose outcome is brought together with that of others, by any engine that
/// schedules them (docs/scale.md).</summary>
internal sealed class PartOfMany
{
    /// <summary>The option by which <c>--partition</c> divides samples.</summary>
    internal const string Rounds = "--bootstrap";

    /// <summary>The option by which <c>--partition</c> divides scenarios.</summary>
    internal const string Scenarios = "--scenarios";

    private const string Rows = "rows";
    private const string Patients = "patients";

    /// <summary>Verbs that can run on a part, and what a part is.</summary>
    private static readonly Dictionary<string, string> Verbs = new(StringComparer.Ordinal)
    {
        ["group"] = Rows,
        ["sensitivity"] = Rows,
        ["simulate"] = Rows,
        ["quality"] = Patients,
        ["episodes"] = Patients,
        ["weights compute"] = Rows,
        ["trim compare"] = Rows,
        ["casemix"] = Rows,
        ["compare"] = Rows,
        ["los"] = Rows,
    };

    /// <summary>Those of them that write a row for a row; the others count.</summary>
    private static readonly HashSet<string> OfRows = new(["group", "sensitivity", "quality", "episodes"], StringComparer.Ordinal);

    private readonly Session _session;
    private readonly Option<string?> _partition;
    private readonly Option<string?> _partial;

    private PartOfMany(Session session)
    {
        _session = session;
        _partition = new("--partition")
        {
            Description = session.Say(
                "Read one part of the contacts, such as 3/12; gruppera gather and gruppera merge bring parts together (docs/scale.md)"),
            HelpName = "i/n",
        };
        _partial = new("--partial")
        {
            Description = session.Say("File for what was counted, in place of the figures; gruppera merge makes them of many such files"),
            HelpName = "file",
        };
    }

    /// <summary>The verbs that can run on a part.</summary>
    internal static IEnumerable<string> AllVerbs => Verbs.Keys.Order(StringComparer.Ordinal);

    internal static bool IsVerb(string verb) => Verbs.ContainsKey(verb);

    /// <summary>True for a command line that writes a row for a row, false for one that counts.</summary>
    internal static bool WritesRows(string verb, IReadOnlyCollection<string> words) =>
        words.Contains(Scenarios) || (OfRows.Contains(verb) && (verb != "quality" || words.Contains("csv")));

    /// <summary>True for a command line whose parts read all contacts, and divide what is done with them.</summary>
    internal static bool DividesWork(IReadOnlyCollection<string> words) => words.Contains(Scenarios) || words.Contains(Rounds);

    internal static PartOfMany AddTo(Session session, Command root)
    {
        var made = new PartOfMany(session);
        foreach (var command in All(root).Where(command => Verbs.ContainsKey(VerbHelp.Path(command))))
        {
            command.Options.Add(made._partition);
            if (Counts(VerbHelp.Path(command)))
                command.Options.Add(made._partial);
        }

        return made;
    }

    /// <summary>Takes what the command line says.</summary>
    /// <exception cref="UsageException">It names no part, or one that nothing comes of.</exception>
    internal void Read(ParseResult parsed)
    {
        var verb = VerbHelp.Path(parsed.CommandResult.Command);
        if (!Verbs.TryGetValue(verb, out var by))
            return;
        var named = parsed.GetValue(_partition);
        var partial = Counts(verb) ? parsed.GetValue(_partial) : null;
        var partition = named is null ? null : Partition.Parse(named) ?? throw new UsageException(
            $"--partition {named}: give a part and how many there are, such as 3/12");
        var share = new[] { Rounds, Scenarios }.FirstOrDefault(name =>
            parsed.CommandResult.Children.OfType<OptionResult>().Any(each => each.Option.Name == name && !each.Implicit));
        if (share == Scenarios && partial is not null)
            throw OutputNames.NotBeside(Scenarios, "--partial");
        if (partition is not null && partial is null && share != Scenarios && !OfRows.Contains(verb))
            throw new UsageException("--partition: figures of one part are of no use. Add --partial FILE, and gruppera merge the parts");
        if (partition is not null && partial is null && !HasOutput(parsed, "--output"))
            throw new UsageException("--partition needs --output with a file name");
        if (partial is not null && partial is "-" or "")
            throw new UsageException("--partial needs the name of a file");
        if (partial is not null && HasOutput(parsed, "--output"))
            throw OutputNames.NotBeside("--output", "--partial");
        var kind = share is null ? verb : $"{verb} {share}";
        var file = partial is not null ? PartialFile.To(kind, partial)
            : _session.Merges.IsEmpty ? null : PartialFile.From(kind, _session.Merges);
        if (share is not null)
        {
            if (partial is not null && partition is null)
                throw new UsageException($"{share} with --partial needs --partition: which of the rounds");
            _session.Share = partition is null ? null : (partition, share.TrimStart('-'));
            _session.SharePartial = file;
        }
        else
        {
            _session.Partition = partition is null ? null : partition with { ByPatient = by == Patients };
            _session.Partial = file;
        }
    }

    /// <summary>The exit code for the engine that schedules parts: unreadable rows and findings are no reason to try again, and stand in
    /// the manifest, from where <c>gather</c> takes them.</summary>
    internal int Ended(ParseResult parsed, int code) =>
        _session.IsPartOfMany && code is ExitCode.UnreadableRows or ExitCode.Findings && HasOutput(parsed, "--output", "--partial")
            ? ExitCode.Done : code;

    /// <summary>True for what another attempt may find otherwise: a full disk, a file system or memory that was away.</summary>
    internal static bool MayPass(Exception exception) => exception is OutOfMemoryException
        || (exception is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
            && !exception.Message.Contains("directory", StringComparison.OrdinalIgnoreCase));

    /// <summary>Ends a run whose outputs are there, where its contacts and sets are still the same.</summary>
    /// <exception cref="EndedException">They are.</exception>
    /// <exception cref="UsageException">They are not.</exception>
    internal static void EndIfDone(Session session, RunManifest earlier, OpenContacts opened)
    {
        if (earlier.Part is { Rows.Length: > 1 })
            return;
        if (session.Partition is not null)
        {
            opened.Text.CopyTo(Stream.Null);
            var now = Recorder.PartOf(session);
            if (!now.Rows.SequenceEqual(earlier.Part!.Rows) || !now.Reading.SequenceEqual(earlier.Part.Reading))
                throw Recorder.Stays(earlier.Outputs[0].Path, Recorder.HasChanged(opened.Name));
        }

        foreach (var set in earlier.Sets.Where(set => GroupNames.IsAtHand(set.Id)))
        {
            if (Sets.Open(session, set.Id).Version.SourceHash != set.Sha256)
                throw Recorder.Stays(earlier.Outputs[0].Path, $"the set {set.Id} was read from other files then");
        }

        throw new EndedException(ExitCode.Done, $"{earlier.Outputs[0].Path} is there already, as this run would make it: left alone");
    }

    private static bool Counts(string verb) => verb is not ("group" or "sensitivity" or "episodes");

    private static bool HasOutput(ParseResult parsed, params string[] names) => parsed.CommandResult.Children.Any(child =>
        OutputFiles.IsOutput(parsed.CommandResult, child) && child.Tokens.Any(token => token.Value is not ("" or "-"))
        && child is OptionResult { Implicit: false } option && names.Contains(option.Option.Name));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}

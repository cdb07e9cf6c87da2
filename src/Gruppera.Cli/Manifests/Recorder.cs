using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Manifests;

/// <summary>Follows a run and writes its manifest where it made something. Not thread-safe.</summary>
internal sealed class Recorder : IDisposable
{
    private const int Version = 1;

    /// <summary>Options whose values hold files behind a year or a name: <c>2025=list.csv</c>.</summary>
    private static readonly HashSet<string> OfPairs = new(["--weights-by-date", "--set-by-date", "--step"], StringComparer.Ordinal);

    /// <summary>Options whose values are files of contacts; of other verbs those are arguments.</summary>
    internal static readonly HashSet<string> OfContacts = new(["--contacts", "--a", "--b"], StringComparer.Ordinal);

    private readonly Session _session;
    private readonly ParseResult _parsed;
    private readonly string _path;
    private readonly HashSet<Token> _outputs;
    private readonly HashedWriter? _printed;
    private readonly TextWriter _out;
    private readonly List<string> _inputs = [];

    private Recorder(Session session, ParseResult parsed, string path, HashSet<Token> outputs)
    {
        (_session, _parsed, _path, _outputs, _out) = (session, parsed, path, outputs, session.Out);
        if (outputs.Count == 0)
            session.Out = _printed = new(session.Out) { NewLine = session.Out.NewLine };
    }

    /// <summary>The manifest of outputs that are there already, as this run would name them; null where there are none.</summary>
    internal RunManifest? Earlier { get; private set; }

    /// <summary>The part of the contacts of a run, once it was read.</summary>
    internal static ManifestPart PartOf(Session session) => new(
        session.Partition!.Number, session.Partition.Count, session.Parts.Any(file => file.Part!.IsByPatient) ? "patients" : "rows",
        [.. session.Parts.Select(file => file.Part!.Sha256)],
        [.. session.Parts.Select(file => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(ReadingAnswer.Of(file.Reading), AnswerJson.Options(Language.English))))))]);

    /// <summary>The folder that paths of the manifest start from.</summary>
    private string Folder => Path.GetDirectoryName(Path.GetFullPath(_path))!;

    /// <summary>Begins to follow a run.</summary>
    /// <exception cref="UsageException">What it reads or writes cannot be had again.</exception>
    internal static Recorder Begin(Session session, ParseResult parsed, Option<string?> option)
    {
        var outputs = OutputsOf(parsed).ToList();
        if (Given(parsed, "--from", "--to") is { Option.Name: var database })
            throw Refusal($"{database} is a database, whose rows may change");
        if (parsed.CommandResult.Children.Any(child => child.Tokens.Any(token => token.Value == "-")))
            throw Refusal("standard input and output cannot be had again: give files");
        var main = parsed.CommandResult.Command.Options.FirstOrDefault(each => each.Name == "--output");
        if ((session.Partial ?? session.SharePartial) is null && main is not null && parsed.GetResult(main) is null or { Implicit: true }
            && WritesAnyway(parsed.CommandResult.Command, main))
            throw Refusal("give the output a name with --output");
        var path = parsed.GetValue(option) ?? (outputs.Count > 0
            ? outputs[0].Value.TrimEnd('/', '\\') + ".manifest.json"
            : throw Refusal("what is printed has no name: give --manifest FILE.json"));
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw Refusal($"{path} does not end in .json");
        var recorder = new Recorder(session, parsed, path, [.. outputs]);
        if (session.IsPartOfMany)
            recorder.Claim();
        return recorder;

        static UsageException Refusal(Text why) => new($"No manifest can be written: {why}");
    }

    /// <summary>Refuses a repeated run that would write elsewhere than it shall, or that has effects.</summary>
    /// <exception cref="UsageException">It would.</exception>
    internal static void CheckRepeated(ParseResult parsed, Option<string?> option, string folder)
    {
        var command = parsed.CommandResult.Command;
        var main = command.Options.FirstOrDefault(each => each.Name == "--output");
        if (!command.Options.Contains(option) || OutputsOf(parsed).Any(IsElsewhere)
            || (main is not null && parsed.GetResult(main) is null or { Implicit: true } && WritesAnyway(command, main))
            || Given(parsed, "--from", "--to", "--store") is not null)
            throw new UsageException("The manifest has a command that is not one of those that a manifest is written of");

        bool IsElsewhere(Token token) => !Path.GetFullPath(token.Value)
            .StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>One of some options that a command line has; null if it has none.</summary>
    private static OptionResult? Given(ParseResult parsed, params string[] names) => parsed.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(each => !each.Implicit && names.Contains(each.Option.Name));

    /// <summary>The words of a command line without <c>--manifest</c> and its file.</summary>
    internal static IEnumerable<Token> Words(ParseResult parsed)
    {
        var skipped = parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(option => option.Option.Name == ManifestOption.Name).SelectMany(option => option.Tokens).ToHashSet();
        return parsed.Tokens.Where(token => token.Value != ManifestOption.Name && !skipped.Contains(token));
    }

    /// <summary>Writes the manifest of a run that made something, whether of all rows or not.</summary>
    internal void Complete(int code)
    {
        _session.Out = _out;
        if (code is ExitCode.Usage or ExitCode.SetUnusable)
            return;
        Write(Manifest(code) with
        {
            Outputs = _printed is not null ? [new("-", _printed.Sha256, _printed.Bytes)]
                : [.. _outputs.Select(token => token.Value).Where(Path.Exists).Order(StringComparer.Ordinal).Select(FileOf)],
        });
        _session.Note(_session.Say($"Manifest: {_path}; gruppera rerun {_path} does the same again"));
    }

    private RunManifest Manifest(int code)
    {
        var words = Words(_parsed).Select(Word).ToImmutableArray();
        _inputs.AddRange(_session.Record.Files);
        return new()
        {
            Manifest = Version,
            Engine = Grouper.EngineVersion,
            Made = _session.Clock.GetUtcNow(),
            Language = _session.Language.Code,
            Width = TextWidth.Columns,
            CommandLine = words,
            Settings = [.. _session.Taken.Select(setting => new ManifestSetting(setting.Option, setting.Place))],
            Inputs = [.. _inputs.Distinct(StringComparer.Ordinal).Select(FileOf)],
            Part = _session.Share is { } share ? new(share.Part.Number, share.Part.Count, share.Of, [], [])
                : _session.Partition is null ? null : PartOf(_session),
            Sets =
            [
                .. _session.Record.Sets.Values.OrderBy(set => set.Id, StringComparer.Ordinal)
                    .Select(set => new ManifestSet(set.Id, set.SourceHash)),
            ],
            Lists = [.. _session.Record.Lists.Values.OrderBy(list => list.Name, StringComparer.Ordinal).Select(ListOf)],
            Counts = _session.Record.Counts,
            ExitCode = code,
            Outputs = [],
        };
    }

    /// <summary>Sees to it that an output that is there is of this very run, or of one that was broken off; otherwise it stays. Where there
    /// is none, a manifest without outputs tells that the run has begun.</summary>
    /// <exception cref="UsageException">It is another's.</exception>
    private void Claim()
    {
        var told = File.Exists(_path) ? RunManifest.Read(File.ReadAllText(_path)) : null;
        var now = Manifest(ExitCode.TryAgain);
        if (_outputs.FirstOrDefault(output => Path.Exists(output.Value) && !Place.IsReadOnce(output.Value))?.Value is { } there)
        {
            if (told is null)
                throw Stays(there, $"it has no manifest {_path}");
            if (!Matter(told.CommandLine).SequenceEqual(Matter(now.CommandLine)))
                throw Stays(there, "it is of another command line");
            if (!told.IsBegun)
            {
                if (told.Engine != now.Engine)
                    throw Stays(there, $"it was made by engine {told.Engine}");
                if (Changed(told.Outputs) is { } other)
                    throw Stays(there, $"{other:path} is not what its run wrote");
                if (Changed(told.Inputs.Where(input => input.Sha256.Length > 0)) is { } input)
                    throw Stays(there, HasChanged(input));
                Earlier = told;
                return;
            }
        }

        Write(now);
    }

    /// <summary>The refusal to write over an output that is another's.</summary>
    internal static UsageException Stays(string path, Text why) =>
        new($"{path} is there already, and {why}. Remove it, or give another name");

    internal static Text HasChanged(string name) => $"{name} has changed since then";

    /// <summary>The words of a command line that its outputs hang on.</summary>
    internal static IEnumerable<string> Matter(ImmutableArray<string> words) => words.Where((word, i) =>
        word is not ("-q" or "--quiet" or "-v" or "--verbose" or "--threads") && (i == 0 || words[i - 1] != "--threads"));

    /// <summary>The first file that is not as a manifest has it; null if all are.</summary>
    private string? Changed(IEnumerable<ManifestFile> files) => files.FirstOrDefault(file =>
        Path.Combine(Folder, file.Path) is var path && (!Path.Exists(path) || RunManifest.HashOf(path) != file.Sha256))?.Path;

    private void Write(RunManifest manifest)
    {
        using var file = new AtomicOutput(_path);
        file.Stream.Write(Encoding.UTF8.GetBytes(manifest.Json()));
        file.Commit();
    }

    public void Dispose()
    {
        _session.Out = _out;
        _printed?.Dispose();
    }

    private static IEnumerable<Token> OutputsOf(ParseResult parsed) => parsed.CommandResult.Children
        .Where(child => child is OptionResult { Implicit: false } && OutputFiles.IsOutput(parsed.CommandResult, child)
            && ((OptionResult)child).Option.Name != ManifestOption.Name)
        .SelectMany(child => child.Tokens);

    /// <summary>True if a verb writes rows or a file though no output is named.</summary>
    private static bool WritesAnyway(Command command, Option output) =>
        output.HasDefaultValue || VerbHelp.Path(command) is "tables export";

    private static WeightManifest ListOf(WeightList list) =>
        (list.Manifest ?? new()) with { Id = list.Manifest?.Id is { Length: > 0 } id ? id : list.Name };

    /// <summary>A word as the manifest has it: files from its folder.</summary>
    private string Word(Token token)
    {
        if (token.Type != TokenType.Argument)
            return token.Value;
        if (_outputs.Contains(token))
            return Relative(token.Value);
        if (OptionOf(token) is { } option && OfPairs.Contains(option))
            return string.Join(',', token.Value.Split(',')
                .Select(part => part.Split('=', 2) is [var name, var value] ? $"{name}={Input(value)}" : part));
        return Input(token.Value);
    }

    private string Input(string value)
    {
        var isStored = SetStore.IsId(value)
            && (SetStore.Default.Exists(value) || new WeightStore(SetStore.Default.Root).Exists(value));
        if (isStored || !Path.Exists(value))
            return value;
        _inputs.Add(value);
        return Relative(value);
    }

    private string? OptionOf(Token token) => _parsed.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(option => option.Tokens.Contains(token))?.Option.Name;

    /// <summary>A file with its hash; contacts of which a part is read have the hash of the part instead.</summary>
    private ManifestFile FileOf(string path) => new(
        Relative(path), _session.Partition is not null && IsOfContacts(path) ? "" : RunManifest.HashOf(path),
        Directory.Exists(path) ? null : new FileInfo(path).Length);

    private bool IsOfContacts(string path) => _parsed.CommandResult.Children
        .Where(child => child is ArgumentResult || (child is OptionResult option && OfContacts.Contains(option.Option.Name)))
        .Any(child => child.Tokens.Any(token => token.Value == path));

    private string Relative(string path) => Path.GetRelativePath(Folder, Path.GetFullPath(path)).Replace('\\', '/');
}

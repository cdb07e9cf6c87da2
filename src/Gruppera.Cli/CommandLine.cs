using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Gruppera.Cli.Commands;
using Gruppera.Cli.Configuration;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Databases;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Presentation.Texts;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Partials;

namespace Gruppera.Cli;

/// <summary>The command line: from words to a verb to an exit code.</summary>
internal static class CommandLine
{
    internal static int Run(string[] args, Session session)
    {
        try
        {
            return Outcome(args, session);
        }
        catch (RefusedException exception)
        {
            return Refused(session, Refusals.Of(exception));
        }
        catch (ContactFileException exception)
        {
            return Refused(session, exception.Text, exception.InnerException);
        }
        catch (EndedException ended)
        {
            session.Note(session.Say(ended.Text));
            return ended.Code;
        }
        catch (UnusableSetException)
        {
            TellSettings(session);
            return ExitCode.SetUnusable;
        }
        catch (OperationCanceledException)
        {
            session.Error.WriteLine(session.Say("Stopped; no output was written."));
            return session.StopCode;
        }
        catch (IOException exception) when (StandardStreams.IsBroken(exception))
        {
            return ExitCode.NobodyReads;
        }
        catch (Exception exception) when (Faults.Of(exception) is { } text)
        {
            return Refused(session, text, exception);
        }
        catch (Exception exception)
        {
            // Its message may have what a file has, which belongs in no log: kind and place tell what is needed.
            session.Error.WriteLine(session.Say(Faults.OfProgram(exception)));
            if (session.IsVerbose)
                session.Error.WriteLine(exception.StackTrace);
            return ExitCode.ProgramFault;
        }
    }

    private static int Outcome(string[] args, Session session)
    {
        var settings = session.RepeatsInto is not null || !session.Merges.IsEmpty ? Settings.None
            : Settings.Find(session.Folder, SetStore.Default.Root, Environment.GetEnvironmentVariable);
        session.Language = LanguageOf(args) ?? Languages.Find(settings.Of("", "lang")?.Values[0]) ?? session.Language;
        var root = new Command("gruppera", session.Say(
            "Groups care contacts with the NordDRG definition tables: the same group, return code and rule as the tables define."));
        var help = new HelpOption { Description = session.Say("Show help") };
        root.Options.Add(help);
        root.Options.Add(new VersionOption { Description = session.Say("Show the version"), Action = new VersionAnswer(session) });
        var (quiet, verbose) = AddToAll(session, root);
        var groups = Groups(session, settings, root);
        foreach (var each in groups.SelectMany(group => group.Commands))
            root.Subcommands.Add(each);
        var written = new VerbHelp(session, root, groups);
        help.Action = written;
        var weights = WeightListChoice.AddTo(session, root);
        var mode = OutputMode.AddTo(session, root);
        var manifest = ManifestOption.AddTo(session, root);
        var many = PartOfMany.AddTo(session, root);
        var json = ShortJson.AddTo(session, root);
        if (Completion.IsAsked(args))
            return Completion.Suggest(session, root, args);

        var parsed = root.Parse(args);
        if (json is not null && parsed.GetValue(json))
            parsed = root.Parse(args = ShortJson.Spelt(args));
        var (command, verb) = (parsed.CommandResult.Command, VerbHelp.Path(parsed.CommandResult.Command));
        session.IsQuiet |= parsed.GetValue(quiet);
        session.IsVerbose |= parsed.GetValue(verbose);
        var isAsked = session.RepeatsInto is null && session.Merges.IsEmpty && OfProgram.IndexOf(command.Name) < 0
            && parsed.Action is not VerbHelp
            && command.Subcommands.Count == 0;
        if (isAsked)
        {
            CheckSettings(session, settings, root);
            session.Taken = settings.For(parsed, verb);
            if (!session.Taken.IsEmpty)
                parsed = root.Parse(args = [.. SettingWords.Into(args, command, session.Taken)]);
        }

        var strays = args.Contains("--") ? [] : parsed.Tokens
            .Where(token => token.Type == TokenType.Argument).Select(token => token.Value)
            .Where(word => word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal)).Except(parsed.UnmatchedTokens).ToArray();
        if ((parsed.Errors.Count > 0 || strays.Length > 0) && parsed.Action is not VerbHelp)
            return Misspelt(session, parsed, strays, written);
        RenamedOptions.Tell(session, parsed);

        // The server takes files from others: they meet no foreign reader (see ServeCommand).
        if (command.Name != "serve")
        {
            TableFormats.Add(ParquetFormat.Instance);
            TableFormats.Add(DatabaseFormat.Instance);
        }

        OutputFiles.Check(parsed);
        OutputNames.Check(parsed.CommandResult);
        if (session.RepeatsInto is { } folder)
            Recorder.CheckRepeated(parsed, manifest, folder);
        session.WeightChoice = weights.Given(parsed);
        AtomicOutput.ModeOfNewFiles = OutputMode.Read(parsed.GetValue(mode));
        many.Read(parsed);
        using var recorder = session.IsPartOfMany || parsed.GetResult(manifest) is { Implicit: false }
            ? Recorder.Begin(session, parsed, manifest) : null;
        if (recorder?.Earlier is { } earlier)
            session.WhenOpened = opened => PartOfMany.EndIfDone(session, earlier, opened);
        var code = Invoke(session, parsed);
        session.TellCells();
        TellSettings(session);
        recorder?.Complete(code);
        code = many.Ended(parsed, code);
        if (session.IsVerbose && isAsked)
            session.Error.WriteLine(session.Say(
                $"gruppera {Grouper.EngineVersion:engine}; home {SetStore.Default.Root:home}; exit code {code}"));
        return code;
    }

    private static int Invoke(Session session, ParseResult parsed)
    {
        try
        {
            // Signals are the session's: the library's own handler would end what is under way after two seconds.
            return parsed.Invoke(new()
            {
                Output = session.Out,
                Error = session.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (PartialWrittenException written)
        {
            session.Note(session.Say($"{written.Path:path} has what was counted; gruppera merge makes figures of it and the others"));
            return ExitCode.Done;
        }
    }

    /// <summary>The options of all verbs.</summary>
    private static (Option<bool> Quiet, Option<bool> Verbose) AddToAll(Session session, Command root)
    {
        var quiet = new Option<bool>("--quiet", "-q")
        {
            Description = session.Say("Say nothing on standard error but warnings and errors"),
            Recursive = true,
        };
        var verbose = new Option<bool>("--verbose", "-v")
        {
            Description = session.Say("Say in detail how files were read, and what the run was made with"),
            Recursive = true,
        };
        var language = new Option<string>("--lang")
        {
            Description = session.Say(
                $"Language of texts: {string.Join(", ", Languages.All):codes} (default: GRUPPERA_LANG, or the system's)"),
            Recursive = true,
        };
        language.CompletionSources.Add([.. Languages.All.Select(each => each.Code).Order(StringComparer.Ordinal)]);
        language.Validators.Add(value =>
        {
            foreach (var token in value.Tokens.Where(token => Languages.Find(token.Value) is null))
                value.AddError(session.Say(
                    $"--lang {token.Value:word}: give one of {string.Join(", ", Languages.All):codes}" +
                    $"{NearOffer.Of(token.Value, Languages.All.Select(each => each.Code)):near}"));
        });
        root.Options.Add(quiet);
        root.Options.Add(verbose);
        root.Options.Add(language);
        return (quiet, verbose);
    }

    private static int Refused(Session session, Text text, Exception? cause = null)
    {
        session.Error.WriteLine(text.In(session.Language));
        TellSettings(session);
        return session.IsPartOfMany && cause is not null && PartOfMany.MayPass(cause) ? ExitCode.TryAgain : ExitCode.Usage;
    }

    private static void TellSettings(Session session)
    {
        if (session.TellSettings() is { Length: > 0 } told)
            session.Note(told);
    }

    /// <exception cref="UsageException">A settings file has what it may not have.</exception>
    private static void CheckSettings(Session session, Settings settings, Command root)
    {
        var faults = ConfigCommand.FaultsOf(settings, root);
        if (faults.Count == 0)
            return;
        foreach (var fault in faults)
            session.Error.WriteLine($"{fault.Place}: {fault.Text.In(session.Language)}");
        throw new UsageException($"{Settings.FileName} cannot be used: gruppera config shows what it has");
    }

    /// <summary>What is wrong with a command line, options among its values that are none, what may have been meant, and the verbs of a
    /// verb that stands alone.</summary>
    private static int Misspelt(Session session, ParseResult parsed, string[] strays, VerbHelp help)
    {
        foreach (var stray in strays)
            session.Error.WriteLine(session.Say(ParserWords.Unknown(stray)));
        foreach (var error in parsed.Errors.Where(error => parsed.UnmatchedTokens.Count == 0 || !ParserWords.IsOfVerb(error.Message)))
            session.Error.WriteLine(session.Say(ParserWords.Of(error.Message)));
        foreach (var near in strays.Concat(parsed.UnmatchedTokens).Select(word => Near(session, parsed.CommandResult, word))
            .Where(near => near.Length > 0))
            session.Error.WriteLine(near.TrimStart('.', ' '));
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && strays.Length + parsed.UnmatchedTokens.Count == 0)
            help.WriteVerbs(session.Error, command);
        else
            session.Error.WriteLine(session.Say($"Try: {string.Join(' ', ["gruppera", .. Words(command), "--help"]):help}"));
        return ExitCode.Usage;

        static string[] Words(Command command) => VerbHelp.Path(command) is { Length: > 0 } path ? path.Split(' ') : [];
    }

    private static (string Title, Command[] Commands)[] Groups(Session session, Settings settings, Command root) =>
    [
        (
            session.Say("Group contacts"),
            [GroupCommand.Create(session), AgreeCommand.Create(session), CertifyCommand.Create(session), DumpCommand.Create(session)]),
        (session.Say("Understand"),
        [
            ExplainCommand.Create(session), WhatIfCommand.Create(session), SensitivityCommand.Create(session), DrgCommand.Create(session),
            CodeCommand.Create(session), PropertyCommand.Create(session), RuleCommand.Create(session), SearchCommand.Create(session),
            SqlCommand.Create(session),
        ]),
        (session.Say("Weights, casemix and payment"),
        [
            WeightsCommand.Create(session), TrimCommand.Create(session), CasemixCommand.Create(session), LosCommand.Create(session),
            HomogeneityCommand.Create(session), ExpectedCommand.Create(session), RecodingCommand.Create(session),
            CompareCommand.Create(session), PayCommand.Create(session), BudgetCommand.Create(session), TechnologyGapCommand.Create(session),
            ReportCommand.Create(session),
        ]),
        (session.Say("Change the logic"),
        [
            TablesCommand.Create(session), ChangeCommand.Create(session), SimulateCommand.Create(session),
            MonotonicityCommand.Create(session), RulesCommand.Create(session),
            SplitCommand.Create(session), ComplicationsCommand.Create(session), TechnologyCommand.Create(session),
            ProblemsCommand.Create(session),
        ]),
        (session.Say("Prepare data"),
        [
            ContactsCommand.Create(session), LayoutsCommand.Create(session), CodesCommand.Create(session), EpisodesCommand.Create(session),
            QualityCommand.Create(session),
            WaitingCommand.Create(session), SynthCommand.Create(session),
        ]),
        (
            session.Say("Beyond one machine"),
            [JobsCommand.Create(session, root), GatherCommand.Create(session), MergeCommand.Create(session, Run)]),
        (
            session.Say("Serve"),
            [
                ServeCommand.Create(session), KeysCommand.Create(session), AuditCommand.Create(session), BackupCommand.Create(session),
                BackupCommand.CreateRestore(session), WorkCommand.Create(session),
                McpCommand.Create(session),
            ]),
        (session.Say("Repeat and look up"),
        [
            RerunCommand.Create(session, Run), ConfigCommand.Create(session, settings, root), HelpCommand.Create(session, root),
            CompletionCommand.Create(session), ManCommand.Create(session, root),
        ]),
    ];

    /// <summary>Commands and options that a word may stand for; a value that begins like no option may be meant for an argument.</summary>
    private static string Near(Session session, CommandResult command, string word)
    {
        var (options, commands) = (new List<string>(), command.Command.Subcommands.Select(each => each.Name));
        for (SymbolResult? at = command; at is CommandResult { Command: var each }; at = at.Parent)
            options.AddRange(each.Options.SelectMany(option => option.Aliases.Append(option.Name))
                .Where(name => name.StartsWith("--", StringComparison.Ordinal)));
        return NearOffer.Of(word, word.StartsWith('-') ? options : commands).In(session.Language);
    }

    /// <summary>Verbs about the program itself, which need no settings.</summary>
    private static readonly ImmutableArray<string> OfProgram = ["config", "help", "completion", "man", "rerun"];

    private static Language? LanguageOf(string[] args)
    {
        var at = Array.FindIndex(args, arg => arg == "--lang" || arg.StartsWith("--lang=", StringComparison.Ordinal));
        var value = at < 0 ? ""
            : args[at].Contains('=', StringComparison.Ordinal) ? args[at]["--lang=".Length..]
            : args.ElementAtOrDefault(at + 1);
        return Languages.Find(value);
    }
}

/// <summary>Something asked for that cannot be done as it was said.</summary>
internal sealed class UsageException(Text text) : RefusedException(text);

/// <summary>A run ends here, since what it was asked for is done.</summary>
/// <param name="code">How it ended.</param>
/// <param name="text">What was done.</param>
internal sealed class EndedException(int code, Text text) : Exception
{
    internal int Code => code;

    internal Text Text => text;
}

/// <summary>The definition set cannot be used; its issues are printed already.</summary>
internal sealed class UnusableSetException : Exception;

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Gruppera.Cli.Commands;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Texts;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;

namespace Gruppera.Cli;

/// <summary>The command line: from words to a verb to an exit code.</summary>
internal static class CommandLine
{
    internal static int Run(string[] args, Session session)
    {
        session.Language = LanguageOf(args) ?? session.Language;
        var root = new Command("gruppera", session.Say(
            "Groups care contacts with the NordDRG definition tables: the same group, return code and rule as the tables define."));
        var help = new HelpOption { Description = session.Say("Show help") };
        root.Options.Add(help);
        root.Options.Add(new VersionOption { Description = session.Say("Show the version"), Action = new VersionAnswer(session) });
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
                value.AddError(session.Say($"--lang {token.Value:word}: give one of {string.Join(", ", Languages.All):codes}"));
        });
        root.Options.Add(language);
        var groups = Groups(session);
        foreach (var command in groups.SelectMany(group => group.Commands))
            root.Subcommands.Add(command);
        help.Action = new VerbHelp(session, root, groups);
        var weights = WeightListChoice.AddTo(session, root);
        var mode = OutputMode.AddTo(session, root);

        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                    session.Error.WriteLine(session.Say(ParserWords.Of(error.Message)));
                foreach (var near in parsed.UnmatchedTokens.Select(word => Near(session, parsed.CommandResult, word))
                    .Where(near => near.Length > 0))
                    session.Error.WriteLine(near.TrimStart('.', ' '));
                session.Error.WriteLine(session.Say("Try: gruppera --help"));
                return ExitCode.Usage;
            }

            // The server takes files from others: they meet no foreign reader.
            if (parsed.CommandResult.Command.Name != "serve")
                TableFormats.Add(ParquetFormat.Instance);
            OutputFiles.Check(parsed);
            OutputNames.Check(parsed.CommandResult);
            session.WeightChoice = weights.Given(parsed);
            AtomicOutput.ModeOfNewFiles = OutputMode.Read(parsed.GetValue(mode));
            var code = parsed.Invoke(new() { Output = session.Out, Error = session.Error, EnableDefaultExceptionHandler = false });
            session.TellCells();
            return code;
        }
        catch (RefusedException exception)
        {
            session.Error.WriteLine(Refusals.Of(exception).In(session.Language));
            return ExitCode.Usage;
        }
        catch (ContactFileException exception)
        {
            session.Error.WriteLine(exception.Text.In(session.Language));
            return ExitCode.Usage;
        }
        catch (UnusableSetException)
        {
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            session.Error.WriteLine(exception.Message);
            return ExitCode.Usage;
        }
    }

    private static (string Title, Command[] Commands)[] Groups(Session session) =>
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
        ]),
        (session.Say("Prepare data"),
        [
            ContactsCommand.Create(session), LayoutsCommand.Create(session), CodesCommand.Create(session), EpisodesCommand.Create(session),
            QualityCommand.Create(session),
            WaitingCommand.Create(session), SynthCommand.Create(session),
        ]),
        (session.Say("Serve"), [ServeCommand.Create(session), McpCommand.Create(session)]),
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

/// <summary>The definition set cannot be used; its issues are printed already.</summary>
internal sealed class UnusableSetException : Exception;

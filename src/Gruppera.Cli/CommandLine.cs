using System.CommandLine;
using System.CommandLine.Help;
using Gruppera.Cli.Commands;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Texts;

namespace Gruppera.Cli;

/// <summary>The command line: from words to a verb to an exit code.</summary>
internal static class CommandLine
{
    internal static int Run(string[] args, Session session)
    {
        session.Language = LanguageOf(args) ?? session.Language;
        var root = new Command("gruppera", session.Say(
            "Groups care contacts by NordDRG definition tables: the same group, return code and rule as the tables say."));
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        var language = new Option<string>("--lang")
        {
            Description = session.Say($"Language of texts: {string.Join(session.Say(" or "), Languages.All):codes} (default: GRUPPERA_LANG, or the system's)"),
            Recursive = true,
        };
        language.AcceptOnlyFromAmong([.. Languages.All.Select(each => each.Code)]);
        root.Options.Add(language);
        foreach (var command in new[]
        {
            GroupCommand.Create(session), ExplainCommand.Create(session), WhatIfCommand.Create(session), SensitivityCommand.Create(session),
            DrgCommand.Create(session), CodeCommand.Create(session), PropertyCommand.Create(session), RuleCommand.Create(session), SearchCommand.Create(session),
            TablesCommand.Create(session), CertifyCommand.Create(session), DumpCommand.Create(session), LayoutsCommand.Create(session),
            ContactsCommand.Create(session), EpisodesCommand.Create(session), QualityCommand.Create(session), SynthCommand.Create(session),
            WeightsCommand.Create(session), TrimCommand.Create(session),
            CasemixCommand.Create(session), CompareCommand.Create(session), PayCommand.Create(session), TechnologyGapCommand.Create(session), ReportCommand.Create(session),
            ChangeCommand.Create(session), SimulateCommand.Create(session), MonotonicityCommand.Create(session), SplitCommand.Create(session), ComplicationsCommand.Create(session),
            TechnologyCommand.Create(session), ServeCommand.Create(session),
        })
        {
            root.Subcommands.Add(command);
        }

        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                    session.Error.WriteLine(error.Message);
                session.Error.WriteLine(session.Say("Try: gruppera --help"));
                return ExitCode.Usage;
            }

            OutputFiles.Check(parsed);
            return parsed.Invoke(new() { Output = session.Out, Error = session.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException exception)
        {
            session.Error.WriteLine(exception.Text.In(session.Language));
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
            session.Error.WriteLine(session.Say("Stopped; nothing was left under the final names."));
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

    private static Language? LanguageOf(string[] args)
    {
        var at = Array.FindIndex(args, arg => arg == "--lang" || arg.StartsWith("--lang=", StringComparison.Ordinal));
        var value = at < 0 ? "" : args[at].Contains('=', StringComparison.Ordinal) ? args[at]["--lang=".Length..] : args.ElementAtOrDefault(at + 1);
        return Languages.All.FirstOrDefault(language => language.Code == value);
    }
}

/// <summary>Something asked for that cannot be done as it was said.</summary>
internal sealed class UsageException(Text text) : Exception(text.ToString())
{
    internal Text Text => text;
}

/// <summary>The definition set cannot be used; its issues are printed already.</summary>
internal sealed class UnusableSetException : Exception;

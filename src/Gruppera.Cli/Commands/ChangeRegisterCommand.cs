using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Presentation.Changes;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change register</c>: the changes of a year, with their status and conflicts.</summary>
internal static class ChangeRegisterCommand
{
    internal static Command Create(Session session)
    {
        var folder = FolderArgument(session);
        var (set, country, paper) = (Sets.Option(session), Sets.CountryOption(session), new Paper(session));
        var command = new Command("register", session.Say("List the changes of a year with status, findings and conflicts"))
        {
            folder, set, country,
        };
        paper.AddTo(command);
        command.SetAction(parsed =>
        {
            paper.Check(parsed);
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var register = Read(session, parsed.GetValue(folder)!, before);
            var document = Document(session, parsed.GetValue(folder)!, before, register);
            paper.Write(parsed, document.List, () => document.Json());
            return register.Conflicts.IsEmpty && register.Changes.All(each => each.Fits) ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    internal static Argument<string> FolderArgument(Session session) => new("folder")
    {
        Description = session.Say("Folder with the changes of a year: workbooks, zips, folders of CSV files"),
    };

    /// <summary>That a folder is not there.</summary>
    internal static UsageException NoFolder(string folder) => new($"There is no folder {folder}");

    /// <summary>Reads and checks the changes of a folder.</summary>
    internal static ChangeRegister Read(Session session, string folder, DefinitionSet set)
    {
        if (!Directory.Exists(folder))
            throw NoFolder(folder);
        var changes = new List<(TechnicalChange, ImmutableArray<Issue>)>();
        foreach (var path in ChangeRegister.PathsIn(folder))
        {
            var issues = new List<Issue>();
            changes.Add((ChangeReader.Read(path, issues) ?? new(Path.GetFileName(path), []), [.. issues]));
        }

        return changes.Count > 0
            ? ChangeRegister.Of(set, changes, session.Stop)
            : throw new UsageException($"{folder} has no changes: workbooks, zips or folders of CSV files");
    }

    internal static RegisterDocument Document(Session session, string folder, DefinitionSet set, ChangeRegister register) =>
        new(session, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), set.Version.Id, register);
}

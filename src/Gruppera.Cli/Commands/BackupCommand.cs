using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Backups;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera backup</c> and <c>gruppera restore</c>: all that an operator has to keep.</summary>
internal static class BackupCommand
{
    internal static Command Create(Session session)
    {
        var file = new Argument<string>("file") { Description = session.Say("Backup to write, such as backup.tar.gz") };
        var (saved, audit, format) = (Saved(session), Audit(session), Answer.ShortFormatOption(session));
        var command = new Command(
            "backup", session.Say("Write sets, lists, keys, saved work and the audit into one archive; a server may run meanwhile"))
        {
            file, saved, audit, format,
        };
        command.SetAction(parsed =>
        {
            using var output = new AtomicOutput(parsed.GetValue(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var parts = Backup.Write(output.Stream, Folders(parsed.GetValue(saved), parsed.GetValue(audit)), session.Stop);
            output.Commit();
            Show(session, parsed.GetValue(format)!, parts);
            session.Note(session.Say("It holds what the folders hold: keep it as safe. The key of saved work is not in it."));
            return ExitCode.Done;
        });
        return command;
    }

    internal static Command CreateRestore(Session session)
    {
        var file = new Argument<string>("file") { Description = session.Say("Backup to read") };
        var (saved, audit, format) = (Saved(session), Audit(session), Answer.ShortFormatOption(session));
        var replace = new Option<bool>("--replace") { Description = session.Say("Put folders that have files aside, under another name") };
        var command = new Command(
            "restore", session.Say("Restore a backup, once all of it was read and is as it was written; stop the server before"))
        {
            file, saved, audit, replace, format,
        };
        command.SetAction(parsed =>
        {
            using var input = File.OpenRead(InputText.Existing(parsed.GetValue(file)!));
            var folders = Folders(parsed.GetValue(saved), parsed.GetValue(audit));
            var parts = Backup.Restore(input, folders, parsed.GetValue(replace), session.Stop);
            Show(session, parsed.GetValue(format)!, parts);
            foreach (var part in parts.Where(part => part.Aside.Length > 0))
                session.Note(session.Say($"What {part.Path} had is now in {part.Aside}"));
            foreach (var part in parts.Where(part => part.Path.Length == 0))
                session.Note(session.Say($"{part.Name} was left out: --{part.Name} FOLDER restores it"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Saved(Session session) => new("--saved")
    {
        Description = session.Say("Folder of saved work; otherwise Gruppera__SavedFolder"),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Gruppera__SavedFolder") ?? "",
    };

    private static Option<string> Audit(Session session) => new("--audit")
    {
        Description = session.Say("Folder of the audit; otherwise Gruppera__AuditFolder"),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Gruppera__AuditFolder") ?? "",
    };

    private static ImmutableArray<BackupFolder> Folders(string? saved, string? audit) =>
    [
        .. new BackupFolder[] { new("home", SetStore.Default.Root), new("saved", saved ?? ""), new("audit", audit ?? "") }
            .Where(folder => folder.Path.Length > 0),
    ];

    private static void Show(Session session, string format, ImmutableArray<BackupPart> parts) =>
        Answer.Write(session, format, new { Parts = parts }, output =>
        {
            var columns = new Columns(session.Say("part"), session.Say("files"), session.Say("bytes"), session.Say("folder"));
            foreach (var part in parts)
                columns.Add(part.Name, Session.Number(part.Files), Session.Number(part.Bytes), part.Path);
            columns.Write(output);
        });
}

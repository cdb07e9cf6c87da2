using System.CommandLine;
using System.Text;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera man</c>: the help of every verb as manual pages.</summary>
internal static class ManCommand
{
    internal static Command Create(Session session, Command root)
    {
        var output = new Option<string>("--output", "-o")
        {
            Description = session.Say("Folder for the pages, gruppera.1 and one for each verb; it is made if it is not there"),
            Required = true,
        };
        var command = new Command("man", session.Say("Write manual pages of all verbs")) { output };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output)!;
            Directory.CreateDirectory(folder);
            var help = (VerbHelp)root.Options[0].Action!;
            var verbs = All(root).ToList();
            foreach (var verb in verbs)
            {
                using var page = new AtomicOutput(Path.Combine(folder, ManPage.NameOf(verb) + ".1"));
                page.Stream.Write(Encoding.UTF8.GetBytes(ManPage.Of(session, help, verb, Grouper.EngineVersion)));
                page.Commit();
            }

            session.Out.WriteLine(session.Say($"{verbs.Count:pages} pages in {folder}: man -l {Path.Combine(folder, "gruppera.1"):page}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}

using System.CommandLine;
using Gruppera.Cli.Configuration;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera config</c>: the settings that hold here, and where each comes from.</summary>
internal static class ConfigCommand
{
    internal static Command Create(Session session, Settings settings, Command root)
    {
        var format = Answer.FormatOption(session);
        var command = new Command("config", session.Say("Show the settings that hold here, and where each comes from")) { format };
        command.SetAction(parsed =>
        {
            var faults = FaultsOf(settings, root);
            var files = settings.Files.Select(path => (Path: path, IsThere: File.Exists(path))).ToList();
            Answer.Write(
                session, parsed.GetValue(format)!,
                new
                {
                    Files = files.Select(file => new { file.Path, file.IsThere }),
                    Settings = settings.All.Select(setting => new
                    {
                        setting.Verb,
                        setting.Option,
                        setting.Values,
                        setting.Source,
                        setting.Line,
                        Holds = Holds(settings, setting),
                    }),
                    Faults = faults,
                },
                _ => Document(session, settings, files));
            foreach (var fault in faults)
                session.Error.WriteLine($"{fault.Place}: {fault.Text.In(session.Language)}");
            return faults.Count > 0 ? ExitCode.Usage : ExitCode.Done;
        });
        return command;
    }

    /// <summary>All that is wrong in the settings files.</summary>
    internal static List<SettingFault> FaultsOf(Settings settings, Command root) =>
    [
        .. settings.Faults,
        .. settings.Misplaced(
            verb => verb.Split(' ').Aggregate((Command?)root, (at, word) => at?.Subcommands.FirstOrDefault(each => each.Name == word)),
            OutputFiles.Options),
    ];

    private static bool Holds(Settings settings, Setting setting) => ReferenceEquals(settings.Of(setting.Verb, setting.Key), setting);

    private static Document Document(Session session, Settings settings, List<(string Path, bool IsThere)> files)
    {
        var document = new Document();
        foreach (var (path, isThere) in files)
            document.Line(isThere ? path : session.Say($"{path} (not there)"));
        document.Line("").Table(
            [session.Say("option"), session.Say("verb"), session.Say("comes from"), session.Say("value")],
            settings.All.Select(setting => new[]
            {
                setting.Option, setting.Verb.Length > 0 ? setting.Verb : session.Say("all"),
                Holds(settings, setting) ? setting.Place : session.Say($"{setting.Place} (another holds)"),
                string.Join(' ', setting.Values),
            }));
        if (settings.All.IsEmpty)
            document.Line(session.Say("There are no settings: docs/configuration.md says what there can be."));
        return document;
    }
}

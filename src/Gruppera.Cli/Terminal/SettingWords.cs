using System.CommandLine;
using Gruppera.Cli.Configuration;

namespace Gruppera.Cli.Terminal;

/// <summary>Settings as words of a command line.</summary>
internal static class SettingWords
{
    /// <summary>A command line with what settings give: behind all that was said, before arguments that stand after <c>--</c>.</summary>
    internal static IEnumerable<string> Into(string[] args, Command command, IReadOnlyCollection<Setting> settings)
    {
        var end = Array.IndexOf(args, "--");
        return args.Take(end < 0 ? args.Length : end).Concat(settings.SelectMany(setting => Words(setting, command)))
            .Concat(end < 0 ? [] : args.Skip(end));
    }

    private static IEnumerable<string> Words(Setting setting, Command command) =>
        command.Options.First(option => option.Name == setting.Option).ValueType == typeof(bool)
            ? setting.Values[0] == "false" ? [] : [setting.Option]
            : setting.Values.SelectMany(value => (string[])[setting.Option, value]);
}

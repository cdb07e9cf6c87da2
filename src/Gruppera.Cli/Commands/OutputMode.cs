using System.CommandLine;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Commands;

/// <summary><c>--mode</c>: the mode of files that a command makes, where umask and folder would decide otherwise.</summary>
internal static class OutputMode
{
    private const int MostDigits = 4;

    /// <summary>Gives the option to every command that writes a file.</summary>
    internal static Option<string?> AddTo(Session session, Command root)
    {
        var mode = new Option<string?>("--mode")
        {
            Description = session.Say("Mode of a new output file, such as 640 (default: as umask says)"),
        };
        foreach (var command in All(root).Where(command => command.Options.Any(option => OutputFiles.Options.Contains(option.Name))))
            command.Options.Add(mode);
        return mode;
    }

    /// <exception cref="UsageException">It is no mode.</exception>
    internal static UnixFileMode? Read(string? text)
    {
        if (text is null)
            return null;
        if (OperatingSystem.IsWindows() || text.Length is < 3 or > MostDigits || text.AsSpan().ContainsAnyExceptInRange('0', '7')
            || (text.Length == MostDigits && text[0] != '0'))
            throw new UsageException($"--mode {text}: give three digits from 0 to 7, such as 640 or 600");
        return (UnixFileMode)Convert.ToInt32(text, 8);
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;

namespace Gruppera.Cli;

/// <summary>Files that a command line names to be written: none may be one that it names to be read, nor two of them the same.</summary>
internal static class OutputFiles
{
    private const string StandardOutput = "/proc/self/fd/1";

    internal static readonly HashSet<string> Options =
        new(
        [
            "--output", "--issues", "--merged", "--joined", "--mismatches", "--differences", "--outliers", "--write-layout",
            "--faults-file", "--truth", "--sums", "--claims", "--make-cases", "--partial",
        ], StringComparer.Ordinal);

    /// <exception cref="UsageException">A file would be written over what it is made of, or over another.</exception>
    internal static void Check(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var named = command.Children.Where(child => child is OptionResult { Implicit: false } or ArgumentResult)
            .SelectMany(child => child.Tokens.Select(token => (IsOutput: IsOutput(command, child), Path: token.Value)))
            .Where(file => file.Path.Length > 0 && file.Path != "-")
            .SelectMany(file => !file.IsOutput && !File.Exists(file.Path) && TableFormats.ReaderOf(file.Path) is { } format
                ? format.FilesOf(file.Path).Select(each => (file.IsOutput, Path: each)) : [file]).ToList();
        var read = named.FirstOrDefault(file => !file.IsOutput && File.Exists(file.Path) && Place.AreSame(StandardOutput, file.Path)).Path;
        if (OperatingSystem.IsLinux() && read is not null)
        {
            throw new UsageException(
                $"Standard output goes to the file that is read, {read}, which would be overwritten. Give another file");
        }

        for (var i = 0; i < named.Count; i++)
        {
            for (var j = 0; j < named.Count; j++)
            {
                if (i == j || !named[i].IsOutput || (named[j].IsOutput ? j < i : !File.Exists(named[j].Path))
                    || !Place.AreSame(named[i].Path, named[j].Path))
                    continue;
                var (output, other) = (named[i].Path, named[j].Path);
                throw named[j].IsOutput
                    ? new($"{output} and {other} are the same file: give two")
                        : IsRead(output, other);
            }
        }
    }

    /// <summary>The same for files that are read without being named on the command line.</summary>
    internal static void Check(IEnumerable<string?> outputs, IReadOnlyCollection<string> inputs)
    {
        foreach (var output in outputs.OfType<string>().Where(path => path.Length > 0 && path != "-"))
        {
            if (inputs.FirstOrDefault(input => File.Exists(input) && Place.AreSame(output, input)) is { } read)
                throw IsRead(output, read);
        }
    }

    private static UsageException IsRead(string output, string input) => new(
        $"{output} is the file that is read, {input}, and would be overwritten. Give another");

    /// <summary>True for an option whose values are files to write.</summary>
    internal static bool IsOutput(CommandResult command, SymbolResult child) =>
        child is OptionResult option
            && (Options.Contains(option.Option.Name) || option.Option.Name == "--manifest"
                || (option.Option.Name == "--change" && command.Command.Name is "assess" or "propose" or "inactive" or "review"
                    or "monotonicity"));
}

using Gruppera.Cli;
using Gruppera.Cli.Terminal;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Command lines share the process and its environment: they run one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CommandLineCollection
{
    public const string Name = "command line";
}

/// <summary>What a run of the program said and gave.</summary>
internal sealed record Said(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A folder to work in with a store of its own, gone after the test.</summary>
public abstract class Home : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("GRUPPERA_HOME");

    protected Home() => Environment.SetEnvironmentVariable("GRUPPERA_HOME", PathOf("home"));

    protected static string Tables { get; } = Repository.PathOf("samples/tables");

    protected static string Contacts { get; } = Repository.PathOf("samples/contacts.csv");

    protected static string Mistakes { get; } = Repository.PathOf("samples/contacts-with-mistakes.csv");

    protected string Root { get; } = Directory.CreateTempSubdirectory("gruppera-host-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("GRUPPERA_HOME", _before);
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => Path.Combine(Root, name);

    protected string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private protected static Said Run(params string[] args) => Run(CancellationToken.None, args);

    /// <summary>What a run says besides how it understood its files, which <see cref="ReadingTest"/> asks for.</summary>
    private protected static Said Run(CancellationToken stop, params string[] args)
    {
        var said = RunWithReading(stop, args);
        return said with { Error = string.Concat(said.Error.Split('\n').SkipLast(1).Where(line => !IsOfReading(line)).Select(line => line + "\n")) };
    }

    private static bool IsOfReading(string line) => line.Contains(", layout ", StringComparison.Ordinal)
        || line.StartsWith("Warning: no column of ", StringComparison.Ordinal) || line.StartsWith("Varning: ingen kolumn i ", StringComparison.Ordinal);

    private protected static Said RunWithReading(params string[] args) => RunWithReading(CancellationToken.None, args);

    private protected static Said RunWithReading(CancellationToken stop, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = CommandLine.Run(args, new Session { Out = output, Error = error, Stop = stop });
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The exit code, standard output and standard error all at once.</summary>
    private protected static void Expect(Said said, int code, string output, string error) =>
        Assert.Equal((code, output, error), (said.ExitCode, said.Out, said.Error));
}

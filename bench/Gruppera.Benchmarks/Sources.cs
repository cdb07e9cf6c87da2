using Gruppera.Definitions;
using Gruppera.Formats.Schemas;

namespace Gruppera.Benchmarks;

/// <summary>What benchmarks run on: the licensed Swedish tables of 2014 where they lie beside the project (or another delivery
/// named by <c>GRUPPERA_BENCH_SET</c>), otherwise the sample tables.</summary>
public static class Sources
{
    public static string Path { get; } = Find();

    public static DefinitionSet Set() => Open(Path);

    public static DefinitionSet Open(string path) => DefinitionReader.Read(path).Set
        ?? throw new InvalidOperationException($"{path} is no usable definition set");

    /// <summary>The licensed Swedish tables of the year before, where they lie beside the project; otherwise the same set.</summary>
    public static DefinitionSet YearBefore() => Open(Path.Replace("swe-2014-pr1", "swe-2013-pr1", StringComparison.Ordinal));

    public static CareContact[] Contacts(DefinitionSet set, int count)
    {
        var generator = new ContactGenerator(set, seed: 7);
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("GRUPPERA_BENCH_SET") is { Length: > 0 } named)
            return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "Gruppera.slnx")))
            root = root.Parent;
        var project = root?.FullName ?? throw new InvalidOperationException("run the benchmarks from within the repository");
        var licensed = System.IO.Path.Combine(project, "../shared/norddrg/swe-2014-pr1.zip");
        return File.Exists(licensed) ? licensed : System.IO.Path.Combine(project, "samples/tables");
    }
}

using BenchmarkDotNet.Attributes;
using Gruppera.Changes;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Search;

namespace Gruppera.Benchmarks;

/// <summary>One set at a time: compiling it as the yardstick, then what making its texts searchable, a search, and a comparison cost.</summary>
[MemoryDiagnoser]
public class ExplorationBenchmarks
{
    private static readonly string[] Queries = ["aneurysm", "hjärtinfarkt komplicerat", "I21", "tranplantation njure", "höftledsplastik"];
    private DefinitionSet _set = null!;
    private DefinitionSet _before = null!;
    private TextSearch _search = null!;

    [GlobalSetup]
    public void Setup()
    {
        _set = Sources.Set();
        _before = Sources.YearBefore();
        _search = new(_set);
    }

    [Benchmark(Baseline = true)]
    public CompiledDefinition Compile() => CompiledDefinition.Compile(_set);

    [Benchmark]
    public int Index() => new TextSearch(_set).Count;

    [Benchmark(OperationsPerInvoke = 5)]
    public int Search() => Queries.Sum(query => _search.Find(query).Hits.Length);

    [Benchmark]
    public int Diff() => SetDiff.Of(_before, _set).Rules.Length;
}

using BenchmarkDotNet.Attributes;
using Gruppera.Compilation;
using Gruppera.Grouping;

namespace Gruppera.Benchmarks;

/// <summary>One contact, features and matching together, in memory on one thread: the index against the rule-by-rule baseline.</summary>
[MemoryDiagnoser]
public class GroupingBenchmarks
{
    private const int Count = 20_000;
    private CareContact[] _contacts = [];
    private Grouper _indexed = null!;
    private Grouper _linear = null!;

    [GlobalSetup]
    public void Setup()
    {
        var set = Sources.Set();
        var definition = CompiledDefinition.Compile(set);
        _contacts = Sources.Contacts(set, Count);
        _indexed = new(definition);
        _linear = new(definition, Matcher.Linear);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int Linear() => Run(_linear);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Indexed() => Run(_indexed);

    private int Run(Grouper grouper)
    {
        var sum = 0;
        foreach (var contact in _contacts)
            sum += grouper.Group(contact).Rank;
        return sum;
    }
}

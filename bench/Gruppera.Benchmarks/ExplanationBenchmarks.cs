using BenchmarkDotNet.Attributes;
using Gruppera.Explanation;
using Gruppera.Grouping;

namespace Gruppera.Benchmarks;

/// <summary>One contact at a time: grouping as the yardstick, then what explaining it and changing it costs.</summary>
[MemoryDiagnoser]
public class ExplanationBenchmarks
{
    private const int Count = 200;
    private CareContact[] _contacts = [];
    private Grouper _grouper = null!;
    private Explainer _explainer = null!;
    private WhatIf _whatIf = null!;

    [GlobalSetup]
    public void Setup()
    {
        var set = Sources.Set();
        _contacts = Sources.Contacts(set, Count);
        _grouper = new(set);
        _explainer = new(_grouper);
        _whatIf = new(_grouper);
        Near();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int Group() => Sum(contact => _grouper.Group(contact).Rank);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Why() => Sum(contact => _explainer.Explain(contact, ExplanationLens.Why).Conditions.Length);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Near() => Sum(contact => _explainer.Explain(contact).NearMisses.Length);

    [Benchmark(OperationsPerInvoke = Count)]
    public int WhatIf() => Sum(contact => _whatIf.Of(contact).Outcomes.Length);

    private int Sum(Func<CareContact, int> of)
    {
        var sum = 0;
        foreach (var contact in _contacts)
            sum += of(contact);
        return sum;
    }
}

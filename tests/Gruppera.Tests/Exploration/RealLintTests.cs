using System.Diagnostics;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Exploration;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Exploration;

public class RealLintTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("com-2012-cc")]
    [InlineData("den-2009-full")]
    [InlineData("eng-2008-full")]
    [InlineData("ice-2009-full")]
    [InlineData("nor-2015-pr1c")]
    [InlineData("nor-2017-pr1a")]
    [InlineData("swe-2013-pr1")]
    [InlineData("swe-2014-pr1")]
    public void Packs(string pack) => Show(pack, DefinitionReader.Read(Licensed.Pack(pack + ".zip")).Set!);

    [Fact]
    public void Open() => Show("open-se", OpenSet.Open().Set!);

    private void Show(string pack, DefinitionSet set)
    {
        var definition = CompiledDefinition.Compile(set);
        var clock = Stopwatch.StartNew();
        var found = DefinitionLint.Run(definition);
        output.WriteLine($"{pack}: {string.Join(' ', found.GroupBy(issue => issue.Code.Id).OrderBy(code => code.Key).Select(code => $"{code.Key}:{code.Count()}"))} {clock.ElapsedMilliseconds} ms");
        foreach (var code in found.GroupBy(issue => issue.Code))
            output.WriteLine(string.Join('\n', code.Take(40).Select(issue => $"   {issue.Code.Id} {issue.Table}:{issue.Row} {issue.Column} '{issue.Value}' {issue.Detail}")));
        clock.Restart();
        var random = new Random(7);
        var weights = set.Rules.Select(rule => rule.Drg).Distinct().ToDictionary(drg => drg, _ => (double?)random.NextDouble());
        var weighty = DefinitionLint.Run(definition, drg => weights.GetValueOrDefault(drg));
        output.WriteLine($"{pack}: weights {weighty.Count(issue => issue.Code == IssueCodes.LowerWeightFirst)} {clock.ElapsedMilliseconds} ms");
        var reachability = new Reachability(definition);
        foreach (var code in set.DiagnosisFeatures.Select(row => row.Code).Distinct().Chunk(9000).Select(chunk => chunk[0]))
        {
            clock.Restart();
            var principal = reachability.DrgsOf(new Diagnosis(code));
            var first = clock.ElapsedMilliseconds;
            clock.Restart();
            var secondary = reachability.DrgsOfSecondary(new(code));
            output.WriteLine($"   dx {code}: principal {principal.Groups.Length} ({principal.Undecided.Length}) {first} ms, secondary {secondary.Groups.Length} ({secondary.Undecided.Length}) {clock.ElapsedMilliseconds} ms");
        }

        foreach (var code in set.ProcedureFeatures.Select(row => row.Code).Distinct().Chunk(2500).Select(chunk => chunk[0]))
        {
            clock.Restart();
            var groups = reachability.DrgsOf(code);
            output.WriteLine($"   proc {code}: {groups.Groups.Length} ({groups.Undecided.Length}) {clock.ElapsedMilliseconds} ms");
        }
    }
}

using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Tests.Formats.Quality;

/// <summary>Quality control finds what a synthetic population under the open set has planted: recall and precision by kind.
/// A finding that another fault of the same row brings with it, as sex against diagnosis after a changed sex, is no false alarm.</summary>
public class PlantedFaultsTest
{
    /// <summary>The open set has no medicines with an ATC code of their own, so that none can lack its cost.</summary>
    private static readonly FaultKind[] Impossible = [FaultKind.MedicineWithoutCost];

    private static readonly Lazy<(Dictionary<FaultKind, HashSet<long>> Planted, Dictionary<string, HashSet<long>> Found)> Run = new(Check);

    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>().Except(Impossible)];

    [Trait("lane", "slow")]
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_planted_fault_is_found_and_nothing_else(FaultKind kind)
    {
        var (planted, found) = Run.Value;
        var here = planted[kind];
        var told = found[CodeOf(kind)];
        var recall = (double)here.Intersect(told).Count() / here.Count;
        var anyFault = planted.Values.SelectMany(rows => rows).ToHashSet();
        var precision = (double)told.Intersect(anyFault).Count() / told.Count;
        Assert.True(here.Count > 0, "nothing of the kind was planted");
        Assert.Equal((1.0, 1.0), (recall, precision));
    }

    private static string CodeOf(FaultKind kind) =>
        ((IssueCode)typeof(QualityCodes).GetField(kind.ToString())!.GetValue(null)!).Id;

    private static (Dictionary<FaultKind, HashSet<long>> Planted, Dictionary<string, HashSet<long>> Found) Check()
    {
        var grouper = new Grouper(OpenSet.Open().Set!);
        var planted = new Dictionary<FaultKind, HashSet<long>>();
        var found = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        using var text = new MemoryStream();
        new SyntheticPopulation(grouper, new() { Contacts = 100_000, Seed = 11, HasCosts = true, Faults = 0.05 })
            .Write(text, fault => RowsOf(planted, fault.Kind).Add(fault.Row));
        text.Position = 0;
        new QualityRun(grouper).Check(
            text, LayoutCatalog.Find("canonical")!, "made-up", "", finding => RowsOf(found, finding.Code.Id).Add(finding.Row), issue => Assert.NotEqual(IssueSeverity.Error, issue.Code.Severity));
        return (planted, found);
    }

    private static HashSet<long> RowsOf<T>(Dictionary<T, HashSet<long>> rows, T key)
        where T : notnull
    {
        if (!rows.TryGetValue(key, out var of))
            rows.Add(key, of = []);
        return of;
    }
}

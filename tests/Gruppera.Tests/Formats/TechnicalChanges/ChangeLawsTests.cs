using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests.Changes;
using Gruppera.Tests.Exploration;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Tests.Formats.TechnicalChanges;

/// <summary>A change that is found leads where it was found to lead.</summary>
public sealed class ChangeLawsTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, 60)];

    public void Dispose() => _fixture.Dispose();

    [Trait("lane", "slow")]
    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_change_between_two_sets_makes_the_one_of_the_other(int seed)
    {
        var (first, second, contacts) = Variants.Pair(seed);
        var (before, after) = (AsDelivered(first), AsDelivered(second));
        var change = ChangeFinder.Find(before, after);
        var changed = ChangeApplier.Apply(before, [change], after.Version);
        Assert.Empty(changed.Issues.Where(issue => issue.Code.Id.StartsWith("GRP6", StringComparison.Ordinal)));
        Assert.True(SetDiff.Of(changed.Set!, after) is { Steers: false, Rules: [] });
        Assert.Empty(ChangeFinder.Find(changed.Set!, after).Rows);
        var (one, other) = (new Grouper(changed.Set!), new Grouper(after));
        foreach (var contact in contacts)
            Assert.Equal(other.Group(contact).Rule.Id, one.Group(contact).Rule.Id);
    }

    [Trait("lane", "slow")]
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_change_is_read_as_it_was_written(int seed)
    {
        var (before, after, _) = Variants.Pair(seed);
        var change = ChangeFinder.Find(AsDelivered(before), AsDelivered(after));
        var path = Path.Combine(_fixture.Root, "tc.xlsx");
        using (var stream = File.Create(path))
            ChangeWriter.Write(change, stream);
        var issues = new List<Issue>();
        var read = ChangeReader.Read(path, issues)!;
        Assert.Empty(issues);
        Assert.Equal(change.Rows.Select(Text), read.Rows.Select(Text));
    }

    /// <summary>A year's real change: found, applied, and the same tables; in some seconds.</summary>
    [Trait("lane", "licensed")]
    [Fact]
    public void A_real_year()
    {
        var before = DefinitionReader.Read(Licensed.Pack("swe-2013-pr1.zip")).Set!;
        var after = DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!;
        var changed = ChangeApplier.Apply(before, [ChangeFinder.Find(before, after)], after.Version);
        Assert.Empty(changed.Issues.Where(issue => issue.Code.Id.StartsWith("GRP6", StringComparison.Ordinal)));
        Assert.True(SetDiff.Of(changed.Set!, after).IsEmpty);
    }

    [Fact]
    public void Changes_are_applied_together_whatever_their_order()
    {
        var set = Made.Set(["R1 DRG1 icd=+ mdc=01", "R2 DRG2 icd=+"], ["A00 dgcat=01M01", "B00 dgcat=02M01"]);
        var one = new TechnicalChange("one", [Row(ChangeDirection.Out, "A00", "DGCAT", "01M01"), Row(ChangeDirection.In, "A00", "DGCAT", "02M01")]);
        var two = new TechnicalChange("two", [Row(ChangeDirection.In, "B00", "DGPROP", "02X01")]);
        var (there, back) = (ChangeApplier.Apply(set, [one, two], set.Version), ChangeApplier.Apply(set, [two, one], set.Version));
        Assert.True(SetDiff.Of(there.Set!, back.Set!).IsEmpty);
        Assert.Equal(3, there.Rows.Length);
        Assert.Equal("R2", new Grouper(there.Set!).Group(new() { Diagnoses = [Diagnosis.Parse("A00")] }).Rule.Id);
    }

    internal static ChangeRow Row(ChangeDirection direction, string code, string type, string value) =>
        new("dg_feat", direction, [code, "", type, value]) { File = "tc.xlsx/dg_feat" };

    /// <summary>The set with its cells as a delivery of it would be read.</summary>
    private static DefinitionSet AsDelivered(DefinitionSet set) => ChangeApplier.Apply(set, [], set.Version).Set!;

    private static string Text(ChangeRow row) => $"{row.Table} {row.Direction} {row.VersionToChange} {string.Join('|', row.Cells)}";
}

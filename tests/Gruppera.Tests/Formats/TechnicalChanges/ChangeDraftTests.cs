using Gruppera.Definitions;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Tests.Changes;
using Gruppera.Tests.Exploration;
using Gruppera.Workflows;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Tests.Formats.TechnicalChanges;

/// <summary>A change that is written from an intention does what was meant, and nothing else to the order of the rules.</summary>
public class ChangeDraftTests
{
    private static readonly DefinitionSet Operations = Made.Set(
        ["R1 DRG1 icd=+ mdc=06 or=S procpro=06S02", "R2 DRG2 icd=+ mdc=06", "R3 DRG3 icd=+"],
        ["A00 dgcat=06M01"],
        ["PA1 procprop=06S02 or=1", "PA2 procprop=06S02", "PB1 procprop=06S03 or=1", "SX1 dgprop=00X10"],
        names: "DRG1 06");

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, 60)];

    /// <summary>Whatever room the numbers leave: the rules of these sets are numbered 0, 1, 2 and so on.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_rule_stands_right_before_the_one_that_is_named(int seed)
    {
        var random = new Random(seed);
        var set = Variants.Pair(seed).After;
        var next = set.Rules[random.Next(set.Rules.Length)];
        var rank = set.Index.RuleOf(next.Id);
        var after = Applied(set, new ChangeDraft(set).Insert(next.Id, "NEW", new Dictionary<RuleColumn, string> { [RuleColumn.Sex] = "M" }, "Ny"));
        Assert.Equal([.. Ids(set)[..rank], "NEW01", .. Ids(set)[rank..]], Ids(after));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_split_rule_stands_right_before_its_own(int seed)
    {
        var set = Variants.Pair(seed).After;
        var drg = set.Rules[^1].Drg;
        var after = Applied(set, new ChangeDraft(set).Split(drg, "NEW", RuleColumn.Sex, "M", "Ny"));
        Assert.Equal(Ids(set), Ids(after).Where(id => !id.StartsWith("NEW", StringComparison.Ordinal)));
        for (var rank = 0; rank < after.Rules.Length; rank++)
        {
            if (after.Rules[rank].Drg == "NEW")
                Assert.Equal(after.Rules[rank].Conditions.SetItem(RuleColumn.Sex.Index, ""), after.Rules[rank + 1].Conditions);
        }
    }

    [Fact]
    public void An_operation_of_a_property_that_others_have_too_gets_the_rule_for_anaesthesia()
    {
        var change = Insert("06S02");
        Assert.Equal(
            ["IN 1 NEW01 S 06S02 ", "IN 2 NEW02  06S02 00X10", "OUT 1 R1 S 06S02 ", "IN 3 R1 S 06S02 ", "OUT 2 R2   ", "IN 4 R2   ", "OUT 3 R3   ", "IN 5 R3   "],
            change.Rows.Where(row => row.Table == "drg_logic").Select(Shown));
        var after = Applied(Operations, change);
        Assert.Equal("NEW01", Group(after, "PA1"));
        Assert.Equal("NEW02", Group(after, "PA2", "SX1"));
        Assert.Equal("R2", Group(after, "PA2"));
        Assert.Single(Insert("06S03").Rows, row => row is { Table: "drg_logic", Direction: ChangeDirection.In } && row.Cells.Contains("NEW"));
    }

    [Fact]
    public void The_check_misses_the_rule_for_anaesthesia()
    {
        var change = Insert("06S02");
        var without = change with { Rows = [.. change.Rows.Where(row => !row.Cells.Contains("NEW02"))] };
        Assert.DoesNotContain(Check(change), issue => issue.Code == WorkflowIssues.LacksAnaesthesiaRule); // not of R1 either, which only gave way
        Assert.Equal("S", Assert.Single(Check(without), issue => issue.Code == WorkflowIssues.LacksAnaesthesiaRule).Value);

        static IEnumerable<Issue> Check(TechnicalChange change) => ChangeCheck.Run(Operations, ChangeApplier.Apply(Operations, [change], Operations.Version with { Id = "new" }));
    }

    /// <summary>The open set changed in each way: its new cases come out as they say, and those of codes did not before.</summary>
    [Trait("lane", "slow")]
    [Fact]
    public void Test_cases_come_out_as_they_say()
    {
        var set = OpenSet.Open().Set!;
        var draft = new ChangeDraft(set);
        foreach (var (cases, change) in (IEnumerable<(int, TechnicalChange)>)
        [
            (1, draft.Split("F12E", "F13E", RuleColumn.Agelim, "<6575", "Barn")),
            (1, draft.Insert("F12E01", "F12C", new Dictionary<RuleColumn, string> { [RuleColumn.Icd] = "+", [RuleColumn.Mdc] = "06", [RuleColumn.Procpro] = "06S04", [RuleColumn.Sex] = "F" })),
            (1, draft.Give([Diagnosis.Parse("I71.4")], FeatureType.Compl, "05C90", "Bukaneurysm")),
            (2, draft.Give([Diagnosis.Parse("K35"), Diagnosis.Parse("K36")], FeatureType.Dgcat, "05M01")),
            (1, draft.Give([ProcedureCode.Parse("JEA")], FeatureType.Procprop, "06S02")),
            (0, draft.Give([ProcedureCode.Parse("JEA")], FeatureType.Procprop, "06S77", "No rule asks for it")),
        ])
        {
            var after = Applied(set, CaseDraft.Add(set, change));
            Assert.Equal(cases, after.TestCases.Length);
            var (then, now) = (new Grouper(set), new Grouper(after));
            foreach (var test in after.TestCases)
            {
                Assert.Equal((test.Drg, test.Rule), Result(now.Group(test.Contact)));
                Assert.NotEqual((test.Drg, test.Rule), Result(then.Group(test.Contact)));
            }
        }

        static (string, string) Result(GroupingResult result) => (result.Drg, result.Rule.Id);
    }

    private static TechnicalChange Insert(string property) => new ChangeDraft(Operations).Insert(
        "R1", "NEW", new Dictionary<RuleColumn, string> { [RuleColumn.Icd] = "+", [RuleColumn.Mdc] = "06", [RuleColumn.Or] = "S", [RuleColumn.Procpro] = property }, "Ny");

    private static string[] Ids(DefinitionSet set) => [.. set.Rules.Select(rule => rule.Id)];

    private static string Shown(ChangeRow row)
    {
        var cells = ChangeTable.Of(row.Table)!.Columns.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second);
        return $"{row.Direction} {cells["ord"]} {cells["id"]} {cells["or_proc"]} {cells["procpro"]} {cells["dgprop1"]}".ToUpperInvariant();
    }

    private static DefinitionSet Applied(DefinitionSet set, TechnicalChange change) => ChangeApplier.Apply(set, [change], set.Version).Set!;

    private static string Group(DefinitionSet set, params string[] procedures) => new Grouper(set).Group(new()
    {
        Diagnoses = [Diagnosis.Parse("A00")],
        Procedures = [.. procedures.Select(code => ProcedureCode.Parse(code))],
    }).Rule.Id;
}

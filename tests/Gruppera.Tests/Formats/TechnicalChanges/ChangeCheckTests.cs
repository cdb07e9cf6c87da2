using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Tests.Exploration;
using Gruppera.Workflows;
using Gruppera.Workflows.TechnicalChanges;
using static Gruppera.Tests.Formats.TechnicalChanges.ChangeLawsTests;
using static Gruppera.Workflows.TechnicalChanges.ChangeDirection;

namespace Gruppera.Tests.Formats.TechnicalChanges;

/// <summary>Every mistake that can be made in a technical change, and what is said of it.</summary>
public class ChangeCheckTests
{
    private static readonly DefinitionSet Set = Made.Set(
        ["R1 DRG1 icd=+ mdc=06 procpro=06S02", "R2 DRG2 icd=+ mdc=06", "C1 DRG4 icd=+ mdc=07 sex=M", "C2 DRG5 icd=+ mdc=08 agelim=<6575", "C3 DRG6 icd=+ mdc=09 dgprop1=06X99", "R3 DRG3 icd=+"],
        ["A00 dgcat=06M01 compl=06C01 dgprop=06X99", "B00 dgcat=01M01"],
        ["PA1 procprop=06S02"]);

    public static TheoryData<string, string, ChangeRow[]> Mistakes { get; } = new()
    {
        { "a row that the set lacks", "GRP6004", [Row(Out, "A00", "DGCAT", "06M02")] },
        { "a row that the set has", "GRP6005", [Row(In, "A00", "DGCAT", "06M01")] },
        { "a row twice in one change is one row", "", [Row(In, "B00", "DGPROP", "06X99"), Row(In, "B00", "DGPROP", "06X99")] },
        { "a value without a name", "GRP6007", [new("proc_feat", In, ["PA1", "PROCPR", "06S99"])] },
        { "two complication categories", "GRP6008", [Row(In, "A00", "COMPL", "06C02")] },
        { "two general properties", "GRP6008", [Row(In, "A00", "DGPROP", "01X99")] },
        { "two diagnosis categories", "GRP2004", [Row(In, "A00", "DGCAT", "01M01")] },
        { "MDC against category", "GRP2005", [Row(In, "A00", "MDC", "01")] },
        { "an unknown type", "GRP2006", [Row(In, "A00", "DGPROX", "01X01")] },
        { "a rule of an id there is", "GRP2009", [Rule("9", "R1", "DRG1", ("icd", "+"), ("sex", "M"))] },
        { "a rule that no contact gets to", "GRP2014", [Rule("9", "R9", "DRG9", ("icd", "+"), ("mdc", "06"))] },
        { "a surgical rule behind the conservative one", "GRP6009", [Rule("3", "R9", "DRG9", ("icd", "+"), ("mdc", "06"), ("procpro", "06S02"))] },
        { "a surgical rule behind a conservative one with more conditions", "GRP6009", [Rule("9", "R9", "DRG9", ("icd", "+"), ("mdc", "07"), ("procpro", "06S02"))] },
        { "a surgical rule for others than the conservative one before it", "", [Rule("9", "R9", "DRG9", ("icd", "+"), ("mdc", "07"), ("sex", "F"), ("procpro", "06S02"))] },
        { "a surgical rule for other ages", "", [Rule("9", "R9", "DRG9", ("icd", "+"), ("mdc", "08"), ("agelim", ">6574"), ("procpro", "06S02"))] },
        { "a surgical rule behind one that picks out a property", "", [Rule("9", "R9", "DRG9", ("icd", "+"), ("mdc", "09"), ("procpro", "06S02"))] },
        { "a condition that cannot be read", "GRP2002", [Rule("0", "R9", "DRG9", ("agelim", "young"))] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Is_found_at_its_row(string mistake, string code, ChangeRow[] rows)
    {
        _ = mistake;
        var change = new TechnicalChange("tc", [.. rows.Select((row, i) => row with { Row = i + 2, File = "tc.xlsx/" + row.Table })]);
        var issues = ChangeCheck.Run(Set, ChangeApplier.Apply(Set, [change], Set.Version with { Id = "new" }));
        if (code.Length == 0)
            Assert.DoesNotContain(issues, issue => issue.Code.Id.StartsWith("GRP6", StringComparison.Ordinal));
        else
            Assert.Contains(issues, issue => issue.Code.Id == code && issue.File.StartsWith("tc.xlsx/", StringComparison.Ordinal) && issue.Row == 2);
    }

    /// <summary>A rule without a national group, which its set had before, is no news; one that the change brings is.</summary>
    [Fact]
    public void Only_what_the_change_brings()
    {
        var old = new DefinitionSet(Set.Version, [.. Set.Rules, Set.Rules[^1] with { Ord = "4", Id = "R4", Drg = "", CombinedDrg = "999" }]) { DiagnosisFeatures = Set.DiagnosisFeatures, ProcedureFeatures = Set.ProcedureFeatures };
        Assert.DoesNotContain(Found(Row(In, "B00", "DGPROP", "06X99")), issue => issue.Code == FormatIssues.RuleWithoutDrg);
        var brought = Rule("0", "R9", "", ("drg_comb", "999"), ("icd", "+"), ("sex", "M"));
        Assert.Equal(("tc.xlsx/drg_logic", 7), Assert.Single(Found(brought with { File = "tc.xlsx/drg_logic", Row = 7 }), issue => issue.Code == FormatIssues.RuleWithoutDrg) is var found ? (found.File, (int)found.Row) : default);

        IEnumerable<Issue> Found(ChangeRow row) => ChangeCheck.Run(old, ChangeApplier.Apply(old, [new("tc", [row])], old.Version with { Id = "new" }));
    }

    [Fact]
    public void Of_two_changes_that_differ_about_a_row()
    {
        var one = new TechnicalChange("one", [Row(Out, "A00", "DGCAT", "06M01"), Row(In, "A00", "DGCAT", "01M01")]);
        var two = new TechnicalChange("two", [Row(Out, "A00", "DGCAT", "06M01"), Row(In, "A00", "DGCAT", "02M01")]);
        Assert.Equal("two, one", Conflict(two));
        Assert.Equal("one, one", Conflict(two with { Name = "one" }));

        string Conflict(TechnicalChange other) => Assert.Single(ChangeApplier.Apply(Set, [one, other], Set.Version).Issues, issue => issue.Code == WorkflowIssues.ChangesConflict).Detail;
    }

    [Fact]
    public void What_is_most_like_a_row_that_lacks_is_told() =>
        Assert.Equal("varval: 06M01", Assert.Single(ChangeApplier.Apply(Set, [new("tc", [Row(Out, "A00", "DGCAT", "06M02")])], Set.Version).Issues).Detail);

    private static ChangeRow Rule(string ord, string id, string drg, params (string Column, string Cell)[] conditions) => new("drg_logic", In,
    [
        .. ChangeTable.Of("drg_logic")!.Columns.Select(column => column switch
        {
            "ord" => ord,
            "id" => id,
            "drg_nat" => drg,
            "rtc" => "0",
            _ => conditions.FirstOrDefault(condition => condition.Column == column).Cell ?? "",
        }),
    ]);
}

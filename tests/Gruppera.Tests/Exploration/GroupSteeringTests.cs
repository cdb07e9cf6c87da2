using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Tests.Exploration;

/// <summary>"Om kravet för en DRG är att det ska finnas en åtgärd, oavsett om den är kirurgisk eller medicinsk, så är det en åtgärdsgrupp,
/// annars en konservativ grupp": DRG – grundläggande begrepp och principer (2017).</summary>
public class GroupSteeringTests
{
    private static readonly string[] Diagnoses = ["K35 dgcat=06M01 dgprop=06X01", "K36 dgprop=12X01", "K37 dgprop=98X02 dgcat=98M01"];

    private static readonly string[] Procedures =
    [
        "JFB or=1 procprop=06S02 dgprop=00X10", "AA1 procprop=06V01 or=2", "AA2 procprop=06V01 dgprop=06X01", "CC1 cc=1",
        "XS9 procprop=99V20", "XS8 procprop=99V35 or=0 dgprop=00X99", "XS7 procprop=99V22", "DV1 procprop=99V22 procprop=00S90",
        "DR1 or=2 procprop=99V02", "DR2 procprop=99V02", "DR3 procprop=06V01 procprop=99V03",
    ];

    [Theory]
    [InlineData("icd=+ mdc=06", GroupKind.Conservative)]
    [InlineData("or=S", GroupKind.Procedure)]
    [InlineData("or=P", GroupKind.Procedure)]
    [InlineData("or=+", GroupKind.Procedure)]
    [InlineData("or=N", GroupKind.Conservative)]
    [InlineData("or=Z", GroupKind.Conservative)]
    [InlineData("or=-", GroupKind.Conservative)]
    [InlineData("procpro=06S02", GroupKind.Procedure)]
    [InlineData("procpro=06V01", GroupKind.Procedure)]
    [InlineData("procpro=-06S02", GroupKind.Conservative)]
    [InlineData("secpro=06S02", GroupKind.Procedure)]
    [InlineData("secpro=-06S02", GroupKind.Conservative)]
    [InlineData("secpro=+", GroupKind.Procedure)]
    [InlineData("secpro=-", GroupKind.Conservative)]
    [InlineData("dgprop1=00X10", GroupKind.Procedure)] // only procedures have it
    [InlineData("dgprop2=-00X10", GroupKind.Conservative)]
    [InlineData("dgprop1=06X01", GroupKind.Conservative)] // diagnoses have it too
    [InlineData("dgprop1=12X01", GroupKind.Conservative)] // a diagnosis of MDC 98 becomes it
    [InlineData("dgprop1=77X01", GroupKind.Conservative)] // nothing has it
    [InlineData("pdgprop=06P01 compl=2", GroupKind.Conservative)]
    [InlineData("compl=1", GroupKind.Procedure)] // no diagnosis complicates in this set
    public void A_rule_demands_a_procedure_or_does_not(string conditions, GroupKind kind) =>
        Assert.Equal(kind, Steering($"1 F05E {conditions}").Kind);

    [Fact]
    public void A_level_that_diagnoses_give_demands_no_procedure() => Assert.Equal(
        GroupKind.Conservative, Made.Explorer(["1 F05E compl=1"], ["K35 compl=06I01"], Procedures).Drg("F05E")!.Steering!.Kind);

    [Theory]
    [InlineData("99V20", GroupKind.Conservative)]
    [InlineData("99V35", GroupKind.Conservative)]
    [InlineData("99V22", GroupKind.Conservative)] // DV1 has a property more, which no rule asks for
    [InlineData("99V02", GroupKind.Procedure)] // supporting procedures in dialysis: one of its codes has OR value 2
    [InlineData("99V03", GroupKind.Procedure)] // its code has a property that a rule asks for
    public void Visit_form_and_profession_are_no_procedures(string value, GroupKind kind)
    {
        Assert.Equal(kind, Steering($"1 F05E procpro={value}", "2 X procpro=06V01").Kind);
        Assert.Equal(kind, Steering($"1 F05E secpro={value}", "2 X procpro=06V01").Kind);
    }

    [Fact]
    public void The_rules_say_why()
    {
        var steering = Steering("1 F05E icd=+ or=S procpro=06S02", "2 F05E mdc=06", "3 OTHER or=S", "4 F05E procpro=06V01");
        Assert.Equal(GroupKind.Mixed, steering.Kind);
        Assert.Equal(
            [new("1", RuleColumn.Or, "S", true), new("2", null, "", false), new("4", RuleColumn.Procpro, "06V01", false)],
            steering.Rules);
    }

    [Theory]
    [InlineData(GroupKind.Procedure, GroupKind.Procedure)]
    [InlineData(GroupKind.Conservative, GroupKind.Conservative)]
    [InlineData(GroupKind.Mixed, GroupKind.Conservative)]
    public void The_document_knows_two_kinds(GroupKind kind, GroupKind documents) =>
        Assert.Equal(documents, new GroupSteering(kind, []).InTheDocumentsSense);

    [Theory]
    [InlineData("F05O", "or=S dur=<1", true, true)]
    [InlineData("F05O", "procpro=06S02", false, true)] // all codes of the property belong in an operating room
    [InlineData("F05O", "dgprop1=00X10", false, true)]
    [InlineData("F05O", "secpro=+", false, true)]
    [InlineData("162O", "or=S dur=<2", true, false)]
    public void A_derived_day_surgery_group_is_outpatient_and_demands_an_operating_room_procedure(string drg, string conditions, bool byRules, bool byCode) =>
        Assert.Equal(new DerivedDaySurgery(byRules, byCode), Made.Explorer([$"1 {drg} {conditions}"], Diagnoses, Procedures).Drg(drg)!.DaySurgery);

    [Theory]
    [InlineData("F05E", "or=S")]
    [InlineData("F05O", "or=P dur=<1")]
    [InlineData("F05O", "procpro=06V01 dur=<1")]
    [InlineData("162O", "or=S dur=>0")]
    public void Other_groups_are_none(string drg, string conditions) =>
        Assert.Null(Made.Explorer([$"1 {drg} {conditions}"], Diagnoses, Procedures).Drg(drg)!.DaySurgery);

    private static GroupSteering Steering(params string[] rules) => Made.Explorer(rules, Diagnoses, Procedures).Drg("F05E")!.Steering!;
}

using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Sets;
using Gruppera.Tests.Exploration;

namespace Gruppera.Tests.Changes;

public class SetDiffTests
{
    private static readonly DefinitionSet Set = MadeUpSet.Of(
        rules: ["A1 X1 mdc=05 compl=1", "A2 X2 mdc=05", "B1 Y1 mdc=06 agelim=<6575", "B2 Y2 mdc=06 dgprop1=06X01", "Z Z9"],
        diagnoses: ["I200 dgcat 05M01", "I201 dgcat 05M01", "I209 dgcat 05M01", "K350 dgcat 06M01", "K350 dgprop 06X01", "K350 mdc 06"],
        procedures: ["FNG02 or 2", "FNG02 procprop 05S01", "XX001 or 0"]);

    [Fact]
    public void A_set_differs_in_nothing_from_itself()
    {
        var diff = SetDiff.Of(Set, Set);
        Assert.True(diff.IsEmpty);
        Assert.False(diff.Steers);
        Assert.True(SetDiff.Of(OpenSet.Open().Set!, OpenSet.Open().Set!).IsEmpty);
    }

    [Fact]
    public void A_rule_put_in_moves_nobody()
    {
        var rule = Assert.Single(Rules(["A1 X1 mdc=05 compl=1", "N X1 mdc=05 compl=2", "A2 X2 mdc=05", "B1 Y1 mdc=06 agelim=<6575", "B2 Y2 mdc=06 dgprop1=06X01", "Z Z9"]), change => change.Steers);
        Assert.Equal((ChangeKind.Added, "N", null, 1), (rule.Kind, rule.Rule.Id, rule.Moved, rule.AfterRank));
        Assert.Equal(["ord 1", "id N", "drg_nat X1", "rtc 0", "mdc 05", "compl 2"], rule.Cells.Select(cell => $"{cell.Column} {cell.After}"));
    }

    [Fact]
    public void Cells_of_a_rule_are_told_from_and_to()
    {
        var rule = Assert.Single(Rules(["A1 X1 mdc=05 compl=1", "A2 X2 mdc=05", "B1 Y1 mdc=06 agelim=<5844 dgprop1=06X01", "B2 Y2 mdc=06 dgprop1=06X01", "Z Z9"]));
        Assert.Equal(["dgprop1 -> 06X01", "agelim <6575-> <5844"], rule.Cells.Select(cell => $"{cell.Column} {cell.Before}-> {cell.After}".Replace("  ", " ")));
        Assert.True(rule is { Kind: ChangeKind.Changed, HasOtherConditions: true, HasOtherResult: false, Steers: true });
    }

    [Fact]
    public void A_new_group_for_a_rule_is_another_result()
    {
        var diff = SetDiff.Of(Set, MadeUpSet.Of(["A1 X1 mdc=05 compl=1", "A2 X3 mdc=05", "B1 Y1 mdc=06 agelim=<6575", "B2 Y2 mdc=06 dgprop1=06X01", "Z Z9"]));
        var rule = Assert.Single(diff.Rules);
        Assert.Equal((true, false, "X2", "X3"), (rule.HasOtherResult, rule.HasOtherConditions, rule.Before!.Drg, rule.After!.Drg));
        Assert.Equal([(ChangeKind.Removed, "X2", 1), (ChangeKind.Added, "X3", 1)], diff.Groups.Select(group => (group.Kind, group.Drg, group.Rules)));
    }

    [Fact]
    public void A_rule_with_a_new_id_is_the_same_rule()
    {
        var rule = Assert.Single(Rules(["A1 X1 mdc=05 compl=1", "A2 X2 mdc=05", "B1 Y1 mdc=06 agelim=<6575", "B9 Y2 mdc=06 dgprop1=06X01", "Z Z9"]));
        Assert.Equal((ChangeKind.Changed, "B2", "B9", false), (rule.Kind, rule.Before!.Id, rule.After!.Id, rule.Steers));
    }

    [Fact]
    public void Ids_that_all_went_one_on_are_seen_through()
    {
        var rules = Rules(["A0 N1 mdc=04", "A1 X0 mdc=01", "A2 X1 mdc=05 compl=1", "B1 X2 mdc=05", "B2 Y1 mdc=06 agelim=<6575", "C1 Y2 mdc=06 dgprop1=06X01", "Z Z9"]);
        Assert.Equal(["N1", "X0"], rules.Where(rule => rule.Steers).Select(rule => rule.Rule.Drg));
    }

    [Theory]
    [InlineData("B1 Y1 mdc=06 agelim=<6575|A1 X1 mdc=05 compl=1|A2 X2 mdc=05|B2 Y2 mdc=06 dgprop1=06X01|Z Z9", "B1", -2)]
    [InlineData("A2 X2 mdc=05|B1 Y1 mdc=06 agelim=<6575|B2 Y2 mdc=06 dgprop1=06X01|A1 X1 mdc=05 compl=1|Z Z9", "A1", 3)]
    public void Only_the_rule_that_went_elsewhere_has_moved(string rules, string id, int places)
    {
        var rule = Assert.Single(Rules(rules.Split('|')), change => change.Steers);
        Assert.Equal((id, places, false), (rule.Rule.Id, rule.Moved, rule.HasOtherConditions));
    }

    [Fact]
    public void Codes_with_the_same_change_stand_together()
    {
        var diff = Codes(["I200 dgcat 05M02", "I201 dgcat 05M02", "I209 dgcat 05M01", "I209 compl 05C03", "K350 dgcat 06M01", "K350 dgprop 06X01"], ["FNG02 or 2", "FNG02 procprop 05S01"]);
        Assert.Equal(
            ["Changed I200 I201: Dgcat 05M01>05M02 steers", "Changed I209: Compl >05C03 steers", "Changed K350: Mdc 06> "],
            diff.Diagnoses.Select(change => $"{change.Kind} {string.Join(' ', change.Codes)}: {string.Join(", ", change.Edits.Select(edit => $"{edit.Type} {edit.Before}>{edit.After}"))} {(change.Steers ? "steers" : "")}"));
        var gone = Assert.Single(diff.Procedures);
        Assert.Equal((ChangeKind.Removed, "XX001", false), (gone.Kind, gone.Codes.Single().ToString(), gone.Steers));
    }

    [Fact]
    public void A_property_that_no_rule_asks_for_steers_nothing()
    {
        var diff = Codes(["I200 dgcat 05M01", "I201 dgcat 05M01", "I209 dgcat 05M01", "I209 dgprop 05X77", "I200 dgprop 06X01", "K350 dgcat 06M01", "K350 dgprop 06X01", "K350 mdc 06"], ["FNG02 or 2", "FNG02 procprop 05S01", "XX001 or 0"]);
        Assert.Equal([("I200", true), ("I209", false)], diff.Diagnoses.Select(change => (change.Codes.Single().ToString(), change.Steers)));
    }

    [Fact]
    public void Lists_categories_and_names_are_compared()
    {
        var before = MadeUpSet.Of(["Z Z9"], exclusions: ["05C03 I200", "05C04 I200"], categories: ["05I07 05X01"], names: ["Z9 Övrigt Other"]);
        var after = MadeUpSet.Of(["Z Z9"], exclusions: ["05C03 I209", "05C04 I209"], categories: ["05I07 05X02", "05C09"], names: ["Z9 Annat Other"]);
        var diff = SetDiff.Of(before, after);
        var list = Assert.Single(diff.Exclusions);
        Assert.Equal(("05C03 05C04", "I209", "I200"), (string.Join(' ', list.Categories), string.Join(' ', list.Added), string.Join(' ', list.Removed)));
        Assert.Equal(["Added 05C09 + ", "Changed 05I07 +05X02 05X01"], diff.Activators.Select(change => $"{change.Kind} {change.Category} +{string.Join(' ', change.Added)} {string.Join(' ', change.Removed)}"));
        Assert.Equal(["Changed Drg Z9 Övrigt>Annat", "Added Complication 05C09 "], diff.Names.Select(change => $"{change.Kind} {change.Of} {change.Key} {string.Join(", ", change.Cells.Select(cell => $"{cell.Before}>{cell.After}"))}"));
    }

    private static IEnumerable<RuleChange> Rules(string[] rules) => SetDiff.Of(Set, MadeUpSet.Of(rules)).Rules;

    private static SetDiff Codes(string[] diagnoses, string[] procedures) =>
        SetDiff.Of(Set, MadeUpSet.Of(["A1 X1 mdc=05 compl=1", "A2 X2 mdc=05", "B1 Y1 mdc=06 agelim=<6575", "B2 Y2 mdc=06 dgprop1=06X01", "Z Z9"], diagnoses, procedures));
}

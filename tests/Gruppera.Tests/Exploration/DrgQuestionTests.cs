namespace Gruppera.Tests.Exploration;

public class DrgQuestionTests
{
    private static readonly string[] Rules =
    [
        "a F05A mdc=06 compl=2 or=S", "c F05C mdc=06 compl=1 or=S", "e F05E mdc=06 or=S", "g F05C mdc=07 compl=1 or=S", "h F05E mdc=07 or=S", "i N mdc=07",
    ];

    [Fact]
    public void Siblings_are_rules_alike_save_the_level_over_all_rules_of_the_group()
    {
        var siblings = Made.Explorer(Rules).Drg("F05C")!.Siblings;
        Assert.Equal(["F05A 2 in 1", "F05C 1 in 2", "F05E 0 in 2"], siblings.Select(each => $"{each.Drg.Drg} {string.Join(' ', each.Levels)} in {each.Rules}"));
    }

    [Fact]
    public void Siblings_of_numeric_codes_are_found_alike() => Assert.Equal(
        ["148", "149"], Made.Explorer(["1 148 procpro=06S02 compl=1", "2 149 procpro=06S02", "3 150"]).Drg("149")!.Siblings.Select(each => each.Drg.Drg));

    [Fact]
    public void A_group_may_ask_for_several_levels() => Assert.Equal(
        ["B 2 0", "A 1"], Made.Explorer(["1 B mdc=01 compl=2", "2 A mdc=01 compl=1", "3 B mdc=01"]).Drg("A")!.Siblings.Select(each => $"{each.Drg.Drg} {string.Join(' ', each.Levels)}"));

    [Fact]
    public void A_group_that_stands_alone_has_no_siblings() => Assert.Empty(Made.Explorer(Rules).Drg("N")!.Siblings);

    [Fact]
    public void Names_rules_and_demands_are_told()
    {
        var view = Made.Explorer(
            ["1 F05E icd=+ mdc=06 procpro=06S02 secpro=-06S03 dgprop1=06X01", "2 F05E dgcat=06M01 procpro=06S02", "3 X"],
            ["K35 dgcat=06M01", "K36*A50 dgprop=06X01"], ["JFB procprop=06S02", "JFA procprop=06S02 dgprop=06X01"], names: "F05E 06").Drg("F05E")!;
        Assert.Equal(("namn F05E", "06"), (view.Drg.Text.National, view.Mdc!.Value));
        Assert.Equal(["1", "2"], view.Rules.Select(rule => rule.Id));
        Assert.Equal(
            ["Procprop 06S02 2: JFA JFB", "Dgcat 06M01 1: K35", "Dgprop 06X01 1: K36*A50 JFA"],
            view.Demanded.Select(each => $"{each.Property.Type} {each.Property.Value} {each.Rules}: {string.Join(' ', each.Diagnoses.Concat(each.Procedures).Select(code => code.Code))}"));
        Assert.Equal("bowel", view.Demanded[0].Property.Name.Combined);
    }

    [Fact]
    public void A_name_without_rules_is_a_group_too()
    {
        var view = Made.Explorer(["1 X"], names: "F05E 06").Drg("F05E")!;
        Assert.Equal((0, 0, null, null), (view.Rules.Length, view.Leading.Length, view.Steering, view.DaySurgery));
        Assert.Null(Made.Explorer(["1 X"]).Drg("F05E"));
    }

    [Fact]
    public void Diagnoses_that_lead_to_a_group_alone_are_tried_by_care_form_and_sex()
    {
        string[] rules = ["1 A dgcat=06M01 dur=>0", "2 A dgcat=06M02 sex=F dur=<1", "3 A dgcat=06M03 dur=>1", "4 A dgcat=06M04 dur=>10", "5 A dgcat=06M05 agelim=<6574", "6 A dgcat=06M06 disch=N", "7 A dgcat=12M07", "8 OTHER"];
        var explorer = Made.Explorer(rules, ["K1 dgcat=06M01", "K2 dgcat=06M02", "K3 dgcat=06M03", "K4 dgcat=06M04", "K5 dgcat=06M05", "K6 dgcat=06M06", "K7 dgcat=98M07", "K8*K1 dgcat=06M06", "K9 dgprop=06X01"]);
        Assert.Equal(
            ["K1 inpatient men women", "K2 outpatient women", "K3 inpatient men women", "K6 inpatient outpatient men women", "K7 inpatient outpatient men"],
            explorer.Drg("A")!.Leading.Select(each =>
                $"{each.Code}{(each.Inpatient ? " inpatient" : "")}{(each.Outpatient ? " outpatient" : "")}{(each.Male ? " men" : "")}{(each.Female ? " women" : "")}"));
    }

    [Fact]
    public void A_visit_has_the_form_and_profession_that_the_rules_ask_for()
    {
        var explorer = Made.Explorer(
            ["1 E99O mdc=05 procpro=99V20 secpro=99V35 dur=<1", "2 E98O mdc=05 procpro=05V01", "3 OTHER"],
            ["I20 dgcat=05M01"], ["AV1 procprop=99V20 procprop=99V35", "XS900 procprop=99V20", "XS915 procprop=99V35"]);
        Assert.Equal((true, false), (explorer.Drg("E99O")!.Leading.Single().Outpatient, explorer.Drg("E99O")!.Leading[0].Inpatient));
        Assert.Empty(explorer.Drg("E98O")!.Leading);
        Assert.True(explorer.Drg("E99O")!.Demanded.All(each => each.IsVisitMarker));
    }
}

using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Tests.Exploration;

public class RuleAndPropertyTests
{
    private static readonly Explorer Explorer = Made.Explorer(
        [
            "a F05A mdc=06 compl=2 procpro=06S02", "c F05C mdc=06 compl=1 procpro=06S02", "e F05E mdc=06 procpro=06S02", "f F07E mdc=06 procpro=06S03",
            "g F08E mdc=06", "h F09E mdc=07 procpro=06S03", "i G mdc=06 dgprop1=-06X01", "j H secpro=-06S02 or=Z",
        ],
        ["K35 mdc=06 dgcat=06M01 dgprop=06X01 compl=06I01", "K36 compl=06I01"],
        ["JFB procprop=06S02 or=1", "JFA dgprop=06X01 or=2", "XS9 procprop=99V20"],
        ["06C01 K35"],
        ["06I01 06X01"],
        names: "F05E 06");

    [Fact]
    public void A_rule_is_shown_as_the_table_has_it_and_in_words()
    {
        var view = Explorer.Rule("e")!;
        Assert.Equal(("e", "3", "F05E", "f", 4, 3, 8), (view.Rule.Id, view.Rule.Ord, view.Rule.Drg.Drg, view.File, view.Row, view.Place, view.Of));
        Assert.Equal(["mdc 06", "procpro 06S02"], view.Rule.Conditions.Select(each => $"{each.Column} {each.Cell}"));
        Assert.Equal("åtgärd med egenskap 06S02 stor tarm", view.Rule.Conditions[1].Text.In(Repository.Swedish));
        Assert.Equal("e", Explorer.Rule("3")!.Rule.Id);
        Assert.Null(Explorer.Rule("x"));
        Assert.Equal(["h", "i", "j"], Explorer.NearRules("x"));
    }

    [Fact]
    public void Rules_around_it_stand_in_order()
    {
        Assert.Equal(["a", "c"], Explorer.Rule("e")!.Before.Select(rule => rule.Id));
        Assert.Equal(["f", "g", "h"], Explorer.Rule("e")!.After.Select(rule => rule.Id));
        Assert.Empty(Explorer.Rule("j")!.After);
    }

    [Fact]
    public void Its_siblings_differ_in_the_level_and_its_nearest_in_one_other_cell()
    {
        var view = Explorer.Rule("e")!;
        Assert.Equal(["a 2", "c 1", "e 0"], view.Siblings.Select(each => $"{each.Id} {each.Level}"));
        Assert.Equal(["f procpro 06S03", "g procpro "], view.Nearest.Select(each => $"{each.Id} {each.Column} {each.Cell}"));
        Assert.Null(view.Nearest[1].Condition);
        Assert.Empty(Explorer.Rule("j")!.Siblings);
    }

    [Fact]
    public void A_property_has_codes_rules_and_categories()
    {
        var view = Assert.Single(Explorer.Property("06X01"));
        Assert.Equal((FeatureType.Dgprop, "K35", "JFA"), (view.Use.Property.Type, view.Diagnoses.Single().Code, view.Procedures.Single().Code));
        Assert.Equal([new RuleUse("i", "7", "G", RuleColumn.Dgprop1, true)], view.Use.Rules);
        Assert.Empty(view.Use.Drgs);
        Assert.Equal("06I01", Assert.Single(view.Use.Activates).Value);
    }

    [Fact]
    public void A_complication_category_has_its_list_and_activators()
    {
        var complication = Assert.Single(Explorer.Property("06I01")).Complication!;
        Assert.Equal((1, true, "06X01", 1, 1, "K35"), (
            complication.Level, complication.NeedsActivation, complication.Activators.Single().Property.Value,
            complication.Activators[0].Diagnoses, complication.Activators[0].Procedures, complication.ExcludedBy.Single().Code));
    }

    [Fact]
    public void A_procedure_property_is_asked_for_and_forbidden()
    {
        var use = Assert.Single(Explorer.Property("06S02")).Use;
        Assert.Equal(["a", "c", "e", "-j"], use.Rules.Select(rule => (rule.Forbids ? "-" : "") + rule.Id));
        Assert.Equal(["F05A", "F05C", "F05E"], use.Drgs.Select(drg => drg.Drg));
        Assert.True(Assert.Single(Explorer.Property("99V20")).IsVisitMarker);
    }

    [Fact]
    public void An_OR_value_is_asked_for_by_letters() =>
        Assert.Equal([new RuleUse("j", "8", "H", RuleColumn.Or, true)], Explorer.Property("2").Single(view => view.Use.Property.Type == FeatureType.Or).Use.Rules);

    [Fact]
    public void A_value_of_several_types_has_several_views()
    {
        var explorer = Made.Explorer(["1 A mdc=06"], ["K35 mdc=06 dgprop=06"]);
        Assert.Equal([FeatureType.Mdc, FeatureType.Dgprop], explorer.Property("06").Select(view => view.Use.Property.Type));
        Assert.Empty(explorer.Property("07"));
        Assert.Equal(["06"], explorer.NearProperties("07"));
    }
}

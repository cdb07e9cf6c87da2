using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Tests.Exploration;

public class CodeQuestionTests
{
    private static readonly Explorer Explorer = Made.Explorer(
        ["1 A dgcat=05M01 dgprop1=05X01", "2 B dgprop1=-05X01 dgprop2=05X02", "3 A dgprop3=05X01", "4 C dgcat=12M01", "5 D procpro=05S01 or=N", "6 E secpro=-05S01"],
        [
            "I20 dgcat=05M01 compl=05G02", "I21 dgcat=05M01 dgprop=05X01 compl=05I01", "I22 dgprop=05X02", "G94 dgcat=01M01", "G94*I21 dgcat=01M02 dgprop=01X01",
            "C76 dgcat=98M01", "Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7",
        ],
        ["FNG procprop=05S01 or=1 cc=1", "I21 procprop=05S01"],
        ["05C02 I21", "05C01 I21", "05C01 I22"],
        ["05I01 05X02", "05I01 05X09", "05G02"]);

    [Fact]
    public void Properties_stand_with_their_place()
    {
        var view = Code("I21");
        Assert.Equal(CodeKind.Diagnosis, view.Kind);
        Assert.Equal("infarction", view.Code.Text.Combined);
        Assert.Equal(["Dgcat 05M01 f 2", "Dgprop 05X01 f 2", "Compl 05I01 f 2"], view.Properties.Select(each => $"{each.Property.Type} {each.Property.Value} {each.File} {each.Row}"));
    }

    [Fact]
    public void An_inactive_complication_says_what_activates_and_what_excludes_it()
    {
        var complication = Assert.Single(Code("I21").Complications);
        Assert.Equal((1, true), (complication.Level, complication.NeedsActivation));
        Assert.Equal(["05X02 1 0", "05X09 0 0"], complication.Activators.Select(each => $"{each.Property.Value} {each.Diagnoses} {each.Procedures}"));
        Assert.Equal(["I21", "I22"], complication.ExcludedBy.Select(code => code.Code));
    }

    [Fact]
    public void The_exclusion_list_of_a_category_ignores_its_letter()
    {
        var complication = Assert.Single(Code("I20").Complications);
        Assert.Equal((2, false), (complication.Level, complication.NeedsActivation));
        Assert.Equal("I21", Assert.Single(complication.ExcludedBy).Code);
    }

    [Fact]
    public void As_principal_it_has_a_category_and_switches_categories_off()
    {
        Assert.Equal(["05C02 7", "05C01 7"], Code("I21").AsPrincipal!.Excludes.Select(each => $"{each.Property.Value} {each.Row}"));
        Assert.Equal(("05M01", "05"), (Code("I21").AsPrincipal!.Category!.Value, Code("I21").AsPrincipal!.Mdc!.Value));
        Assert.Null(Code("I22").AsPrincipal!.Category);
    }

    [Fact]
    public void Rules_that_ask_for_what_it_gives_are_named()
    {
        Assert.Equal(
            ["05M01 by 1 for A", "05X01 by 1 -2 3 for A"],
            Code("I21").AskedForBy.Select(use => $"{use.Property.Value} by {string.Join(' ', use.Rules.Select(rule => (rule.Forbids ? "-" : "") + rule.Id))} for {string.Join(' ', use.Drgs.Select(drg => drg.Drg))}"));
        Assert.Equal("05I01", Assert.Single(Code("I22").AskedForBy[0].Activates).Value);
        Assert.Equal("C", Assert.Single(Code("C76").AskedForBy).Drgs.Single().Drg);
    }

    [Fact]
    public void A_pair_has_what_its_codes_and_itself_have()
    {
        var view = Code("G94*I21");
        Assert.Equal(["G94", "I21", "I21", "I21", "G94*I21", "G94*I21"], view.Properties.Select(each => each.Of));
        Assert.Equal(("01M02", true, false), (view.AsPrincipal!.Category!.Value, view.IsPairOfTables, view.LacksDagger));
        Assert.Equal("G94*I21", Assert.Single(view.Pairs).Code);
        Assert.Equal("G94*I21", Assert.Single(Code("I21").Pairs).Code);
        Assert.Equal((false, false), (Code("G94*I20").IsPairOfTables, Code("G94*I20").LacksDagger));
        Assert.True(Code("G94*X99").LacksDagger);
    }

    [Fact]
    public void Five_codes_stand_before_and_after_it()
    {
        Assert.Equal("C76 G94 I20|I22 Z1 Z2 Z3 Z4", Neighbours(Code("I21")));
        Assert.Equal("Z2 Z3 Z4 Z5 Z6|", Neighbours(Code("Z7")));
    }

    [Fact]
    public void Procedures_are_told_alike()
    {
        var view = Explorer.Code(ProcedureCode.Parse("FNG"))!;
        Assert.Equal((CodeKind.Procedure, null, "|I21"), (view.Kind, view.AsPrincipal, Neighbours(view)));
        Assert.Equal(["5", "-6"], Assert.Single(view.AskedForBy).Rules.Select(rule => (rule.Forbids ? "-" : "") + rule.Id));
        Assert.NotNull(Explorer.Code(ProcedureCode.Parse("I21")));
        Assert.Null(Explorer.Code(ProcedureCode.Parse("I20")));
    }

    [Fact]
    public void A_code_taken_for_its_prefix_says_so()
    {
        var explorer = Made.Explorer(["1 A"], ["I21 dgcat=05M01"], ["FNG or=1"], lookup: CodeLookup.LongestPrefix);
        Assert.Equal(("I219", "I21", "infarction"), (explorer.Code(Diagnosis.Parse("I21.9"))!.Code.Code, explorer.Code(Diagnosis.Parse("I21.9"))!.TakenFor, explorer.Code(Diagnosis.Parse("I21.9"))!.Code.Text.Combined));
        Assert.Equal("FNG", explorer.Code(ProcedureCode.Parse("FNG05"))!.TakenFor);
        Assert.Null(explorer.Code(Diagnosis.Parse("I21"))!.TakenFor);
        Assert.Null(explorer.Code(Diagnosis.Parse("I22")));
    }

    [Fact]
    public void An_unknown_code_has_codes_near_it()
    {
        Assert.Null(Explorer.Code(Diagnosis.Parse("I23")));
        Assert.Equal(["I20", "I21", "I22", "I21"], Explorer.NearCodes("I23").Select(code => code.Code));
        Assert.Equal(["I21"], Explorer.NearCodes("I23", CodeKind.Procedure).Select(code => code.Code));
        Assert.Empty(Explorer.NearCodes(""));
    }

    private static CodeView Code(string code) => Explorer.Code(Diagnosis.Parse(code))!;

    private static string Neighbours(CodeView view) => $"{string.Join(' ', view.Before.Select(code => code.Code))}|{string.Join(' ', view.After.Select(code => code.Code))}";
}

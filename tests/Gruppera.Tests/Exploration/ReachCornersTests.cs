using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Reach;
using static Gruppera.Definitions.RuleColumn;
using static Gruppera.Tests.Exploration.SmallSet;

namespace Gruppera.Tests.Exploration;

/// <summary>Where one code's part in a contact depends on another's, which random sets seldom show.</summary>
public class ReachCornersTests
{
    private static readonly DiagnosisFeature[] Heart = [Dx("I21", FeatureType.Dgcat, "05M01")];

    /// <summary>Asks for two properties, so that codes with them give more than others and are tried later; never holds.</summary>
    private static readonly RuleRow Never = Rule("0", (Dgprop1, "05X02"), (Dgprop2, "05X03"), (Agelim, "<0"));

    [Fact]
    public void One_procedure_has_both_properties_and_no_other_has_either() => Reaches(
        "P R", Set([Never, Rule("1", (Procpro, "05S01"), (Secpro, "05S02")), Rule("2", (Procpro, "05S01"), (Dgprop1, "05X01"))], Heart,
        [
            Proc("P", FeatureType.Procprop, "05S01"), Proc("P", FeatureType.Procprop, "05S02"), Proc("Q", FeatureType.Procprop, "05S02"), Proc("Q", FeatureType.Dgprop, "05X01"),
            .. new[] { "05X01", "05X02", "05X03" }.Select(value => Proc("R", FeatureType.Dgprop, value)),
        ]));

    [Fact]
    public void A_property_that_no_code_has_without_another() => Unreachable(
        0, Set([Rule("1", (Secpro, "05S02")), Rule("2", (Procpro, "05S01"))], Heart,
            [Proc("P", FeatureType.Procprop, "05S01"), Proc("P", FeatureType.Procprop, "05S02"), Proc("Q", FeatureType.Procprop, "05S02")]));

    [Fact]
    public void A_complication_sleeps_while_its_activator_is_away() => Reaches(
        "I50 N17", Set([Never, Rule("1", (Compl, "1")), Rule("2", (Icd, "+"), (Dgprop1, "11X01"))],
            [
                .. Heart, Dx("I21", FeatureType.Dgprop, "05X01"), Dx("N17", FeatureType.Dgprop, "11X01"), Dx("N17", FeatureType.Compl, "11J01"),
                Dx("I50", FeatureType.Dgcat, "05M02"), Dx("I50", FeatureType.Dgprop, "05X02"), Dx("I50", FeatureType.Dgprop, "05X03"),
            ],
            [], categories: [new("11J01", "05X01", TableText.None, default)]));

    [Fact]
    public void It_wakes_where_the_principal_diagnosis_activates_it() => Unreachable(
        0, Set([Rule("1", (Compl, "1")), Rule("2", (Icd, "+"), (Dgprop1, "11X01"))],
            [.. Heart, Dx("I21", FeatureType.Dgprop, "05X01"), Dx("N17", FeatureType.Dgprop, "11X01"), Dx("N17", FeatureType.Compl, "11J01")],
            [], categories: [new("11J01", "05X01", TableText.None, default)]));

    [Fact]
    public void The_principal_diagnosis_once_more_complicates_nothing() => Reaches(
        "I21 I21", Set([Rule("1", (Compl, "1")), Rule("2", (Procpro, "05S01"), (Secpro, "05S01"))],
            [.. Heart, Dx("I21", FeatureType.Compl, "05C01"), Dx("I21", FeatureType.Procprop, "05S01")], []));

    [Fact]
    public void One_code_alone_cannot_complicate_itself()
    {
        var set = Set([Rule("1", (Icd, "+"), (Compl, "1"))], [.. Heart, Dx("I21", FeatureType.Compl, "05C01")], []);
        Assert.Equal([Icd, Compl], new Reachability(CompiledDefinition.Compile(set)).ToRule(0).Conditions);
        Reaches("I21 I50", Set([Rule("1", (Icd, "+"), (Compl, "1"))], [.. Heart, .. new[] { "I21", "I50" }.Select(code => Dx(code, FeatureType.Compl, "05C01"))], [], [Excl("05C01", "I50")]));
    }

    [Fact]
    public void A_principal_diagnosis_on_the_exclusion_list_is_passed_over() => Reaches(
        "I50 N17", Set([Rule("1", (Mdc, "05"), (Compl, "2"))], [.. Heart, Dx("I50", FeatureType.Dgcat, "05M02"), Dx("N17", FeatureType.Compl, "11G01")], [], [Excl("11C01", "I21")]));

    private static void Reaches(string codes, DefinitionSet set)
    {
        var reach = new Reachability(CompiledDefinition.Compile(set)).ToRule(set.Rules.Length - 1);
        Assert.Equal(Verdict.Reachable, reach.Verdict);
        string[] witness = [.. reach.Witness!.Diagnoses.Select(code => $"{code}"), .. reach.Witness.Procedures.Select(code => $"{code}")];
        Assert.Subset(witness.ToHashSet(), codes.Split(' ').ToHashSet());
        Assert.InRange(witness.Length, codes.Split(' ').Length, 3);
    }

    private static void Unreachable(int winner, DefinitionSet set)
    {
        var reach = new Reachability(CompiledDefinition.Compile(set)).ToRule(set.Rules.Length - 1);
        Assert.Equal(Verdict.Unreachable, reach.Verdict);
        Assert.Equal([winner], reach.Winners);
    }
}

using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Lint;
using static Gruppera.Definitions.RuleColumn;
using static Gruppera.Tests.Exploration.SmallSet;

namespace Gruppera.Tests.Exploration;

/// <summary>Each finding: a small set that has it, and the same set put right, which does not.</summary>
public class DefinitionLintTests
{
    private static readonly DiagnosisFeature[] Heart = [Dx("I21", FeatureType.Dgcat, "05M01"), Dx("I50", FeatureType.Dgcat, "05M02")];
    private static readonly ProcedureFeature[] Operation = [Proc("FNG", FeatureType.Or, "1"), Proc("FNG", FeatureType.Procprop, "05S01")];

    [Fact]
    public void A_sound_set_has_no_findings() => Assert.Empty(DefinitionLint.Run(CompiledDefinition.Compile(
        Set([Rule("1", (Mdc, "05"), (Or, "S"), (Procpro, "05S01")), Rule("2", (Mdc, "05")), Rule("3")]))));

    [Fact]
    public void A_rule_behind_a_wider_one() => Finds(
        IssueCodes.UnreachableRule, "drg_logic id 2: ← 1",
        Set([Rule("1", (Mdc, "05")), Rule("2", (Mdc, "05"), (Agelim, "<29"))]),
        Set([Rule("1", (Mdc, "05"), (Agelim, "<29")), Rule("2", (Mdc, "05"))]));

    [Fact]
    public void A_rule_that_several_take_everything_from() => Finds(
        IssueCodes.UnreachableRule, "drg_logic id 3: ← 1 + 2",
        Set([Rule("1", (Mdc, "05"), (Dur, "<3")), Rule("2", (Dur, ">1")), Rule("3", (Dgcat, "05M01"))]),
        Set([Rule("1", (Mdc, "05"), (Dur, "<3")), Rule("2", (Dur, ">3")), Rule("3", (Dgcat, "05M01"))]));

    /// <summary>Every code with the property belongs in an operating room, so what rule 2 leaves out makes no difference.</summary>
    [Fact]
    public void A_rule_that_asks_for_what_the_codes_always_have() => Finds(
        IssueCodes.UnreachableRule, "drg_logic id 2: ← 1",
        Set([Rule("1", (Or, "S"), (Procpro, "05S01")), Rule("2", (Procpro, "05S01"))]),
        Set([Rule("1", (Or, "S"), (Procpro, "05S01")), Rule("2", (Procpro, "05S01"))], procedures: [.. Operation, Proc("FNA", FeatureType.Procprop, "05S01")]));

    [Fact]
    public void The_complicated_rule_comes_first() => Finds(
        IssueCodes.ComplicatedAfterUncomplicated, "drg_logic id 2: compl 2 ← 1",
        Set([Rule("1", (Mdc, "05"), (Compl, "1")), Rule("2", (Mdc, "05"), (Compl, "2"))], diagnoses: [.. Heart, Dx("N17", FeatureType.Compl, "11G01")]),
        Set([Rule("1", (Mdc, "05"), (Compl, "2")), Rule("2", (Mdc, "05"), (Compl, "1"))], diagnoses: [.. Heart, Dx("N17", FeatureType.Compl, "11G01")]));

    [Fact]
    public void Conditions_that_no_contact_meets_together() => Finds(
        IssueCodes.ContradictoryConditions, "drg_logic id 1: mdc 05 + dgcat 06M01",
        Set([Rule("1", (Mdc, "05"), (Dgcat, "06M01"), (RuleColumn.Sex, "F"))], diagnoses: [.. Heart, Dx("K35", FeatureType.Dgcat, "06M01")]),
        Set([Rule("1", (Mdc, "06"), (Dgcat, "06M01"), (RuleColumn.Sex, "F"))], diagnoses: [.. Heart, Dx("K35", FeatureType.Dgcat, "06M01")]));

    [Fact]
    public void A_value_that_no_code_has()
    {
        var names = new ValueName(FeatureType.Dgprop, "05X01", TableText.None, false, default);
        Finds(
            IssueCodes.ValueWithoutCode, "drg_logic dgprop1 05X01: 1",
            Set([Rule("1", (Dgprop1, "-05X01"))], names: [names]),
            Set([Rule("1", (Dgprop1, "-05X01"))], diagnoses: [.. Heart, Dx("I21", FeatureType.Dgprop, "05X01")], names: [names]));
    }

    [Fact]
    public void An_activator_that_no_code_has() => Finds(
        IssueCodes.ValueWithoutCode, "compl_name inclprop 05X01: 05I01",
        Set([Rule("1")], categories: [new("05I01", "05X01", TableText.None, new(0, 4))]),
        Set([Rule("1")], categories: [new("05I01", "05X01", TableText.None, new(0, 4))], diagnoses: [.. Heart, Dx("I21", FeatureType.Dgprop, "05X01")]));

    [Theory]
    [InlineData(FeatureType.Dgprop, "05X01", "Dgprop: I21")]
    [InlineData(FeatureType.Pdgprop, "05P01", "Pdgprop: I21")]
    [InlineData(FeatureType.Dgcat, "06M01", "Dgcat: K35")]
    public void A_value_that_nothing_asks_for(FeatureType type, string value, string detail) => Finds(
        IssueCodes.UnusedValue, $"dg_feat varval {value}: {detail}",
        Set([Rule("1", (Mdc, "05"))], diagnoses: [.. Heart, Dx(detail[^3..], type, value)], procedures: []),
        Set([Rule("1", (Mdc, "05")), Rule("2", (type == FeatureType.Dgprop ? Dgprop2 : type == FeatureType.Pdgprop ? Pdgprop : Dgcat, value))], diagnoses: [.. Heart, Dx(detail[^3..], type, value)], procedures: []));

    [Fact]
    public void Exclusion_lists_of_two_letters() => Finds(
        IssueCodes.ExclusionListsDiffer, "compl_excl compl 05C01: C 2, G 1: C I50",
        Set([Rule("1")], exclusions: [Excl("05C01", "I21"), Excl("05C01", "I50"), Excl("05G01", "I21"), Excl("06C01", "I21")]),
        Set([Rule("1")], exclusions: [Excl("05C01", "I21"), Excl("05C01", "I50"), Excl("05G01", "I50"), Excl("05G01", "I21"), Excl("06C01", "I21")]));

    [Fact]
    public void An_outpatient_rule_that_takes_the_dead() => Finds(
        IssueCodes.OutpatientRuleWithoutDischarge, "drg_logic id 3: 2/3 disch N",
        Set([Visit("1", "05M01", "N"), Visit("2", "05M02", "N"), Visit("3", "", "")]),
        Set([Visit("1", "05M01", "N"), Visit("2", "05M02", "N"), Visit("3", "", "N")]),
        Set([Visit("1", "05M01", ""), Visit("2", "05M02", "N"), Visit("3", "", "")]),
        Set([Visit("1", "05M01", "N"), Visit("2", "05M02", "N"), Rule("3", (Dur, "<1"))]));

    [Fact]
    public void A_code_without_properties_among_others()
    {
        var family = Enumerable.Range(0, 5).SelectMany(digit => new[] { Proc($"FNGA{digit}", FeatureType.Or, "1"), Proc($"FNGA{digit}", FeatureType.Procprop, "05S01") }).ToList();
        Finds(
            IssueCodes.CodeWithoutProperties, "proc_feat code_nat FNGA9: FNGA… × 5: Procprop 05S01, Or 1",
            Set([Rule("1")], procedures: [.. family, Proc("FNGA9", FeatureType.None, "")]),
            Set([Rule("1")], procedures: [.. family, Proc("FNGB9", FeatureType.None, "")]),
            Set([Rule("1")], procedures: [.. family.Where(row => row.Type == FeatureType.Or).Select((row, at) => row with { Value = at % 2 == 0 ? "1" : "2" }), Proc("FNGA9", FeatureType.None, "")]));
        Finds(
            IssueCodes.CodeWithoutProperties, "proc_feat code_nat FNGA9: FNGA… × 5: Procprop 05S01, Or 1",
            Set([Rule("1")], procedures: family, texts: [new(ProcedureCode.Parse("FNGA9"), TableText.None)]),
            Set([Rule("1")], procedures: family, texts: [new(ProcedureCode.Parse("FNGA4"), TableText.None)]));
    }

    [Fact]
    public void A_code_that_lacks_what_its_neighbours_share()
    {
        var family = Enumerable.Range(0, 7).SelectMany(digit => new[] { Proc($"FNGA{digit}", FeatureType.Or, "1"), Proc($"FNGA{digit}", FeatureType.Procprop, "05S01") }).ToList();
        Finds(
            IssueCodes.CodeUnlikeNeighbours, "proc_feat code_nat FNGA6: FNGA… × 6: Procprop 05S01",
            Set([Rule("1")], procedures: family[..^1]),
            Set([Rule("1")], procedures: family),
            Set([Rule("1")], procedures: [.. family[..^1], Proc("FNGA6", FeatureType.Procprop, "05S02")]));
    }

    [Fact]
    public void A_lighter_group_before_a_heavier()
    {
        var (light, heavy) = (Rule("light", (Mdc, "05"), (Dgcat, "05M01")), Rule("heavy", (Mdc, "05"), (Or, "S")));
        Finds(
            IssueCodes.LowerWeightFirst, "drg_logic id light: light 1.5 ← heavy heavy 4",
            Set([light, heavy]),
            Set([heavy, light]),
            Set([light, Rule("heavy", (Mdc, "05"), (Dgcat, "05M02"))]),
            Set([light, Rule("heavy", (Mdc, "05"))]));
    }

    [Fact]
    public void A_sub_code_that_is_not_on_the_list_of_its_code() => Finds(
        IssueCodes.SubCodesNotExcluded, "compl_excl code_nat I50: 05C01: I50.1",
        Set([Rule("1")], diagnoses: [.. Heart, Dx("I501", FeatureType.Dgcat, "05M02"), Dx("I50AA", FeatureType.Dgcat, "00M00")], exclusions: [Excl("05C01", "I50")]),
        Set([Rule("1")], diagnoses: [.. Heart, Dx("I501", FeatureType.Dgcat, "05M02")], exclusions: [Excl("05C01", "I50"), Excl("05C01", "I501")]),
        Set([Rule("1")], diagnoses: [.. Heart, Dx("I501", FeatureType.Dgcat, "05M02")], exclusions: [Excl("05C01", "I50"), Excl("05G01", "I501")]),
        Set([Rule("1")], diagnoses: [.. Heart, Dx("I501", FeatureType.Dgcat, "99M01")], exclusions: [Excl("05C01", "I50")]));

    [Fact]
    public void A_diagnosis_that_complicates_itself() => Finds(
        IssueCodes.NotOnOwnList, "dg_feat code_nat N17: 11G01",
        Set([Rule("1")], diagnoses: [.. Heart, Dx("N17", FeatureType.Compl, "11G01")], exclusions: [Excl("11C01", "I21")]),
        Set([Rule("1")], diagnoses: [.. Heart, Dx("N17", FeatureType.Compl, "11G01")], exclusions: [Excl("11C01", "N17")]),
        Set([Rule("1")], diagnoses: [.. Heart, Dx("N17", FeatureType.Compl, "11G01")]));

    [Fact]
    public void Levels_that_the_last_digit_changes_in_some_codes_only()
    {
        Finds(
            IssueCodes.LevelsDifferInBlock, "dg_feat code_nat A00: 01: 1/2 A00.0 A00.1; 0/0 A00.2",
            Fractures("CG", "CG", "  "),
            Fractures("CG", "CG", "CG"),
            Fractures("CC", "GG", "  "));
        Assert.Equal(3, Assert.Single(DefinitionLint.Run(CompiledDefinition.Compile(Fractures("CG", "CG", "  "))), issue => issue.Code == IssueCodes.LevelsDifferInBlock).Others.Length);
        Assert.Empty(Found(Set([Rule("1")], diagnoses: [.. Block("A", "CG", "  ")]), IssueCodes.LevelsDifferInBlock));

        static DefinitionSet Fractures(params string[] levels) => Set([Rule("1")], diagnoses: Block("", levels));

        static IEnumerable<DiagnosisFeature> Block(string letters, params string[] levels) =>
            from at in Enumerable.Range(0, levels.Length)
            from sub in new[] { "", letters.Length > 0 ? "A" : "0", letters.Length > 0 ? "B" : "1" }
            let level = sub.Length == 0 ? ' ' : levels[at][sub is "1" or "B" ? 1 : 0]
            from row in new[] { Dx($"A00{at}{sub}", FeatureType.Dgcat, "01M71") }.Concat(level == ' ' ? [] : [Dx($"A00{at}{sub}", FeatureType.Compl, $"01{level}71")])
            select row;
    }

    [Fact]
    public void A_rule_about_the_principal_diagnosis_that_does_not_ask_for_a_valid_one() => Finds(
        IssueCodes.PrincipalNotRequired, "drg_logic id 3: dgcat 05M02",
        Set([Rule("1", (Icd, "+"), (Mdc, "05"), (Agelim, "<29")), Rule("2", (Icd, "+"), (Dgcat, "05M01")), Rule("3", (Dgcat, "05M02")), Rule("4")]),
        Set([Rule("1", (Icd, "+"), (Mdc, "05"), (Agelim, "<29")), Rule("2", (Icd, "+"), (Dgcat, "05M01")), Rule("3", (Icd, "+"), (Dgcat, "05M02")), Rule("4")]),
        Set([Rule("1", (Mdc, "05"), (Agelim, "<29")), Rule("2", (Icd, "+"), (Dgcat, "05M01")), Rule("3", (Dgcat, "05M02")), Rule("4")]));

    [Fact]
    public void A_procedure_with_two_or_values() => Finds(
        IssueCodes.SeveralOrValues, "proc_feat code_nat FNG: 1, 2",
        Set([Rule("1")], procedures: [.. Operation, Proc("FNG", FeatureType.Or, "2")]),
        Set([Rule("1")], procedures: [.. Operation, Proc("FNA", FeatureType.Or, "2")]));

    [Fact]
    public void A_code_whose_text_says_that_it_is_gone() => Finds(
        IssueCodes.InactiveCodeSteers, "proc_feat code_nat FNG: Or 1, Procprop 05S01",
        Set([Rule("1", (Procpro, "05S01"))], texts: [new(ProcedureCode.Parse("FNG"), new("Deleted 2012/12/31-Operation", ""))]),
        Set([Rule("1", (Procpro, "05S01"))], texts: [new(ProcedureCode.Parse("FNG"), new("Operation on an inactive valve", ""))]),
        Set([Rule("1", (Procpro, "05S01"))], procedures: [Proc("FNG", FeatureType.Or, "0")], texts: [new(ProcedureCode.Parse("FNG"), new("Utgått", ""))]));

    [Fact]
    public void Two_complications_that_share_a_list() => Finds(
        IssueCodes.CategoriesShareList, "compl_name compl 03C71: 03I71",
        Set([Rule("1")], categories: [new("03C71", "", new("", "Swelling"), new(0, 4)), new("03G71", "", new("", "Swelling- major CC"), new(0, 5)), new("03I71", "", new("", "Bleeding with swelling"), new(0, 6))]),
        Set([Rule("1")], categories: [new("03C71", "", new("", "Swelling"), new(0, 4)), new("03G71", "", new("", "Swelling- major CC"), new(0, 5))]),
        Set([Rule("1")], categories: [new("03C71", "", new("", "Swelling"), new(0, 4)), new("03I72", "", new("", "Bleeding"), new(0, 5))]));

    [Fact]
    public void A_finding_is_known_altered_or_fresh_beside_those_of_the_year_before()
    {
        var old = DefinitionLint.Run(CompiledDefinition.Compile(Two("1", "2")));
        var earlier = new EarlierFindings(old);
        Assert.All(old, issue => Assert.Equal(FindingStanding.Known, earlier.Of(issue with { Row = 99 })));
        Assert.Equal(FindingStanding.Altered, earlier.Of(Assert.Single(DefinitionLint.Run(CompiledDefinition.Compile(Two("1", "3"))), issue => issue.Code == IssueCodes.SeveralOrValues)));
        Assert.Equal(FindingStanding.Fresh, new EarlierFindings([]).Of(old[0]));

        static DefinitionSet Two(string one, string other) =>
            Set([Rule("1")], procedures: [Proc("FNG", FeatureType.Or, one), Proc("FNG", FeatureType.Or, other)]);
    }

    [Fact]
    public void A_finding_names_its_rows()
    {
        var issue = Assert.Single(DefinitionLint.Run(CompiledDefinition.Compile(Set([Rule("1")], procedures: [.. Operation, Proc("FNG", FeatureType.Or, "2") with { Source = new(0, 8) }]))), issue => issue.Code == IssueCodes.SeveralOrValues);
        Assert.Equal((3, new IssuePlace("f", 8)), (issue.Row, Assert.Single(issue.Others)));
        Assert.StartsWith("GRP2034 f/proc_feat:3,8 [code_nat] 'FNG': ", issue.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("GRP2034 f/proc_feat:3,8,g:4,9,… (6) ", (issue with { Others = [new("f", 8), new("g", 4), new("f", 9), new("f", 10), new("f", 11)] }).ToString(), StringComparison.Ordinal);
    }

    private static void Finds(IssueCode code, string expected, DefinitionSet wrong, params DefinitionSet[] right)
    {
        Assert.Equal(expected, Assert.Single(Found(wrong, code)));
        Assert.All(right, set => Assert.Empty(Found(set, code)));
    }

    private static List<string> Found(DefinitionSet set, IssueCode code) =>
    [
        .. DefinitionLint.Run(CompiledDefinition.Compile(set), drg => drg switch { "light" => 1.5, "heavy" => 4, _ => null })
            .Where(issue => issue.Code == code).Select(issue => $"{issue.Table} {issue.Column} {issue.Value}: {issue.Detail}"),
    ];

    private static DefinitionSet Set(
        RuleRow[] rules, IEnumerable<DiagnosisFeature>? diagnoses = null, IEnumerable<ProcedureFeature>? procedures = null, ComplicationExclusion[]? exclusions = null,
        ComplicationCategory[]? categories = null, ValueName[]? names = null, ProcedureText[]? texts = null) =>
        SmallSet.Set(rules, diagnoses ?? Heart, procedures ?? Operation, exclusions, categories, names, texts);

    private static RuleRow Visit(string id, string category, string discharge) => Rule(id, (Mdc, "05"), (Dgcat, category), (Dur, "<1"), (Disch, discharge));
}

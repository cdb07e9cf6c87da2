using Gruppera.Definitions;

namespace Gruppera.Tests.Definitions;

public class DefinitionChecksTests
{
    private static readonly DiagnosisFeature Category = Dx("A01", FeatureType.Dgcat, "01M01", 2);

    [Fact]
    public void A_sound_set_has_no_findings() => Assert.Empty(DefinitionChecks.Run(Set(
        [Rule("1", (RuleColumn.Mdc, "01"), (RuleColumn.Dgcat, "01M01"), (RuleColumn.Dgprop1, "-01X01"), (RuleColumn.Secpro, "-"), (RuleColumn.Procpro, "01S01"))],
        [Category, Dx("A01", FeatureType.Mdc, "01", 3), Dx("A01", FeatureType.Compl, "01C01", 4), Dx("A01", FeatureType.Procprop, "01S01", 5)],
        [new(ProcedureCode.Parse("P1"), FeatureType.Dgprop, "01X01", default)])));

    [Fact]
    public void Every_column_may_name_an_unknown_value()
    {
        var rule = Rule("1", (RuleColumn.Mdc, "77"), (RuleColumn.Dgcat, "77M01"), (RuleColumn.Pdgprop, "77P01"), (RuleColumn.Procpro, "77S01"),
            (RuleColumn.Secpro, "-77S02"), (RuleColumn.Dgprop1, "77X01"), (RuleColumn.Dgprop4, "-77K02"));
        Assert.Equal(
            ["mdc 77", "dgcat 77M01", "pdgprop 77P01", "procpro 77S01", "secpro 77S02", "dgprop1 77X01", "dgprop4 77K02"],
            Found(Set([rule], [Category]), IssueCodes.UnknownValueInRule).Select(issue => $"{issue.Column} {issue.Value}"));
        Assert.All(Found(Set([rule], [Category]), IssueCodes.UnknownValueInRule), issue => Assert.Equal(("f", "drg_logic", 9L), (issue.File, issue.Table, issue.Row)));
    }

    [Fact]
    public void What_98_is_recoded_to_is_known() => Assert.Empty(DefinitionChecks.Run(Set(
        [Rule("1", (RuleColumn.Mdc, "12"), (RuleColumn.Dgcat, "13M05"))], [Dx("A01", FeatureType.Dgcat, "98M05", 2)])));

    [Fact]
    public void One_code_has_one_category_that_agrees_with_its_MDC()
    {
        var set = Set([Rule("1")], [Category, Dx("A01", FeatureType.Dgcat, "02M02", 7), Dx("A01", FeatureType.Mdc, "02", 8)]);
        Assert.Equal(("f", "dg_feat", 7L, "varval", "02M02"), Place(Assert.Single(Found(set, IssueCodes.SeveralMdcs))));
        Assert.Equal(("f", "dg_feat", 8L, "varval", "02"), Place(Assert.Single(Found(set, IssueCodes.MdcAgainstCategory))));
    }

    [Fact]
    public void Groups_without_name_and_rules_of_one_id_are_found()
    {
        var set = Set([Rule("1"), Rule("1") with { Drg = "2B", Source = new(0, 11) }], [Category]);
        Assert.Equal(("f", "drg_logic", 11L, "drg_nat", "2B"), Place(Assert.Single(Found(set, IssueCodes.DrgWithoutName))));
        Assert.Equal(("f", "drg_logic", 11L, "id", "1"), Place(Assert.Single(Found(set, IssueCodes.DuplicateRule))));
    }

    [Theory]
    [InlineData("02C02", true)]
    [InlineData("02I02", true)]
    [InlineData("01C01", false)]
    [InlineData("98C07", false)]
    [InlineData("98I07", true)]
    public void A_complication_needs_a_category_or_if_active_an_exclusion_list(string category, bool found)
    {
        var set = Set([Rule("1")], [Category, Dx("A01", FeatureType.Compl, category, 6)]);
        Assert.Equal(found ? [("f", "dg_feat", 6L, "varval", category)] : [], Found(set, IssueCodes.UnknownComplication).Select(Place));
    }

    [Theory]
    [InlineData(FeatureType.Or, "5")]
    [InlineData(FeatureType.Cc, "3")]
    [InlineData(FeatureType.Compl, "01X01")]
    [InlineData(FeatureType.Dgprop, "01S01")]
    [InlineData(FeatureType.Dgprop, "")]
    [InlineData(FeatureType.Procprop, "01X01")]
    [InlineData(FeatureType.Dgcat, "01X01")]
    [InlineData(FeatureType.Sdgprop, "01X01")]
    [InlineData(FeatureType.Pdgprop, "01M01")]
    public void Values_without_meaning_for_their_type_are_found(FeatureType type, string value)
    {
        var set = Set([Rule("1")], [Dx("A01", type, value, 6)], [new(ProcedureCode.Parse("P1"), type, value, new(0, 5))]);
        Assert.Equal([("f", "dg_feat", 6L, "varval", value), ("f", "proc_feat", 5L, "varval", value)], Found(set, IssueCodes.UnreadableValue).Select(Place));
    }

    private static IEnumerable<Issue> Found(DefinitionSet set, IssueCode code) => DefinitionChecks.Run(set).Where(issue => issue.Code == code);

    private static (string, string, long, string, string) Place(Issue issue) => (issue.File, issue.Table, issue.Row, issue.Column, issue.Value);

    private static DiagnosisFeature Dx(string code, FeatureType type, string value, int row) => new(DiagnosisCode.Parse(code), default, type, value, new(0, row));

    private static RuleRow Rule(string id, params (RuleColumn Column, string Value)[] conditions)
    {
        var cells = Enumerable.Repeat("", RuleColumn.All.Length).ToArray();
        foreach (var (column, value) in conditions)
            cells[column.Index] = value;
        return new() { Ord = id, Id = id, Drg = "1A", Conditions = [.. cells], Source = new(0, 9) };
    }

    private static DefinitionSet Set(RuleRow[] rules, DiagnosisFeature[] diagnoses, params ProcedureFeature[] procedures) => new(new() { Id = "t" }, rules)
    {
        DiagnosisFeatures = [.. diagnoses],
        ProcedureFeatures = [.. procedures],
        ComplicationCategories = [new("01C01", "", TableText.None, default)],
        ComplicationExclusions = [new("98G07", DiagnosisCode.Parse("A01"), default, default)],
        DrgNames = [new("1A", "", "01", TableText.None, TableText.None, default)],
        Files = ["f"],
    };
}

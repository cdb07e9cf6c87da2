using Gruppera.Formats.Schemas;
using Gruppera.Questions;

namespace Gruppera.Tests.Exploration;

/// <summary>What the public Swedish document (2017) says of groups, asked of a licensed set. Skipped where it is not here.</summary>
[Trait("lane", "licensed")]
public class LicensedExplorerTests
{
    private static readonly Lazy<Explorer> Swedish = new(() => new(DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!));

    [Theory]
    [InlineData("F05C", "F05A 2, F05C 1, F05E 0")]
    [InlineData("E51E", "E51A 2, E51C 1, E51E 0")]
    [InlineData("C06N", "")]
    [InlineData("U50N", "")]
    public void Groups_divided_by_complication_are_siblings(string drg, string siblings) =>
        Assert.Equal(siblings, string.Join(", ", Drg(drg).Siblings.Select(each => $"{each.Drg.Drg} {each.Levels.Single()}")));

    [Theory]
    [InlineData("F05E", GroupKind.Procedure)] // Större tunn- och tjocktarmsoperationer
    [InlineData("G11E", GroupKind.Procedure)] // Kolecystektomi
    [InlineData("E51E", GroupKind.Conservative)] // Sjukdomar i perifera kärl
    [InlineData("E42N", GroupKind.Conservative)] // Cirkulationssjukdomar med hjärtinfarkt, avliden inom 3 dygn
    [InlineData("T59N", GroupKind.Conservative)] // Psykiatrisk vård mer än 90 dagar
    public void Procedure_groups_and_conservative_groups_are_told_apart(string drg, GroupKind kind) => Assert.Equal(kind, Drg(drg).Steering!.Kind);

    [Fact]
    public void Aneurysm_of_the_abdominal_aorta_alone_leads_to_E51E() =>
        Assert.Contains(Drg("E51E").Leading, each => each is { Code: "I714", Inpatient: true, Male: true, Female: true });

    [Fact]
    public void Every_code_of_the_set_says_the_MDC_of_the_name_table()
    {
        Assert.True(DrgCodeMeaning.Fits(Swedish.Value.Set));
        var meanings = Swedish.Value.Set.DrgNames.Select(name => DrgCodeMeaning.Read(name.Drg, name.Mdc)).OfType<DrgCodeMeaning>().ToList();
        Assert.InRange(meanings.Count, 1000, 1300);
        Assert.All(meanings, meaning => Assert.NotEqual(false, meaning.AgreesOnMdc));
    }

    [Fact]
    public void Profession_and_form_of_a_visit_are_visit_markers_and_support_of_dialysis_is_none()
    {
        var explorer = Swedish.Value;
        Assert.All(new[] { "99V20", "99V21", "99V22", "99V35" }, value => Assert.True(explorer.Property(value).Single().IsVisitMarker));
        Assert.False(explorer.Property("99V02").Single().IsVisitMarker);
    }

    [Fact]
    public void Numeric_codes_of_Norway_have_siblings_and_no_letters()
    {
        var view = new Explorer(DefinitionReader.Read(Licensed.Pack("nor-2017-pr1a.zip")).Set!).Drg("148")!;
        Assert.Equal(["148", "149"], view.Siblings.Select(each => each.Drg.Drg));
        Assert.Null(view.CodeMeaning);
    }

    private static DrgView Drg(string drg) => Swedish.Value.Drg(drg)!;
}

using Gruppera.Questions;

namespace Gruppera.Tests.Exploration;

/// <summary>"DRG-kodernas betydelse": DRG – grundläggande begrepp och principer (2017).</summary>
public class DrgCodeMeaningTests
{
    [Theory]
    [InlineData('A', DrgCareForm.Inpatient, 2, null)]
    [InlineData('C', DrgCareForm.Inpatient, 1, null)]
    [InlineData('E', DrgCareForm.Inpatient, 0, null)]
    [InlineData('N', DrgCareForm.Inpatient, null, null)]
    [InlineData('O', DrgCareForm.Outpatient, null, DrgVisitForm.Individual)]
    [InlineData('P', DrgCareForm.Outpatient, 1, DrgVisitForm.Individual)]
    [InlineData('Q', DrgCareForm.Outpatient, 0, DrgVisitForm.Individual)]
    [InlineData('X', DrgCareForm.Outpatient, null, DrgVisitForm.Team)]
    [InlineData('Y', DrgCareForm.Outpatient, null, DrgVisitForm.Group)]
    [InlineData('Z', DrgCareForm.Outpatient, null, DrgVisitForm.Telephone)]
    [InlineData('T', DrgCareForm.PrimaryCare, 1, DrgVisitForm.Individual)]
    [InlineData('S', DrgCareForm.PrimaryCare, 0, DrgVisitForm.Individual)]
    [InlineData('R', DrgCareForm.PrimaryCare, null, DrgVisitForm.Individual)]
    [InlineData('U', DrgCareForm.PrimaryCare, null, DrgVisitForm.Team)]
    [InlineData('V', DrgCareForm.PrimaryCare, null, DrgVisitForm.Group)]
    [InlineData('W', DrgCareForm.PrimaryCare, null, DrgVisitForm.Telephone)]
    [InlineData('L', DrgCareForm.PrimaryCareInpatient, null, null)]
    [InlineData('B', null, null, null)]
    public void The_fourth_letter_says_care_form_complication_level_and_visit(char letter, DrgCareForm? care, int? level, DrgVisitForm? visit)
    {
        var meaning = DrgCodeMeaning.Read($"F05{letter}", "06")!;
        Assert.Equal((care, level, visit), (meaning.CareForm, meaning.ComplicationLevel, meaning.VisitForm));
    }

    [Theory]
    [InlineData("A01", "01")]
    [InlineData("H01", "08")]
    [InlineData("J01", "09")]
    [InlineData("K01", "30")]
    [InlineData("L01", "10")]
    [InlineData("Q01", "15")]
    [InlineData("R01", "16")]
    [InlineData("R19", "16")]
    [InlineData("R20", "17")]
    [InlineData("R75", "16")]
    [InlineData("R84", "16")]
    [InlineData("R85", "17")]
    [InlineData("R98", "16")] // by "Siffrorna 98 (i MDC 16 och 21)"; the ranges alone would say 17
    [InlineData("R99", "17")]
    [InlineData("S01", "18")]
    [InlineData("T01", "19")]
    [InlineData("U01", "21")]
    [InlineData("U49", "21")]
    [InlineData("U50", "24")]
    [InlineData("U75", "21")]
    [InlineData("U90", "21")]
    [InlineData("U91", "24")]
    [InlineData("U98", "21")]
    [InlineData("V01", "22")]
    [InlineData("W01", "23")]
    [InlineData("X01", "40")]
    [InlineData("Y01", "50")]
    [InlineData("Z01", "99")]
    [InlineData("I01", "")] // not used: it looks like 1
    public void The_first_letter_says_the_MDC_of_R_and_U_by_number(string code, string mdc)
    {
        var meaning = DrgCodeMeaning.Read(code + "N", "06")!;
        Assert.Equal((mdc, false), (meaning.Mdc, meaning.AgreesOnMdc));
    }

    [Fact]
    public void The_name_table_may_agree_or_say_nothing()
    {
        Assert.True(DrgCodeMeaning.Read("F05E", "06")!.AgreesOnMdc);
        Assert.Null(DrgCodeMeaning.Read("F05E", "")!.AgreesOnMdc);
    }

    [Theory]
    [InlineData("F75O", true, false)]
    [InlineData("F74O", false, false)]
    [InlineData("F99O", true, true)]
    [InlineData("F99X", true, true)]
    [InlineData("F98O", true, false)]
    [InlineData("R98O", true, true)]
    [InlineData("R99O", true, true)] // MDC 17
    [InlineData("U98Z", true, true)]
    [InlineData("U99Z", true, true)] // MDC 24
    [InlineData("X01O", true, false)] // all of MDC 40
    [InlineData("X99O", true, false)]
    [InlineData("Z99O", false, false)]
    [InlineData("F75N", false, false)]
    [InlineData("F99R", false, false)]
    public void The_number_says_Swedish_outpatient_groups_and_physician_visits(string drg, bool isSwedish, bool isVisit)
    {
        var meaning = DrgCodeMeaning.Read(drg, "")!;
        Assert.Equal((isSwedish, isVisit), (meaning.IsSwedishOutpatientGroup, meaning.IsPhysicianVisit));
    }

    [Theory]
    [InlineData("162O")]
    [InlineData("148")]
    [InlineData("F5E")]
    [InlineData("F05")]
    [InlineData("f05e")]
    public void Codes_of_another_form_say_nothing(string drg) => Assert.Null(DrgCodeMeaning.Read(drg, "06"));

    [Fact]
    public void The_set_decides_whether_its_codes_are_of_the_form()
    {
        Assert.NotNull(Made.Explorer(["1 F05E", "2 F05C", "3 OTHER"]).Drg("F05E")!.CodeMeaning);
        Assert.Null(Made.Explorer(["1 F05E", "2 148", "3 149"]).Drg("F05E")!.CodeMeaning);
    }
}

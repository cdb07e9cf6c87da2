using Gruppera.Definitions;
using Gruppera.Formats;

namespace Gruppera.Tests.Formats.Schemas;

public sealed class CombinedTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public CombinedTests() => _fixture
        .Write("drg_logic.csv", "ord,id,drg_comb,rtc,icd,mdc,dgcat,pdgprop,compl,or_proc,procpro,secpro,dgprop1,dgprop2,dgprop3,dgprop4,agelim,sex,dur,disch,nat_ver\n"
            + "200,a,001,0,+,8.0,08M01,,1.0,,,,,,,,,,,,Fin/Swe\n30,b,002,0,+,,,,,,,,,,,,,,,,swe\n9,c,003,0,+,,,,,,,,,,,,,,,,FIN\n1000,d,009,0,,,,,,,,,,,,,,,,,\n")
        .Write("dg_feat.csv", "code_plus,d_code_plus,vartype,varval,nat_ver\nA1,,DGCAT,08M01,fin\nA1,,DGPROP,08X01,\nB1,,DGCAT,08M02,fin\nB1,,DGPROP,08X02,fin\n"
            + "A1,B1,DGCAT,08M03,fin/swe\nA1,B1,DGPROP,08X03,swe/Fin\nA1,,DGPROP,08X09,swe\n")
        .Write("proc_feat.csv", "code_plus,vartype,varval,nat_ver\nP1,OR,1,fin\nP2,OR,2,swe\n")
        .Write("compl_excl.csv", "vartype,varval,code_plus,d_code_plus,nat_ver\nCOMPL,08C01,A1,,fin\nCOMPL,08C02,A1,B1,fin\n")
        .Write("compl_name.csv", "compl,inclprop,varval_text_comb,nat_ver\n08C01,,Made up,fin\n08C02,,Made up,\n")
        .Write("drg_name.csv", "drg_nat,drg_text_nat,drg_comb,drg_text_comb,mdc,country\n75.0,Yksi,001,One,8,fin\n076,Kaksi,001,Two,8,fin\nX01,Ett,001,One,8,swe\nF3,Kolme,003,Three,8.0,Fin\n")
        .Write("drg_name_comb.csv", "drg_comb\n001\n")
        .Write("dg.csv", "code_nat,d_code_nat,text_nat,code_plus,d_code_plus,text_plus,country\nNA,,,A1,,,fin\nNA2,,,A1,,,fin\nNB,,,B1,,,fin\nNAB,,,A1,B1,,fin\nNP,ND,,A1,B1,,fin\nSA,,,A1,,,swe\n")
        .Write("proc.csv", "code_nat,text_nat,code_plus,text_plus,country\nNP1,Leikkaus,P1,Operation,fin\nNP2,,P2,,swe\n");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_Combined_delivery_needs_a_country()
    {
        var reading = _fixture.Read();
        Assert.False(reading.IsUsable);
        Assert.Equal(FormatIssues.CountryNeeded, Assert.Single(reading.Issues).Code);
    }

    [Fact]
    public void One_country_is_read_out_of_it()
    {
        var reading = _fixture.Read(new() { Country = "FIN" });
        var set = reading.Set!;
        Assert.Equal(("fin", RuleOrder.Number), (set.Version.Country, set.Order));
        Assert.Equal(["c 9 F3 003", "a 200 075 001", "d 1000 009 009"], set.Rules.Select(rule => $"{rule.Id} {rule.Ord} {rule.Drg} {rule.CombinedDrg}"));
        Assert.Equal(("08", "1"), (set.Rules[1][RuleColumn.Mdc], set.Rules[1][RuleColumn.Compl]));
        Assert.Equal(["075", "076", "F3"], set.DrgNames.Select(name => name.Drg));
        Assert.Equal(["NP1 Or 1"], set.ProcedureFeatures.Select(row => $"{row.Code} {row.Type} {row.Value}"));
        Assert.Equal("Leikkaus", set.Texts.Procedures.Single().Text.National);
        var issue = Assert.Single(reading.Issues);
        Assert.Equal((FormatIssues.AmbiguousNationalDrg, "drg_comb", "001", "075, 076"), (issue.Code, issue.Column, issue.Value, issue.Detail));
    }

    [Fact]
    public void A_national_code_gets_what_its_plus_code_or_pair_would()
    {
        var rows = _fixture.Read(new() { Country = "fin" }).Set!.DiagnosisFeatures
            .GroupBy(row => new Diagnosis(row.Code, row.Dagger).ToString())
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(row => row.Value).Order(StringComparer.Ordinal)), StringComparer.Ordinal);
        Assert.Equal("08M01 08X01", rows["NA"]);
        Assert.Equal("08M01 08X01", rows["NA2"]);
        Assert.Equal("08M02 08X02", rows["NB"]);
        Assert.Equal("08M03 08X01 08X02 08X03", rows["NAB"]);
        Assert.Equal("08M03 08X03", rows["NP*ND"]);
        Assert.Equal("08M03 08X03", rows["NA*NB"]);
        Assert.Equal("08M03 08X03", rows["NA2*NB"]);
        Assert.Equal(7, rows.Count);
    }

    [Fact]
    public void Exclusions_follow_their_codes()
    {
        var rows = _fixture.Read(new() { Country = "fin" }).Set!.ComplicationExclusions.Select(row => $"{row.Category} {new Diagnosis(row.Code, row.Dagger)}");
        Assert.Equal(
            ["08C01 NA", "08C01 NA2", "08C01 NAB", "08C02 NA*NB", "08C02 NA2*NB", "08C02 NAB", "08C02 NP*ND"], rows.Order(StringComparer.Ordinal));
    }
}

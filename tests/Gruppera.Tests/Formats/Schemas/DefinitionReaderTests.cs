using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;

namespace Gruppera.Tests.Formats.Schemas;

public sealed class DefinitionReaderTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Cells_are_normalised_and_name_their_place()
    {
        var reading = _fixture.Smallest().WithNames().Read();
        Assert.Empty(reading.Issues);
        var set = reading.Set!;
        var rule = Assert.Single(set.Rules);
        Assert.Equal(("100D01", "100D01", "1A", "001A", '0'), (rule.Ord, rule.Id, rule.Drg, rule.CombinedDrg, rule.ReturnCode.Value));
        Assert.Equal("+|01|01M01||1|S|01S01||||||" + "|M|<2|N", string.Join('|', rule.Conditions));
        Assert.Equal(("drglogic.csv", 2), (set.Files[rule.Source.File], rule.Source.Row));
        Assert.Equal([(FeatureType.Dgcat, "01M01", 2), (FeatureType.Mdc, "01", 3)], set.DiagnosisFeatures.Select(f => (f.Type, f.Value, f.Source.Row)));
        Assert.All(set.DiagnosisFeatures, f => Assert.Equal(("A010", true), (f.Code.ToString(), f.Dagger.IsBlank)));
        Assert.Equal([(FeatureType.Or, "1"), (FeatureType.Procprop, "01S01")], set.ProcedureFeatures.Select(f => (f.Type, f.Value)));
        Assert.Equal(("01C01", "A010"), (set.ComplicationExclusions[0].Category, set.ComplicationExclusions[0].Code.ToString()));
        Assert.Equal("Made-up complication", set.ComplicationCategories[0].Text.Combined);
        Assert.Equal(("1A", "01", "Made-up group"), (set.DrgNames[0].Drg, set.DrgNames[0].Mdc, set.DrgNames[0].Text.National));
    }

    [Fact]
    public void Version_rows_are_the_version()
    {
        _fixture.Smallest().WithNames()
            .Write("drgnames.csv", "DRG,MDC,DRGNAME,NAM_SHO,LOC_DRG\n,,NordDRG DRGL_2014_SWE Swe 13/10/23,,####\n1A,01,Group,G,001A\n")
            .Write("dg_0.csv", "CODE,D_CODE,VARTYPE,VARVAL\n#####,,DRGL_201,13/10\nB01,,,\n");
        var set = _fixture.Read(new() { Id = "x-1" }).Set!;
        Assert.Equal(("x-1", "NordDRG DRGL_2014_SWE Swe", "swe", 2014, "13/10/23"), (set.Version.Id, set.Version.Name, set.Version.Country, set.Version.Year, set.Version.Date));
        Assert.Single(set.DrgNames);
        Assert.Equal([FeatureType.Dgcat, FeatureType.Mdc, FeatureType.None], set.DiagnosisFeatures.Select(f => f.Type));
    }

    [Fact]
    public void Missing_tables_and_names_are_told_apart()
    {
        Assert.Equal([("GRP1003", "compl_excl"), ("GRP1003", "compl_name"), ("GRP1003", "drg_name")], Issues(_fixture.Smallest().Read()));
        File.Delete(Path.Combine(_fixture.Root, "proc1.csv"));
        var reading = _fixture.WithNames().Read();
        Assert.Equal([("GRP1002", "proc_feat")], Issues(reading));
        Assert.False(reading.IsUsable);
    }

    [Theory]
    [InlineData("INUSE", "T,F", 1, "GRP2024")]
    [InlineData("inuse", ",0", 1, "GRP2024")]
    [InlineData("In_use", "True,False", 1, "GRP2024")]
    [InlineData("INUSE", "F,F", 2, "GRP2025")]
    [InlineData("INUSE", "T,T", 2, "")]
    [InlineData("INUSE", ",", 2, "")]
    public void Rows_that_are_not_in_use_are_left_out_and_told(string column, string marks, int rows, string code)
    {
        var (first, second) = (marks.Split(',')[0], marks.Split(',')[1]);
        var reading = _fixture.Smallest().WithNames()
            .Write("dg_1.csv", $"CODE,D_CODE,VARTYPE,VARVAL,{column}\n####,,DGL,13/10,\nA010,,DGCAT,01M01,{first}\nA011,,DGCAT,01M01,{second}\n").Read();
        Assert.Equal(code.Length == 0 ? [] : [(code, "dg_feat")], Issues(reading));
        Assert.Equal(rows, reading.Set!.DiagnosisFeatures.Length);
    }

    [Theory]
    [InlineData("drgnames.csv", "DRG,MDC\n1A,1\n", "")]
    [InlineData("icd.csv", "CODE,D_CODE\nA010,\n", "diagnosis texts")]
    [InlineData("dgkat.csv", "DGCAT\n01M01\n", "category names")]
    [InlineData("rtc.csv", "CODE\n0\n", "return codes")]
    [InlineData("tpomin.csv", "TEXT\nName\n", "names without values")]
    [InlineData("testrule.csv", "ID,IKA\n1,9000\n", "cases")]
    public void A_table_of_names_that_lacks_a_column_leaves_the_set_usable(string file, string text, string told)
    {
        var reading = _fixture.Smallest().WithNames().Write(file, text)
            .Read(new() { TestCases = Gruppera.Formats.Contacts.TestCases.Read });
        Assert.True(reading.IsUsable);
        Assert.Equal(told.Length > 0, reading.Issues.Any(issue => issue.Code == FormatIssues.NameColumnMissing));
        Assert.Empty(reading.Set!.Texts.Diagnoses.Where(text => text.Text.National.Length > 0));
        Assert.All(reading.Set.TestCases, testCase => Assert.Equal("", testCase.Drg));
        Assert.Equal("1A", new Grouper(reading.Set).Definition.Set.Rules[0].Drg);
    }

    [Theory]
    [InlineData(65_000, true)]
    [InlineData(65_600, false)]
    public void More_values_than_can_be_numbered_are_told(int values, bool usable)
    {
        var rows = string.Concat(Enumerable.Range(0, values).Select(value => $"A010,,DGPROP,x{value}\n"));
        var reading = _fixture.Smallest().WithNames().Write("dg_0.csv", "CODE,D_CODE,VARTYPE,VARVAL\nA010,,DGCAT,01M01\nA010,,MDC,01\n" + rows).Read();
        Assert.Equal(usable, reading.IsUsable);
        Assert.Equal(usable ? [] : [("GRP1017", "")], Issues(reading));
        if (usable)
            _ = new Grouper(reading.Set!);
    }

    [Fact]
    public void A_rule_table_without_rules_is_missing()
    {
        var reading = _fixture.Smallest().WithNames().Write("drglogic.csv", Fixture.ClassicRules + "\n").Read();
        Assert.Equal(("GRP1002", "drg_logic"), Assert.Single(Issues(reading)));
        Assert.False(reading.IsUsable);
    }

    [Fact]
    public void Columns_and_files_that_nobody_knows_are_told()
    {
        var reading = _fixture.Smallest().WithNames()
            .Write("dg_1.csv", "CODE,D_CODE,VARTYPE,VARVAL,Odd one,UTF\nA010,,DGCAT,01M01,1,\n").Write("letter.csv", "x\n").Write("read.txt", "x").Read();
        Assert.True(reading.IsUsable);
        Assert.Equal(
            [(FormatIssues.UnknownFile, "letter.csv", ""), (FormatIssues.UnknownFile, "read.txt", ""), (FormatIssues.UnknownColumn, "dg_1.csv", "Odd one")],
            reading.Issues.Select(issue => (issue.Code, issue.File, issue.Column)));
    }

    [Fact]
    public void A_missing_column_makes_the_set_unusable()
    {
        var reading = _fixture.Smallest().WithNames().Write("proc1.csv", "CODE,VARTYPE\nAAA00,OR\n").Read();
        Assert.False(reading.IsUsable);
        var issue = Assert.Single(reading.Issues);
        Assert.Equal((FormatIssues.ColumnMissing, "proc1.csv", "proc_feat", "varval"), (issue.Code, issue.File, issue.Table, issue.Column));
    }

    [Theory]
    [InlineData("drglogic.json", "{")]
    [InlineData("drglogic.xlsx", "no workbook")]
    [InlineData("drglogic.dbf", "this is no dBase file, whatever its name may say")]
    public void An_unreadable_file_is_told(string file, string text)
    {
        var reading = _fixture.Smallest().WithNames().Write(file, text).Read();
        Assert.False(reading.IsUsable);
        Assert.Equal((FormatIssues.UnreadableFile, file), (reading.Issues.Single().Code, reading.Issues.Single().File));
    }

    [Fact]
    public void Rows_that_cannot_be_used_are_left_out_and_told()
    {
        var reading = _fixture.Smallest().WithNames()
            .Write("drglogic.csv", Fixture.ClassicRules + "\n,1A,0,+,,,,,,,,,,,,,,,,001A\n100D1,,0,+,,,,,,,,,,,,,,,,\n100D2,,0,+,,,,,,,,,,,,,,,,001B\n")
            .Write("dg_1.csv", "CODE,D_CODE,VARTYPE,VARVAL\nÅ01,,DGCAT,01M01\nA01,Ö1,DGCAT,01M01\nA02,,SHOE,42\n")
            .Write("proc1.csv", "CODE,VARTYPE,VARVAL\nABCDEFGHIJKL,OR,1\n").Read();
        Assert.Equal(
            [
                "GRP2001 drglogic.csv drg_logic 2 ORD ", "GRP2001 drglogic.csv drg_logic 3 DRG ", "GRP2013 drglogic.csv drg_logic 4 DRG ",
                "GRP2007 dg_1.csv dg_feat 2 CODE Å01", "GRP2007 dg_1.csv dg_feat 3 D_CODE Ö1", "GRP2006 dg_1.csv dg_feat 4 VARTYPE SHOE",
                "GRP2007 proc1.csv proc_feat 2 CODE ABCDEFGHIJKL",
            ],
            reading.Issues.Select(issue => $"{issue.Code.Id} {issue.File} {issue.Table} {issue.Row} {issue.Column} {issue.Value}"));
        Assert.Equal(("", "001B"), (reading.Set!.Rules.Single().Drg, reading.Set.Rules.Single().CombinedDrg));
        Assert.Empty(reading.Set.DiagnosisFeatures);
    }

    [Fact]
    public void Copies_with_the_same_rows_are_one_table()
    {
        var reading = _fixture.Smallest().WithNames()
            .Write("proc1 (2).csv", "CODE;VARTYPE;VARVAL\n#####;DRGL;12/1\nAAA00;PROCPRO;01s01\nAAA00;OR;1\n").Read();
        var issue = Assert.Single(reading.Issues);
        Assert.Equal((FormatIssues.IdenticalCopies, "proc1.csv", "proc_feat", "proc1.csv, proc1 (2).csv"), (issue.Code, issue.File, issue.Table, issue.Detail));
        Assert.Equal(2, reading.Set!.ProcedureFeatures.Length);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("excel", "")]
    [InlineData("csv", "1")]
    [InlineData("DBASE", "2")]
    [InlineData("proc1_PR0b.dbf", "2")]
    public void Copies_that_differ_are_never_chosen_silently(string? prefer, string orValue)
    {
        var reading = _fixture.Smallest().WithNames()
            .Write("proc1_PR0b.dbf", Fixture.Dbf("CODE:C7 VARTYPE:C8 VARVAL:C5", 3, Encoding.ASCII, ["AAA00", "OR", "2"])).Read(new() { Prefer = prefer });
        Assert.Equal(orValue.Length > 0, reading.IsUsable);
        if (reading.IsUsable)
            Assert.Equal(orValue, reading.Set!.ProcedureFeatures[0].Value);
        else
            Assert.Equal((FormatIssues.AmbiguousFile, "proc_feat", "proc1_PR0b.dbf, proc1.csv"), (reading.Issues[0].Code, reading.Issues[0].Table, reading.Issues[0].Detail));
    }

    [Fact]
    public void Texts_and_test_cases_are_read_when_asked_for()
    {
        var calls = 0;
        var reading = _fixture.Smallest().WithNames()
            .Write("proc0.csv", "CODE,CSP_TEXT,VARTYPE,VARVAL\nBBB00,Only here,,\nAAA00,Loses,,\n").Write("csp.csv", "CODE,NCSP,TEXT\nAAA00,,Wins\n")
            .Write("icd.csv", "CODE,D_CODE,TEXT\nA010,,Made-up illness\n").Write("tpomin.csv", "PROCPROP,TEXT,EXTENS\n,None,0\n01S01,Made-up operation,1\n")
            .Write("testrule.csv", "ID,DRG,ORD,IKA,OIR1\nTEST 1,1A,100D01,10,A010\n")
            .Read(new() { TestCases = table => [new(new() { Id = table.Read() ? table[0].ToString() : $"{calls++}" }, "", "", default)] });
        Assert.Empty(reading.Issues);
        Assert.Equal(["AAA00 Wins", "BBB00 Only here"], reading.Set!.Texts.Procedures.Select(text => $"{text.Code} {text.Text}"));
        Assert.Equal("Made-up illness", reading.Set.Texts.Diagnoses.Single().Text.National);
        Assert.Equal(("01S01", "Made-up operation", true), (reading.Set.Texts.Values[0].Value, reading.Set.Texts.Values[0].Text.Combined, reading.Set.Texts.Values[0].Extensive));
        Assert.Equal("TEST 1", reading.Set.TestCases.Single().Contact.Id);
        using var table = reading.OpenTestCases();
        Assert.Equal("testrule", table!.Table);
    }

    [Fact]
    public void A_code_page_that_is_none_is_a_mistake_of_the_caller()
    {
        _fixture.Smallest().Write("csp.dbf", Fixture.Dbf("CODE:C7 TEXT:C5", 3, Encoding.ASCII, ["AAA00", "x"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _fixture.Read(new() { CodePage = 65001 }));
    }

    private static IEnumerable<(string, string)> Issues(DefinitionReading reading) => reading.Issues.Select(issue => (issue.Code.Id, issue.Table));
}

using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests.Formats.Contacts;
using Gruppera.Workflows.Quality;

namespace Gruppera.Tests.Formats.Quality;

/// <summary>Every planted fault is found, with its row and code, and nothing else is.</summary>
public class QualityTests
{
    private const string Header = "id,patient,hospital,care_form,sex,age_days,admission_date,discharge_date,duration,leave_days,cost,diagnoses,procedures\n";
    private static readonly DefinitionSet Set = DefinitionReader.Read(Repository.PathOf("samples/tables")).Set!;
    private static readonly Grouper Samples = new(Set);

    private static readonly string[] Clean =
    [
        "a,P1,H,,F,25000,2025-01-02,2025-01-04,,,5000,I509 E119,",
        "b,P1,H,,F,25000,2025-01-03,2025-01-04,,,5000,I509 E119,",
        "c,P2,H,inpatient,M,25000,2025-01-02,,3,,5000,F009*G309,",
        "d,P3,H,outpatient,M,25000,2025-01-02,2025-01-02,,,500,I509,XS900 XS915",
        "e,P4,H,,M,25000,2025-01-02,,0,,0,I509,XS100",
        "f,P5,H,,M,25000,2025-01-02,,3,,,N409,",
    ];

    public static TheoryData<string, string> Faults => new()
    {
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,,", "GRQ1001  " },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,QQQ99,", "GRQ1002 diagnoses QQQ99" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,W019,", "GRQ1003 diagnoses W019" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,G632,", "GRQ1005 diagnoses G632" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,E114 G632,", "GRQ1006 diagnoses G632" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,E114*G632,", "GRQ1006 diagnoses E114*G632" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509*E119,", "GRQ1007 diagnoses I509*E119" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 I509,", "GRQ1008 diagnoses I509" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 E119 E119,", "GRQ1009 diagnoses E119" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 QQQ99,", "GRQ1010 diagnoses QQQ99" },
        { "x,P9,H,,F,46100,2025-01-02,,3,,1,I509,", "GRQ1101 age_days " },
        { "x,P9,H,inpatient,F,25000,2025-01-02,,0,,1,I509,", "GRQ1102 duration " },
        { "x,P9,H,,F,25000,2025-01-02,2025-01-01,,,1,I509,", "GRQ1102 discharge_date " },
        { "x,P9,H,,,25000,2025-01-02,,3,,1,C763,", "GRQ1103 sex " },
        { "x,P9,H,,M,25000,2025-01-02,,3,,1,C549,", "GRQ1104 diagnoses C549" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 N409,", "GRQ1104 diagnoses N409" },
        { "x,P9,H,,F,3000,2025-01-02,,3,,1,I702,", "GRQ1105 age_days I702" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509,QQQ99", "GRQ1201 procedures QQQ99" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,E119,JEA00", "GRQ1202 procedures Z50N" },
        { "x,P9,H,,F,25000,2025-01-02,,0,,1,I509,XS900", "GRQ1203  " },
        { "x,P9,H,,F,25000,2025-01-02,,0,,1,I509,XS915", "GRQ1204  " },
        { "x,P1,H,,F,25000,2025-01-02,2025-01-04,,,5000,I509 E119,", "GRQ1301  " },
        { "x,P9,H,outside,F,25000,2025-01-02,,3,,1,I509,", "GRQ1302 care_form " },
        { "x,P9,H,,F,25000,2025-01-02,,400,20,1,I509,", "GRQ1303 leave_days " },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509,DT116", "GRQ1201 procedures DT116|GRQ1401 procedures DT116" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,0,I509,L01XC02", "GRQ1402 cost L01XC02" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,-1,I509,", "GRQ1403 cost " },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found_and_nothing_else(string row, string findings)
    {
        var grouper = row.Contains("L01XC02", StringComparison.Ordinal) ? new(WithMedicine()) : Samples;
        var (found, summary) = Check(Header + string.Join('\n', Clean) + "\n" + row + "\n", grouper);
        Assert.Equal(findings.Split('|').Order(), found.Select(finding => $"{finding.Code.Id} {finding.Column} {finding.Value}").Order());
        Assert.All(found, finding => Assert.Equal((8L, "x", "H"), (finding.Row, finding.Id, finding.Unit)));
        Assert.Equal((7L, 1L, found.Count), (summary.Total.Contacts, summary.Total.WithFindings, (int)summary.ByUnit["H"].Findings));
    }

    [Fact]
    public void Every_code_has_a_planted_fault_or_a_setting()
    {
        var planted = Faults.SelectMany(row => row.Data.Item2.Split('|')).Select(finding => finding[..7]).Append("GRQ1004");
        Assert.Equal(QualityCodes.All.Select(code => code.Id), planted.Distinct().Order());
    }

    [Fact]
    public void Clean_contacts_have_no_findings() => Assert.Empty(Check(Header + string.Join('\n', Clean), Samples).Found);

    [Fact]
    public void Settings_of_a_site_are_heeded()
    {
        var settings = QualitySettings.Read("""{ "unspecific": ["i50"], "outside": ["E11.9"], "care_days_with_leave": 2, "max_age": 60, "max_remembered": 1, "administration": ["JEA00"] }""", out _);
        var found = Check(Header + "x,P,H,,F,25000,2025-01-02,,3,1,1,I509 E119,\n", Samples, settings).Found;
        Assert.Equal(["GRQ1004", "GRQ1101", "GRQ1302", "GRQ1303"], found.Select(finding => finding.Code.Id).Order());
        Assert.Null(QualitySettings.Read("""{ "colour": 1 }""", out var problem));
        Assert.Equal("$.colour: not known", problem);
        Assert.Null(QualitySettings.Read("""{ "max_age": "old" }""", out _));
        Assert.Null(QualitySettings.Read("{", out _));
        Assert.Null(QualitySettings.Read("[]", out _));
    }

    [Fact]
    public void A_blank_place_for_the_principal_diagnosis_is_not_filled_by_the_next()
    {
        var par = LayoutCatalog.Find("par");
        var found = Check("LOPNR;HDIA;DIA1;DIA2;OP1;UTDATUM;INDATUM\n7;;I509;;;20250102;20250102\n8;I509;;QQQ99;QQQ98;20250102;20250102\n", Samples, layout: par, by: "").Found;
        Assert.Equal(["2 GRQ1001 DIA1", "3 GRQ1010 DIA2", "3 GRQ1201 OP1"], found.Select(finding => $"{finding.Row} {finding.Code.Id} {finding.Column}"));
    }

    [Fact]
    public void A_unit_must_be_a_column_of_the_file() =>
        Assert.Contains("colour", Assert.Throws<ContactFileException>(() => Check(Header, Samples, by: "colour")).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_that_cannot_be_read_are_no_findings()
    {
        var (found, summary) = Check(Header + "x,P9,H,,F,old,2025-01-02,,3,,1,I509,\ny,P9,H,,F,1,2025-01-02,,3,,much,I509,\n", Samples);
        Assert.Equal((0, 2L, 0L), (found.Count, summary.Unreadable, summary.Total.Contacts));
    }

    [Fact]
    public void The_document_lists_every_code_and_nothing_else()
    {
        var listed = Repository.Read("docs/quality.md").Split('\n').Where(line => line.StartsWith("| GRQ", StringComparison.Ordinal));
        Assert.Equal(QualityCodes.All.Select(code => $"| {code.Id} | {code.Severity} | {code.Meaning} | {code.Remedy} |"), listed);
        Assert.All(QualityCodes.All, code => Assert.Matches(new Regex("^GRQ1[0-4][0-9]{2}$", RegexOptions.None, TimeSpan.FromSeconds(1)), code.Id));
        Assert.All(QualityCodes.All, code => Assert.True(code.Meaning.ToString() != code.Meaning.In(Repository.Swedish) && code.Remedy.ToString() != code.Remedy.In(Repository.Swedish)));
    }

    [Fact]
    public void The_settings_in_the_document_are_those_without_settings()
    {
        var json = Repository.Read("docs/quality.md").Split("```json\n")[1].Split("```")[0];
        var read = QualitySettings.Read(json, out _)!;
        var usual = new QualitySettings();
        Assert.Equal((usual.CareDaysWithLeave, usual.MaxAge, usual.MaxRemembered), (read.CareDaysWithLeave, read.MaxAge, read.MaxRemembered));
        Assert.Equal(usual.Unspecific.Concat(usual.Administration).Concat(usual.Outside), read.Unspecific.Concat(read.Administration).Concat(read.Outside));
    }

    [Fact]
    public void A_licensed_set_asks_for_visit_form_and_profession()
    {
        var set = DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!;
        var found = Check(Header + "x,P9,H,,F,25000,2025-01-02,,0,,1,I509,\ny,P9,H,,F,25000,2025-01-02,,0,,1,I509,XS900 XS915\n", new(set)).Found;
        Assert.Equal(["2 GRQ1203", "2 GRQ1204"], found.Select(finding => $"{finding.Row} {finding.Code.Id}"));
    }

    private static DefinitionSet WithMedicine() => new(Set.Version, Set.Rules)
    {
        DiagnosisFeatures = Set.DiagnosisFeatures,
        ProcedureFeatures = Set.ProcedureFeatures.Add(new(ProcedureCode.Parse("L01XC02"), FeatureType.Procprop, "05S03", default)),
        DrgNames = Set.DrgNames,
    };

    private static (List<Finding> Found, QualitySummary Summary) Check(
        string text, Grouper grouper, QualitySettings? settings = null, ContactLayout? layout = null, string by = "hospital")
    {
        var found = new List<Finding>();
        var summary = new QualityRun(grouper, settings).Check(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), layout ?? ContactText.Canonical, "f.csv", by, found.Add, _ => { }, TestContext.Current.CancellationToken);
        return (found, summary);
    }
}

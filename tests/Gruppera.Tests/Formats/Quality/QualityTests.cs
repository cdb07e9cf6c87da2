using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
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
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,K999,", "GRQ1002 diagnoses K999" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,W019,", "GRQ1003 diagnoses W019" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,G632,", "GRQ1005 diagnoses G632" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,E114 G632,", "GRQ1006 diagnoses G632" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,E114*G632,", "GRQ1006 diagnoses E114*G632" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509*E119,", "GRQ1007 diagnoses I509*E119" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 I509,", "GRQ1008 diagnoses I509" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 E119 E119,", "GRQ1009 diagnoses E119" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 K999,", "GRQ1010 diagnoses K999" },
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
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509,XS100", "GRQ1205 procedures XS100" },
        { "x,P9,H,,F,10000,2025-01-02,,3,,1,I509 O820,", "GRQ1010 diagnoses O820|GRQ1206 diagnoses O820" },
        { "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 d450,", "GRQ1012 diagnoses d450" },
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
        var planted = Faults.SelectMany(row => row.Data.Item2.Split('|')).Select(finding => finding[..7]).Concat(["GRQ1004", "GRQ1011", "GRQ1013", "GRQ1106", "GRQ1107"]);
        Assert.Equal(QualityCodes.All.Select(code => code.Id), planted.Distinct().Order());
    }

    [Theory]
    [InlineData("2012-12-31", "")]
    [InlineData("2013-01-01", "GRQ1013 diagnoses I500")]
    public void A_code_is_valid_as_long_as_a_catalogue_of_the_country_says(string day, string findings)
    {
        var catalogue = new CodeCatalogue
        {
            System = CodeSystem.Find("icd-10-se")!,
            Codes = [new("I50.0") { Texts = [new("sv", "Ett")], From = new(1997, 1, 1), To = new(2012, 12, 31) }],
        };
        var grouper = new Grouper(OpenSet.Open(catalogues: _ => [catalogue]).Set!);
        var (found, _) = Check($"id,sex,age_days,admission_date,discharge_date,diagnoses\nA,F,28000,2012-12-20,{day},I50.0\n", grouper, by: "");
        Assert.Equal(findings, string.Join('|', found.Where(finding => finding.Code == QualityCodes.CodeNotValid).Select(finding => $"{finding.Code.Id} {finding.Column} {finding.Value}")));
    }

    [Theory]
    [InlineData("08:00,08:30,10:00", "")]
    [InlineData("23:30,00:10,02:00", "")]
    [InlineData("2025-01-02 23:30,2025-01-03 00:10,2025-01-03 02:00", "")]
    [InlineData("08:00,,07:30", "GRQ1106 start_time")]
    [InlineData("08:00,09:30,09:00", "GRQ1106 start_time")]
    [InlineData("08:00,08:61,", "GRQ1107 doctor_time")]
    public void The_times_of_a_visit_follow_one_another(string times, string finding)
    {
        var found = Check("id,admission_date,duration,age_days,sex,diagnoses,procedures,start_time,doctor_time,end_time\n" + $"x,2025-01-02,0,25000,F,I509,XS900 XS915,{times}\n", Samples, by: "").Found;
        Assert.Equal(finding, string.Join('|', found.Select(each => $"{each.Code.Id} {each.Column}")));
    }

    [Fact]
    public void A_principal_diagnosis_whose_group_is_of_MDC_99_is_told_and_a_visit_that_is_part_of_a_stay_is_not()
    {
        var grouper = new Grouper(new DefinitionSet(Set.Version, Set.Rules)
        {
            DiagnosisFeatures = Set.DiagnosisFeatures,
            ProcedureFeatures = Set.ProcedureFeatures,
            DrgNames = [.. Set.DrgNames.Select(name => name with { Mdc = "99" })],
        });
        var found = Check(Header + "x,P9,H,,F,25000,2025-01-02,,3,,1,I509,\ny,P9,H,,F,25000,2025-01-02,,0,,1,I509,XS100\n", grouper).Found;
        Assert.Equal(["2 GRQ1011"], found.Select(finding => $"{finding.Row} {finding.Code.Id}"));
    }

    [Fact]
    public void The_open_set_knows_codes_by_their_prefix_as_grouping_does()
    {
        var open = new Grouper(Gruppera.Formats.Sets.OpenSet.Open().Set!);
        var found = Check(Header + "x,P9,H,,F,25000,2025-01-02,,3,,1,I509 K999,JEA00 QQQ99\ny,P9,H,,F,25000,2025-01-02,,3,,1,V010,\n", open).Found;
        Assert.Equal(["2 GRQ1010 K999", "2 GRQ1201 QQQ99", "2 GRQ1202 Z60N", "3 GRQ1003 V010"], found.Select(finding => $"{finding.Row} {finding.Code.Id} {finding.Value}").Order());
    }

    [Theory]
    [InlineData("d450", "d450", true)]
    [InlineData("s7301", "I50.9 s7301", true)]
    [InlineData("D450.2", "D450.2", true)]
    [InlineData("E115+2", "E115+2", true)]
    [InlineData("e119", "i509 e119", false)]
    [InlineData("e115.2", "i509 e115.2", true)]
    [InlineData("E11.9", "E11.9", false)]
    [InlineData("S720", "S720", false)]
    [InlineData("D45", "D45", false)]
    public void A_code_of_functions_is_told_by_how_it_is_written(string code, string all, bool isFunction) =>
        Assert.Equal(isFunction, FunctionCode.IsAmong(code, all.Split(' ')));

    [Fact]
    public void Copies_are_found_whatever_their_number_and_memory_has_an_end()
    {
        var (seen, hash) = (new SeenContacts(100_000), new Random(7));
        var hashes = Enumerable.Range(0, 150_000).Select(_ => (ulong)hash.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        Assert.All(hashes, each => Assert.True(seen.Add(each)));
        Assert.Equal(50_000, seen.NotRemembered);
        Assert.Equal(100_000, hashes.Count(each => !seen.Add(each)));
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
        Assert.Null(QualitySettings.Read("""{ "max_age": 1, "max_age": 2 }""", out problem));
        Assert.Equal("a name stands twice in an object", problem);
        Assert.Null(QualitySettings.Read("{", out _));
        Assert.Null(QualitySettings.Read("[]", out _));
    }

    [Fact]
    public void A_blank_place_for_the_principal_diagnosis_is_not_filled_by_the_next()
    {
        var par = LayoutCatalog.Find("par");
        var found = Check("LOPNR;ALDER;HDIA;DIA1;DIA2;OP1;UTDATUM;INDATUM\n7;50;;I509;;;20250102;20250102\n8;50;I509;;K999;QQQ98;20250102;20250102\n", Samples, layout: par, by: "").Found;
        Assert.Equal(["2 GRQ1001 HDIA", "3 GRQ1010 DIA2", "3 GRQ1201 OP1"], found.Select(finding => $"{finding.Row} {finding.Code.Id} {finding.Column}"));
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

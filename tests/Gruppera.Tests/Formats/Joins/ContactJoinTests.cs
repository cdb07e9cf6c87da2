using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Joins;

namespace Gruppera.Tests.Formats.Joins;

/// <summary>Several files of a delivery become one of contacts.</summary>
public class ContactJoinTests
{
    private const string Json = """
        {
          "name": "x", "key": "K",
          "contacts": { "file": "a.txt", "layout": { "delimiter": ";", "header": ["K", "IN", "UT", "X"], "columns": { "id": "K", "admission_date": "IN", "discharge_date": "UT" } } },
          "codes": [
            { "file": "d.txt", "kind": "diagnoses", "header": ["K", "N", "C", "D"], "code": "C", "dagger": "D", "order": "N" },
            { "file": "p.txt", "kind": "procedures", "code": ["P1", "P2"] }
          ]
        }
        """;

    private const string Contacts = "1;20250101;20250103;x\n2;20250101;;y\n10;soon;;z\n";
    private const string Procedures = "K;P1;P2\n1;JEA00;\n2;XS900;L01XC02\n";

    [Theory]
    [InlineData("1;2;I10.9;\n1;1;F00.9*;G30.9+\n2;1;I509;\n", true)]
    [InlineData("2;1;I509;\n1;2;I10.9;\n1;1;F00.9;G30.9\n", false)]
    public void Codes_are_joined_in_their_order_whatever_the_order_of_the_files(string diagnoses, bool isSorted)
    {
        var (rows, issues, summary) = Join(Contacts, diagnoses, Procedures);
        Assert.Equal(["1 3 [F009*G309 I109] [JEA00]", "2 0 [I509] [XS900 L01XC02]"], rows);
        Assert.Equal(["a.txt 3 IN GRP3004"], issues);
        Assert.Equal(new JoinSummary(2, 1, 0, isSorted), summary);
    }

    [Theory]
    [InlineData("0;1;A00;\n1;1;I509;\n;1;A00;\n3;1;A00;\n", "d.txt 1 K GRP3010|d.txt 3 K GRP3010|d.txt 4 K GRP3010", false)]
    [InlineData(";1;A00;\n0;1;A00;\n1;1;I509;\n3;1;A00;\n", "d.txt 1 K GRP3010|d.txt 2 K GRP3010|d.txt 4 K GRP3010", true)]
    public void Codes_without_a_contact_are_named_by_row_and_not_by_key(string diagnoses, string orphans, bool isSorted)
    {
        var (rows, issues, summary) = Join("1;20250101;;\n2;20250101;;\n", diagnoses, "K;P1;P2\n");
        Assert.Equal(["1 0 [I509] []", "2 0 [] []"], rows);
        Assert.Equal(orphans.Split('|'), issues);
        Assert.Equal(new JoinSummary(2, 0, 3, isSorted), summary);
    }

    [Fact]
    public void A_code_in_two_files_is_one_and_two_of_a_kind_in_one_file_stay_two()
    {
        const string again = """
            { "file": "e.txt", "kind": "diagnoses", "header": ["K", "N", "C", "D"], "code": "C", "dagger": "D" },
            { "file": "q.txt", "kind": "procedures", "code": ["P1", "P2"] },
            { "file": "p.txt"
            """;
        var (rows, _, _) = Join(
            "1;20250101;;\n", "1;1;I509;\n1;2;E119;\n1;3;E119;\n", "K;P1;P2\n1;JEA00;JEA00\n1;AF037;\n",
            Json.Replace("{ \"file\": \"p.txt\"", again, StringComparison.Ordinal), ("e.txt", "1;1;e119;\n1;2;W01;\n1;3;W01;\n"), ("q.txt", "K;P1;P2\n1;JEA00;NFB49\n"));
        Assert.Equal(["1 0 [I509 E119 E119 W01] [JEA00 NFB49 JEA00 AF037]"], rows);
    }

    [Fact]
    public void A_key_given_twice_has_codes_once()
    {
        var (rows, issues, _) = Join("1;20250101;;\n1;20250101;;\n", "1;1;I509;\n", "K;P1;P2\n");
        Assert.Equal(["1 0 [I509] []", "1 0 [] []"], rows);
        Assert.Equal(["a.txt 2 K GRP3011"], issues);
    }

    [Fact]
    public void Rows_that_are_none_are_told_and_left_out()
    {
        var (rows, issues, _) = Join("1;20250101\n\n2;20250101;;;;\n", "\"1;1;I509;\n2;1;I509;\n", "K;P1;P2\n");
        Assert.Equal(["2 0 [I509] []"], rows);
        Assert.Equal(["a.txt 1  GRP3001", "d.txt 1 K GRP3001"], issues.Order());
    }

    [Fact]
    public void Sorted_and_unsorted_files_give_the_same_contacts()
    {
        var keys = Enumerable.Range(1, 500).ToList();
        string Contacts(IEnumerable<int> order) => string.Concat(order.Select(key => $"{key};20250101;;\n"));
        string Codes(IEnumerable<int> order) => string.Concat(order.SelectMany(key => Enumerable.Range(0, key % 4).Select(n => $"{key};{n};I{n}{key % 10};\n")));
        var sorted = Join(Contacts(keys), Codes(keys), "K;P1;P2\n");
        var unsorted = Join(Contacts(keys), Codes(keys.AsEnumerable().Reverse()), "K;P1;P2\n");
        Assert.Equal((true, false, 500), (sorted.Summary.IsSorted, unsorted.Summary.IsSorted, sorted.Rows.Count));
        Assert.Equal(sorted.Rows, unsorted.Rows);
    }

    [Fact]
    public void Danish_codes_come_in_the_order_of_their_types_without_referrals()
    {
        using var folder = new Fixture()
            .Write("t_adm.csv", "RECNUM;PNR;C_SGH;C_PATTYPE;D_INDDTO;D_UDDTO;V_ALDDG;C_UDM\n1001;p1;1301;0;2009-03-01;2009-03-05;28854;\n")
            .Write("t_diag.csv", "RECNUM;C_DIAG;C_DIAGTYPE\n1001;DR060;H\n1001;DN179;B\n1001;DI500;A\n").Write("t_sksopr.csv", "RECNUM;C_OPR;C_OPRART\n1001;KNFJ51;V\n");
        var (rows, _, summary) = Joined(folder, DeliveryCatalog.Find("lpr2")!);
        Assert.Equal(["1001 5 [I500 N179] [NFJ51]"], rows);
        Assert.Equal(1, summary.ByCondition);
    }

    [Fact]
    public void Finnish_causes_join_their_symptoms_by_number()
    {
        using var folder = new Fixture()
            .Write("HILMO.csv", "HILMO_ID;TNRO;ILAJI;TUPVA;LPVM;PALA;IKA;SUKUP\n1;9;1;1.3.2014;5.3.2014;1;60;2\n")
            .Write("HILMO_DIAG.csv", "HILMO_ID;KENTTA;N;KOODI\n1;SDGO;1;N17.9\n1;PDGE;0;E10.3\n1;PDGO;0;H36.0\n1;SDGE;2;I10\n");
        Assert.Equal(["1 5 [H360*E103 N179 I10] []"], Joined(folder, DeliveryCatalog.Find("hilmo-files")!).Rows);
    }

    [Fact]
    public void Danish_stays_of_LPR3_are_told_by_hours_and_refuted_diagnoses_left_out()
    {
        using var folder = new Fixture()
            .Write("kontakter.csv", "dw_ek_kontakt;cpr;dato_start;tidspunkt_start;dato_slut;tidspunkt_slut;sorenhed_ans;lprindberetningssystem\n1;a;2020-01-01;08:00:00;2020-01-01;21:00:00;9;LPR3\n2;b;2020-01-01;08:00:00;2020-01-01;09:00:00;9;LPR3\n3;c;2020-01-01;08:00:00;2020-01-01;09:00:00;9;MiniPas\n")
            .Write("diagnoser.csv", "dw_ek_kontakt;diagnosekode;diagnosetype;senere_afkraeftet;lprindberetningssystem\n1;DI10;B;Nej;LPR3\n1;DI500;A;Nej;LPR3\n1;DN179;B;Ja;LPR3\n2;DZ038;A;Nej;LPR3\n");
        var (rows, _, summary) = Joined(folder, DeliveryCatalog.Find("lpr3")!);
        Assert.Equal(["1 1 [I500 I10] []", "2 0 [Z038] []"], rows);
        Assert.Equal(2, summary.ByCondition);
    }

    [Theory]
    [InlineData("KONTAKT;KOSTNAD\n1;100,50\n1;200\n", "300.5", 0)]
    [InlineData("KONTAKT;KOSTNAD\n1;1 000\n", "1000", 0)]
    [InlineData("KONTAKT;KOSTNAD\n1;100\n1;x\n", "", 1)]
    [InlineData("KONTAKT;KOSTNAD\n", "", 0)]
    public void Costs_of_many_rows_are_summed_and_never_in_part(string costs, string cost, int unreadable)
    {
        using var folder = new Fixture().Write("par.csv", "KONTAKT;KON;ALDER;INDATUM;UTDATUM;HDIA\n1;2;40;20250101;20250102;I500\n").Write("kpp.csv", costs);
        using var output = new MemoryStream();
        var summary = new ContactJoin(DeliveryCatalog.Find("kpp-join")!, folder.Root).Run(output, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(unreadable, summary.WithoutCost);
        Assert.Equal(cost, Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1].Split(',')[15]);
    }

    [Fact]
    public void Types_of_cost_may_stay_columns()
    {
        var layout = DeliveryLayoutJson.Read("""
            { "name": "x", "key": "K", "contacts": { "file": "a.csv", "layout": { "columns": { "id": "K", "age_years": "A", "duration": "D" }, "diagnoses": { "list": "X" } } },
              "costs": [ { "file": "c.csv", "cost": "KR", "type": "T", "types": ["op", "ward"] } ] }
            """, out var problems);
        Assert.Empty(problems);
        using var folder = new Fixture().Write("a.csv", "K;A;D;X\n1;40;1;I500\n").Write("c.csv", "K;T;KR\n1;op;10\n1;ward;20\n1;other;5\n");
        using var output = new MemoryStream();
        new ContactJoin(layout!, folder.Root).Run(output, _ => { }, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.EndsWith(",procedures,cost_op,cost_ward", lines[0], StringComparison.Ordinal);
        Assert.Equal(("35", "10", "20"), (lines[1].Split(',')[15], lines[1].Split(',')[^2], lines[1].Split(',')[^1]));
    }

    [Fact]
    public void An_order_without_meaning_is_refused()
    {
        using var folder = new Fixture().Write("a.txt", Contacts).Write("d.txt", "1;A;I10.9;\n").Write("p.txt", Procedures);
        Assert.Contains("order_values", Assert.Throws<ContactFileException>(() => Run(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_and_columns_are_said()
    {
        using var folder = new Fixture().Write("a.txt", Contacts);
        Assert.Contains("d.txt", Assert.Throws<ContactFileException>(() => Run(folder)).Message, StringComparison.Ordinal);
        folder.Write("d.txt", "").Write("p.txt", "KEY;P1;P2\n");
        Assert.StartsWith("p.txt has no column K; it has KEY", Assert.Throws<ContactFileException>(() => Run(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "line 1: not JSON")]
    [InlineData("[]", "$: must be an object")]
    [InlineData("""{"name":"x","codes":[]}""", "$.key: must be a text")]
    [InlineData("""{"name":"x","key":"k","codes":[]}""", "$.contacts.layout: must be a layout")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{}},"codes":[]}""", "$.codes: must list")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{"colour":1}},"codes":[]}""", "$.contacts.layout.colour: not known")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{"diagnoses":{}}},"codes":[]}""", "$.contacts.layout.diagnoses: codes come from")]
    [InlineData("""{"name":"x","key":"k","contacts":{"layout":{}},"codes":[]}""", "$.contacts.file: must be a text")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{}},"codes":[{"file":"f","kind":"codes","code":"c"}]}""", "$.codes[0].kind: one of diagnoses")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{}},"codes":[{"file":"f","kind":"diagnoses"}]}""", "$.codes[0].code: must be a text")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{}},"codes":[{"file":"f","kind":"diagnoses","code":"c","encoding":"klingon"}]}""", "$.codes[0].encoding: 'klingon'")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{}},"codes":[{"file":"f","kind":"diagnoses","code":"c","delimiter":"||"}]}""", "$.codes[0].delimiter: one ASCII")]
    [InlineData("""{"name":"x","key":"k","contacts":{"file":"f","layout":{}},"codes":[{"file":"f","kind":"diagnoses","code":"c","colour":1}]}""", "$.codes[0].colour: not known")]
    public void What_is_wrong_in_a_delivery_layout_is_said_with_its_place(string json, string problem)
    {
        Assert.Null(DeliveryLayoutJson.Read(json, out var problems));
        Assert.Contains(problems, text => text.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_the_document_gives_what_it_says()
    {
        var parts = Repository.Read("docs/formats/swedish.md").Split("```json\n");
        var layout = DeliveryLayoutJson.Read(parts[1].Split("```")[0], out var problems)!;
        Assert.Empty(problems);
        using var folder = new Fixture().Write("sv_administrativ.txt", "1;195001029244;11001;20250103;20250105;4\n")
            .Write("sv_diagnos.txt", "1;2;I10.9\n1;1;I50.9\n9;1;A00.0\n").Write("sv_ekod.txt", "").Write("sv_atgard.txt", "").Write("sv_lakemedel.txt", "");
        using var output = new MemoryStream();
        var issues = new List<Issue>();
        new ContactJoin(layout, folder.Root).Run(output, issues.Add, TestContext.Current.CancellationToken);
        Assert.Equal("1,P1,11001,inpatient,,F,27395,2025-01-03,2025-01-05,3,E,,,,,,,I509 I109,", Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1]);
        Assert.Equal(("GRP3010", 3L, "KONTAKT", ""), (Assert.Single(issues).Code.Id, issues[0].Row, issues[0].Column, issues[0].Value));
    }

    private static (List<string> Rows, List<string> Issues, JoinSummary Summary) Join(
        string contacts, string diagnoses, string procedures, string json = Json, params (string Name, string Text)[] more)
    {
        using var folder = new Fixture().Write("a.txt", contacts).Write("d.txt", diagnoses).Write("p.txt", procedures);
        foreach (var (name, text) in more)
            folder.Write(name, text);
        return Run(folder, json);
    }

    private static (List<string> Rows, List<string> Issues, JoinSummary Summary) Run(Fixture folder, string json = Json)
    {
        var layout = DeliveryLayoutJson.Read(json, out var problems);
        Assert.Empty(problems);
        return Joined(folder, layout!);
    }

    private static (List<string> Rows, List<string> Issues, JoinSummary Summary) Joined(Fixture folder, DeliveryLayout layout)
    {
        var issues = new List<string>();
        using var output = new MemoryStream();
        var summary = new ContactJoin(layout, folder.Root).Run(
            output, issue => issues.Add($"{issue.File} {issue.Row} {issue.Column} {issue.Code.Id}"), TestContext.Current.CancellationToken);
        output.Position = 0;
        var rows = ContactReader.Read(output, LayoutCatalog.Find("canonical")! with { AllowMissing = ContactNeeds.All })
            .Select(row => $"{row.Contact.Id} {row.Contact.Duration.Days} [{string.Join(' ', row.Contact.Diagnoses)}] [{string.Join(' ', row.Contact.Procedures)}]").ToList();
        return (rows, issues, summary);
    }
}

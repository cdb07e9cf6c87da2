namespace Gruppera.Host.Tests;

/// <summary>From a delivery of several files to joined episodes and their quality.</summary>
[Collection(CommandLineCollection.Name)]
public class SwedishTest : Home
{
    private const string Header = "id,patient,hospital,sex,age_years,admission_date,duration,diagnoses,procedures,cost\n";
    private const string Visit = "V1,P1,Norra,F,70,2025-01-03,0,R074 I109,XS100 XS900 XS915,1200.50\n";
    private const string Stay = "E1,P1,Norra,F,70,2025-01-03,4,I509 I109,,40000\n";

    private const string Delivery = """
        {
          "name": "ours", "key": "NR",
          "contacts": { "file": "a.txt", "layout": { "header": ["NR", "IN", "UT"], "delimiter": ";", "columns": { "id": "NR", "admission_date": "IN", "discharge_date": "UT" } } },
          "codes": [ { "file": "d.txt", "kind": "diagnoses", "header": ["NR", "KOD"], "code": "KOD" } ]
        }
        """;

    [Fact]
    public void Visits_join_their_episodes_and_what_was_joined_is_written()
    {
        var file = Write("c.csv", Header + Visit + Stay);
        var said = Run("episodes", file, "-o", PathOf("o.csv"), "--merged", PathOf("m.csv"));
        Expect(said, 0, "",
            "contacts                                        2\n" +
            "  inpatient episodes                            1\n" +
            "  outpatient contacts                           1\n" +
            "    joined to an episode because of XS100       1\n" +
            "    joined before                               0\n" +
            "    with XS100 but without an episode           0\n" +
            "  rows that could not be read, left out         0\n" +
            "cost moved                                 1200.5\n");
        Assert.Equal(["visit_row,visit_id,episode_row,episode_id,reason,diagnoses,procedures,cost,note", "2,V1,3,E1,XS100,R074 I109,,1200.50,"], File.ReadAllLines(PathOf("m.csv")));
        Assert.Equal("E1,P1,Norra,inpatient,,F,25568,2025-01-03,,4,N,,,,,41200.50,,I509 I109 R074,", File.ReadAllLines(PathOf("o.csv"))[2]);
        Assert.Equal(3, Run("group", PathOf("o.csv"), "--set", Tables, "-o", PathOf("g.csv"), "--quiet") is { ExitCode: 0 } ? File.ReadAllLines(PathOf("g.csv")).Length : 0);
        Assert.Contains(",Z82O,", File.ReadAllLines(PathOf("g.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Episodes_tell_what_they_left_out()
    {
        var file = Write("c.csv", Header + "V1,P1,Norra,F,70,soon,0,R074,XS100,\nV2,P1,Norra,F,70,2025-01-03,0,R074,XS100,\n");
        var said = Run("episodes", file, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"), "--merged", PathOf("m.csv"), "--lang", "sv");
        Assert.Equal((3, ""), (said.ExitCode, said.Out));
        Assert.Contains("    med XS100 men utan vårdtillfälle                 1\n", said.Error, StringComparison.Ordinal);
        Assert.Equal("c.csv,2,admission_date,GRP3004,datumet går inte att läsa,", File.ReadAllLines(PathOf("i.csv"))[1]);
        Assert.Equal("3,V2,,,\"XS100, no episode\",,,,", File.ReadAllLines(PathOf("m.csv"))[1]);
    }

    [Fact]
    public void Episodes_need_a_file_with_patients()
    {
        Expect(Run("episodes", "-"), 1, "", "Episodes are found in three passes: give a file, not standard input or a pipe\n");
        Expect(Run("episodes", Write("c.csv", "id,diagnoses\nA,I10\n"), "-o", PathOf("o.csv")), 1, "", "visits are joined to episodes by patient, hospital and day: layout 'canonical' finds no column for patient\n");
        Assert.Equal(["c.csv"], Directory.GetFiles(Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Quality_sums_up_by_code_and_unit_within_80_columns()
    {
        var said = Run("quality", Contacts, "--set", Tables, "--by", "hospital");
        Assert.Equal((5, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("60 contacts, 23 findings in 15 of them\n\ncode     severity  findings  meaning\nGRQ1002  error            1  principal diagnosis is not in the definition tables\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("\n      20         8     25.00 %  Sörlasarettet\n", said.Out, StringComparison.Ordinal);
        Assert.EndsWith("... all with --format csv\n", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.StartsWith("60 vårdkontakter, 23 anmärkningar i 15 av dem\n\nkod      allvar   antal  innebörd\n", Run("quality", Contacts, "--set", Tables, "--lang", "sv").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Quality_lists_every_finding_as_csv_and_json()
    {
        Assert.Equal(24, Run("quality", Contacts, "--set", Tables, "--format", "csv").Lines.Length);
        var file = Write("c.csv", Header + "x,P1,Norra,F,70,2025-01-03,4,I509 I509,,1\n");
        Expect(Run("quality", file, "--set", Tables, "--format", "csv", "--by", "hospital"), 5,
            "row,id,unit,column,value,code,severity,meaning,remedy\n2,x,Norra,diagnoses,I509,GRQ1008,warning,a secondary diagnosis repeats the principal diagnosis,Remove it.\n", "");
        Expect(Run("quality", file, "--set", Tables, "--format", "json", "-o", PathOf("q.json")), 5, "", "");
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(PathOf("q.json")));
        Assert.Equal((2, "GRQ1008", 1), (
            json.RootElement.GetProperty("findings")[0].GetProperty("row").GetInt32(),
            json.RootElement.GetProperty("findings")[0].GetProperty("code").GetString(),
            json.RootElement.GetProperty("codes").GetProperty("GRQ1008").GetInt32()));
    }

    [Fact]
    public void Quality_ends_with_0_3_or_5()
    {
        Expect(Run("quality", Write("c.csv", Header + Stay), "--set", Tables), 0, "1 contact, 0 findings in 0 of them\n", "");
        var said = Run("quality", Mistakes, "--set", Tables, "--issues", PathOf("i.csv"));
        Assert.Equal((3, "", 4), (said.ExitCode, said.Error, File.ReadAllLines(PathOf("i.csv")).Length));
        Assert.Contains("GRQ1102", said.Out, StringComparison.Ordinal);
        Expect(Run("quality", Contacts, "--set", Tables, "--by", "colour"), 1, "", "the file has no column colour for units\n");
        Expect(Run("quality", Contacts, "--set", Tables, "--settings", PathOf("s.json")), 1, "", $"There is no file {PathOf("s.json")}\n");
        var settings = Write("s.json", """{ "colour": 1 }""");
        Expect(Run("quality", Contacts, "--set", Tables, "--settings", settings), 1, "", $"{settings} $.colour: not known\nThe settings {settings} cannot be used.\n");
    }

    [Fact]
    public void The_files_of_a_delivery_become_one()
    {
        var layout = Write("l.json", Delivery);
        Write("a.txt", "1;20250101;20250102\n2;20250101;20250101\n");
        Write("d.txt", "1;I50.9\n2;I10.9\n");
        Expect(Run("layouts", "check", layout), 0, $"{layout}: right\n", "");
        Expect(Run("contacts", "join", layout, "-o", PathOf("o.csv")), 0, "", "2 contacts joined; files sorted by key\n");
        Assert.Equal("2,,,inpatient,,,,2025-01-01,2025-01-01,1,N,,,,,,,I109,", File.ReadAllLines(PathOf("o.csv"))[2]);
        Write("d.txt", "3;I50.9\n2;I10.9\n");
        Expect(Run("contacts", "join", layout, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv")), 3, "",
            "2 contacts joined; files not sorted by key: codes were kept in memory\n1 row belongs to no contact or repeats a key; give a file with --issues to list them\n");
        Assert.Equal("d.txt,1,NR,GRP3010,\"no contact has the key of this row, so it was left out\",", File.ReadAllLines(PathOf("i.csv"))[1]);
    }

    [Fact]
    public void A_delivery_layout_that_is_wrong_is_told()
    {
        Expect(Run("contacts", "join", PathOf("l.json")), 1, "", $"There is no file {PathOf("l.json")}\n");
        var layout = Write("l.json", Delivery.Replace("\"diagnoses\"", "\"codes\"", StringComparison.Ordinal));
        foreach (var args in new[] { new[] { "contacts", "join", layout }, ["layouts", "check", layout] })
            Expect(Run(args), 1, "", $"{layout} $.codes[0].kind: one of diagnoses, procedures\nThe layout {layout} cannot be used.\n");
        Write("l.json", Delivery);
        Assert.Contains("has no file a.txt", Run("contacts", "join", PathOf("l.json"), "-o", PathOf("o.csv")).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("o.csv")));
    }
}

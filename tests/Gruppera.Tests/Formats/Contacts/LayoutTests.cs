using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

public class LayoutTests
{
    private static readonly string[] Shipped = ["canonical", "estonian", "fhir", "hilmo", "kpp", "lpr-drg", "lpr2-wide", "lpr3-wide", "nordic", "norwegian", "norwegian-string", "npr", "par", "par-ov", "testcase", "testrule"];

    [Fact]
    public void Every_shipped_layout_is_right_and_has_a_title_in_both_languages()
    {
        Assert.Equal(Shipped, LayoutCatalog.Names);
        Assert.All(LayoutCatalog.Names, name =>
        {
            var layout = LayoutJson.Read(LayoutCatalog.JsonOf(name)!, out var problems);
            Assert.Empty(problems);
            Assert.Equal(name, layout!.Name);
            Assert.NotEqual(layout.Title.In(Language.English), layout.Title.In(Repository.Swedish));
        });
        Assert.Null(LayoutCatalog.Find("none"));
    }

    [Theory]
    [InlineData("canonical", "id;sex;age_days;duration;discharge;diagnoses;procedures\n7;F;9000;3;R;I50.9 F009*G309;JEA00", "7 Female 9000 3 Transferred [I509 F009*G309] [JEA00]")]
    [InlineData("norwegian", "RegelNr;DRGKode;DRGGrupperingsregel;DRGGrupperingsstreng;Returkode\n7;88;R1;2,9000,E,3,,,I509,G309,F009;0", "7 Female 9000 3 Dead [I509 F009*G309] []")]
    [InlineData("norwegian-string", "2,9000,E,3,,,I509,G309,F009\n", " Female 9000 3 Dead [I509 F009*G309] []")]
    [InlineData("testcase", "id,drg_nat,drg_logic_id,sex,age,duration,disch,dg1_plus,d_dg1_plus,dg2_plus,d_dg2_plus,proc1_plus\n7,88,R1,2.0,9000,3,E,I509,,F009,G309,JEA00", "7 Female 9000 3 Dead [I509 F009*G309] [JEA00]")]
    [InlineData("testrule", "ID;DRG;ORD;IKA;SEX;DEATH;LAMA;REM;DISCH;DUR;OIR1;SYY1;OIR2;SYY2;TP1\n7;88;R1;9000;K;F;F;T;;3;I509;;F009;G309;JEA00", "7 Female 9000 3 Transferred [I509 F009*G309] [JEA00]")]
    public void Every_shipped_layout_reads_its_own_kind(string name, string text, string contact) =>
        Assert.Equal(contact, ContactText.Describe(ContactText.Row(text, LayoutCatalog.Find(name))));

    [Fact]
    public void The_Norwegian_string_has_its_procedures_from_field_66() =>
        Assert.Equal([ProcedureCode.Parse("JEA00")], ContactText.Row($"1,1,,1,,,I509{new string(',', 59)}JEA00", LayoutCatalog.Find("norwegian-string")).Contact.Procedures);

    [Fact]
    public void Expectations_of_a_test_case_are_read()
    {
        var row = ContactText.Row("id;sex;exp_drg;exp_rtc;exp_ord;dx1\n1;F;\"8\"\"8\";0;R1;I509");
        Assert.Equal(("8\"8", new ReturnCode('0'), "R1"), (row.ExpectedDrg, row.ExpectedReturnCode, row.ExpectedRule));
    }

    [Theory]
    [InlineData("id,sex,diagnoses\n", "canonical")]
    [InlineData("DX1;Sex\n", "canonical")]
    [InlineData("RegelNr;DRGGrupperingsstreng\n", "norwegian")]
    [InlineData("id,dg1_plus\n", "testcase")]
    [InlineData("ID;OIR1\n", "testrule")]
    [InlineData("sep=|\nid|dx1\n", "canonical")]
    [InlineData("id|dx1|sex\n", "canonical")]
    [InlineData("id;diagnos\n", "canonical")]
    [InlineData("id;x\n", null)]
    [InlineData("", null)]
    public void The_layout_of_a_file_is_known_by_its_header(string text, string? layout)
    {
        using var folder = new Fixture().Write("f.csv", text);
        Assert.Equal(layout, LayoutCatalog.Detect(Path.Combine(folder.Root, "f.csv"))?.Name);
    }

    [Theory]
    [InlineData("{", "line 1: not JSON")]
    [InlineData("[]", "$: must be an object")]
    [InlineData("""{"diagnoses":{"list":"d"}}""", "$.name: a layout needs a name")]
    [InlineData("""{"name":"x"}""", "$.diagnoses: a layout must say where the diagnoses stand")]
    [InlineData("""{"name":"x","diagnoses":{"list":7}}""", "$.diagnoses.list: must be a text")]
    [InlineData("""{"name":"x","diagnoses":{"names":"dx"}}""", "$.diagnoses.names: must contain {n}")]
    [InlineData("""{"name":"x","diagnoses":{"from":0}}""", "$.diagnoses.from: must be a whole number of 1 or more")]
    [InlineData("""{"name":"x","diagnoses":{"from":3}}""", "$.diagnoses.count: codes at positions need their number")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d","lists":"d"}}""", "$.diagnoses.lists: not known")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"columns":{"age":"a"}}""", "$.columns.age: not a meaning")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"columns":{"sex":[]}}""", "$.columns.sex: a header name")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"columns":{"sex":{"at":"1"}}}""", "$.columns.sex.at: must be a whole number")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"delimiter":"||"}""", "$.delimiter: one ASCII character")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"header":"no"}""", "$.header: must be true or false")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"encoding":"klingon"}""", "$.encoding: 'klingon' is not known")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"dates":["yy-MM-dd"]}""", "$.dates: 'yy-MM-dd' must hold yyyy")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"dates":"x"}""", "$.dates: must be a list")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"values":{"sex":{"1":"man"}}}""", "$.values.sex.1: one of male, female, missing")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"values":{"age":{}}}""", "$.values.age: not known")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"title":{"en":1}}""", "$.title.en: must be a text")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"title":{"en":"a","en":"b"}}""", "a name stands twice in an object")]
    [InlineData("""{"name":"x","kind":"fixed","diagnoses":{"from":1,"count":2,"length":6},"columns":{"sex":1}}""", "$.columns: in fixed-width lines each column needs")]
    [InlineData("""{"name":"x","kind":"fixed","diagnoses":{"from":1,"count":2}}""", "$.diagnoses, $.procedures: in fixed-width lines codes need")]
    [InlineData("""{"name":"x","kind":"wide","diagnoses":{"list":"d"}}""", "$.kind: one of delimited, fixed")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"colour":"red"}""", "$.colour: not known")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"colums":{}}""", "$.colums: not known; near: columns; remove it")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"columns":{"age_dys":"a"}}""", "$.columns.age_dys: not a meaning; near: age_days")]
    [InlineData("""{"name":"x","diagnoses":{"names":["a"],"dagger_names":["b","c"]}}""", "$.diagnoses.dagger_names: 2 names for 1")]
    [InlineData("""{"name":"x","diagnoses":{"second":"a","list":"d"}}""", "$.diagnoses.second: needs")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d","prefix":"DD"}}""", "$.diagnoses.prefix: 'DD' is not one letter")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d","pairs":"both"}}""", "$.diagnoses.pairs: one of asterisk_first, either, not 'both'")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"procedures":{"principal":"p"}}""", "$.procedures: principal, second and dagger_names")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"leave_out":["a"]}""", "$.leave_out: must be an object")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"keep":{"a":1}}""", "$.keep.a: must be a text")]
    public void What_is_wrong_in_a_layout_is_said_with_its_place(string json, string problem)
    {
        Assert.Null(LayoutJson.Read(json, out var problems));
        Assert.Contains(problems, text => text.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_layout_may_have_comments_and_map_values()
    {
        var layout = LayoutJson.Read("""
            {
              // Our hospital.
              "name": "ours", "delimiter": "|", "dates": ["dd.MM.yyyy"],
              "columns": { "sex": "KON", "birth_date": "FODD", "admission_date": "IN", "discharge_date": "UT", "discharge": "UTSATT" },
              "diagnoses": { "names": "DIA{n}" }, "procedures": { "list": "OP" },
              "values": { "sex": { "1": "male", "2": "female" }, "discharge": { "11": "alive", "22": "transferred", "död": "dead" } },
            }
            """, out var problems);
        Assert.Empty(problems);
        const string Header = "KON|FODD|IN|UT|UTSATT|DIA01|DIA02|OP\n";
        Assert.Equal(" Female 1 2 Transferred [I109 E119] [JEA00]", ContactText.Describe(ContactText.Row(Header + "2|28.02.2024|29.02.2024|01.03.2024|22|I109|E119|JEA00", layout)));
        Assert.Equal(" Missing 0 0 Dead [] []", ContactText.Describe(ContactText.Row(Header + "3|||| död |||", layout)));
    }
}

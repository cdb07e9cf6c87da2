using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>The patient register's columns, values with a default, and personal identity numbers.</summary>
public class SwedishTests
{
    private const string Person = "195001629244";

    [Theory]
    [InlineData("LOPNR;HDIA;DIA1;DIA2;EKOD1;OP;KON;ALDER;INDATUM;UTDATUM;UTSATT\n7;I50.9;I10;E119;W01.9;JEA00 XS915;2;70;20250102;20250104;4", "7 Female 25568 3 Dead [I509 I10 E119 W019] [JEA00 XS915]")]
    [InlineData("LOPNR;HDIA;BDIA01;EKOD1;OP1;OP2;KON;FODDATUM;INDATUM;UTDATUM;UTSATT\n7;I50.9;I10;;JEA00;XS915;1;19500102;20250102;20250102;2", "7 Male 27394 1 Alive [I509 I10] [JEA00 XS915]")]
    [InlineData("LOPNR;HDIA;FODAR;INDATUM;UTDATUM;VARDFORM\n7;I509;1950;20250702;20250702;OV", "7 Missing 27395 0 Alive [I509] []")]
    [InlineData("LOPNR;HDIA;FODAR;INDATUM;VARDFORM\n7;Z380;2025;20250301;SV", "7 Missing 0 0 Alive [Z380] []")]
    [InlineData("LOPNR;HDIA;ALDER;FODAR;INDATUM;VARDFORM\n7;I509;70;1955;20250301;", "7 Missing 25568 0 Alive [I509] []")]
    [InlineData("LOPNR;HDIA;UTSATT\n7;I509;9", "2 GRP3007 UTSATT")]
    [InlineData("LOPNR;HDIA;VARDFORM\n7;I509;X", "2 GRP3007 VARDFORM")]
    [InlineData("LOPNR;HDIA;INDATUM;FODAR\n7;I509;20250301;2026", "2 GRP3005 FODAR")]
    [InlineData("LOPNR;HDIA;INDATUM;FODAR\n7;I509;20250301;0", "2 GRP3004 FODAR")]
    public void Extracts_of_the_patient_register_are_read(string text, string contact) =>
        Assert.Equal(contact, ContactText.Describe(ContactText.Row(text, LayoutCatalog.Find("par"))));

    [Fact]
    public void Without_a_principal_diagnosis_column_the_register_layout_does_not_fit()
    {
        using var folder = new Fixture().Write("f.csv", "LOPNR;DIA1;OP\n").Write("p.csv", "LOPNR;HDIA;DIA1;OP\n");
        Assert.Null(LayoutCatalog.Detect(Path.Combine(folder.Root, "f.csv")));
        Assert.Equal("par", LayoutCatalog.Detect(Path.Combine(folder.Root, "p.csv"))?.Name);
    }

    [Theory]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"values":{"care_form":{"1":"sluten"}}}""", "$.values.care_form.1: one of inpatient, outpatient, primary, outside, dates")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"care_form":"sluten"}""", "$.care_form: one of inpatient")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"header":[1]}""", "$.header: must be a text")]
    [InlineData("""{"name":"x","diagnoses":{"names":["HDIA",1]}}""", "$.diagnoses.names: must be a text")]
    [InlineData("""{"name":"x","diagnoses":{"list":"d"},"values":{"sex":{"1":"issue"}}}""", "$.values.sex.1: one of male, female, missing")]
    public void What_is_wrong_in_the_new_keys_is_said(string json, string problem)
    {
        Assert.Null(LayoutJson.Read(json, out var problems));
        Assert.Contains(problems, text => text.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_may_be_outpatient_as_a_whole_and_its_columns_named_by_the_layout()
    {
        var layout = Layout("""{"name":"x","header":["NR","IN","UT","DIA"],"care_form":"outpatient","columns":{"id":"NR","admission_date":"IN","discharge_date":"UT"},"diagnoses":{"names":["DIA"]}}""");
        Assert.Equal(["7 Missing 0 0 Alive [I509] []", "2 GRP3001"], ContactText.Rows("7;20250102;20250103;I509\n8;20250102\n", layout).Select(ContactText.Describe));
    }

    [Theory]
    [InlineData("*", "alive", "9", DischargeMode.Alive)]
    [InlineData("*", "dead", "9", DischargeMode.Dead)]
    [InlineData("*", "dead", "1", DischargeMode.Transferred)]
    [InlineData("*", "dead", "", DischargeMode.Alive)]
    [InlineData("x", "dead", "9", DischargeMode.Alive)]
    public void Other_values_mean_what_the_star_says(string name, string meaning, string value, DischargeMode mode)
    {
        var layout = Layout($$"""{"name":"x","columns":{"discharge":"U"},"diagnoses":{"list":"d"},"values":{"discharge":{"1":"transferred","{{name}}":"{{meaning}}" } } }""");
        Assert.Equal(mode, ContactText.Row($"d;U\nI509;{value}", layout).Contact.Discharge);
    }

    [Theory]
    [InlineData("195001029244", "1950-01-02", Sex.Female)]
    [InlineData("19500102-9234", "1950-01-02", Sex.Male)]
    [InlineData(Person, "1950-01-02", Sex.Female)]
    [InlineData("200002299999", "2000-02-29", Sex.Male)]
    [InlineData("190002299999", null, Sex.Missing)]
    [InlineData("5001029244", null, Sex.Missing)]
    [InlineData("19500102924X", null, Sex.Missing)]
    [InlineData("1950010292444", null, Sex.Missing)]
    public void A_personal_identity_number_tells_birth_date_and_sex(string text, string? birth, Sex sex)
    {
        Assert.Equal(birth is not null, PersonalId.TryRead(Encoding.UTF8.GetBytes(text), out var date, out var read));
        Assert.Equal((birth is null ? default : DateOnly.Parse(birth), sex), (date, read));
    }

    [Theory]
    [InlineData("""{"name":"x","header":false,"columns":{"personal_id":1,"id":1,"sex":2,"admission_date":4,"age_years":5},"diagnoses":{"from":3,"count":1}}""", "", 2)]
    [InlineData("""{"name":"x","columns":{"personal_id":"pnr","id":"pnr","sex":"sex","admission_date":"in","age_years":"age"},"diagnoses":{"list":"d"}}""", "pnr;sex;d;in;age\n", 2)]
    [InlineData("""{"name":"x","header":["pnr","sex","d","in","age"],"columns":{"personal_id":"pnr","sex":"sex","admission_date":"in","age_years":"age"},"diagnoses":{"list":"d"}}""", "", 2)]
    public void It_goes_to_no_output_and_no_issue(string json, string header, int unreadable)
    {
        var layout = Layout(json);
        var text = header + $"{Person};;N409;20250102;\n\"{Person}\";M;N409;soon;40\n{Person};M\n";
        var issues = new List<string>();
        using var output = new MemoryStream();
        var set = DefinitionReader.Read(Repository.PathOf("samples/tables")).Set!;
        new FileGrouper(new Grouper(set), new() { Layout = layout with { AllowMissing = ContactNeeds.Duration } }).Run(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), output, (issue, row) => issues.Add(issue + row), TestContext.Current.CancellationToken);
        var written = Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains(";N409;", written, StringComparison.Ordinal);
        Assert.DoesNotContain("195001", written, StringComparison.Ordinal);
        Assert.All(issues, issue => Assert.DoesNotContain("195001", issue, StringComparison.Ordinal));
        Assert.Equal(unreadable, issues.Count);
        Assert.All(ContactText.Rows(text, layout), row => Assert.Equal("", row.Contact.Id));
    }

    [Fact]
    public void It_gives_the_sex_where_no_column_does_and_age_is_never_guessed()
    {
        var layout = Layout("""{"name":"x","columns":{"personal_id":"p","admission_date":"in","sex":"s"},"diagnoses":{"list":"d"}}""");
        Assert.Equal(
            [" Female 27395 0 Alive [I509] []", " Male 27395 0 Alive [I509] []", "4 GRP3008 p"],
            ContactText.Rows($"p;in;s;d\n{Person};20250103;;I509\n{Person};20250103;M;I509\nX;20250103;M;I509\n", layout).Select(ContactText.Describe));
    }

    private static ContactLayout Layout(string json)
    {
        var layout = LayoutJson.Read(json, out var problems);
        Assert.Empty(problems);
        return layout!;
    }
}

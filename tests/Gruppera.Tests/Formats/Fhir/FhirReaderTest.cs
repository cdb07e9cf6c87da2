using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Fhir;
using static Gruppera.Tests.Formats.Fhir.FhirText;

namespace Gruppera.Tests.Formats.Fhir;

/// <summary>FHIR R4 resources as rows of contacts, and what of them is left out.</summary>
public class FhirReaderTest
{
    private static FhirText Two => new FhirText().Patient().Condition("a", Code("I21.9")).Condition("b", Code("E11.9"));

    [Fact]
    public void An_encounter_becomes_a_contact_with_all_that_grouping_needs()
    {
        var text = Two.Encounter(diagnoses: Use("b", rank: 2) + "," + Use("a", rank: 1), start: "2025-03-01T10:05:00+01:00", end: "2025-03-04T14:00:00+01:00",
            more: ""","serviceProvider":{"reference":"Organization/North"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"other-hcf"}]}}""")
            .Procedure("FNG05").Procedure("AF037", when: "2025-03-01");
        foreach (var (rows, found) in new[] { text.Read(), FhirText.Read(text.Bundle) })
        {
            var row = Assert.Single(rows);
            Assert.Equal(
                "e|p|North|inpatient||F|1950-03-01||2025-03-01|2025-03-04|2025-03-01 10:05|2025-03-04 14:00|R||I21.9|E11.9|AF037 FNG05",
                string.Join('|', row.Values));
            Assert.Empty(found);
        }
    }

    /// <summary>Billing before discharge, then by rank; comorbidities never come first; what was only suspected at admission is left out.</summary>
    [Theory]
    [InlineData("a DD 2,b DD 1", "E11.9", "I21.9", "")]
    [InlineData("a DD 1,b billing 1", "E11.9", "I21.9", "")]
    [InlineData("a CM 1,b DD", "E11.9", "I21.9", "")]
    [InlineData("a CM 1", "", "I21.9", "")]
    [InlineData("a AD 1,b DD 1", "E11.9", "", "GRP1032 Encounter.diagnosis.use 1: AD 1")]
    [InlineData("a X9 1,b DD 1", "E11.9", "", "GRP1030 Encounter.diagnosis.use 1: X9 1")]
    [InlineData("a DD,b DD", "I21.9", "E11.9", "GRP1035 Encounter.diagnosis.rank 1")]
    [InlineData("a DD 1,a billing 1", "I21.9", "", "")]
    [InlineData("a DD 1,none DD 2", "I21.9", "", "GRP1036 Encounter.diagnosis 1")]
    public void Diagnoses_are_taken_by_use_and_rank(string uses, string principal, string others, string found)
    {
        var diagnoses = string.Join(',', uses.Split(',').Select(use => use.Split(' ')).Select(use => Use(use[0], use[1], use.Length > 2 ? int.Parse(use[2]) : null)));
        var (rows, issues) = Two.Encounter(diagnoses: diagnoses).Read();
        Assert.Equal((principal, others), (rows[0]["principal"], rows[0]["secondary"]));
        Assert.Equal(found.Length == 0 ? [] : [found], issues);
    }

    [Theory]
    [InlineData("""{"system":"http://hl7.org/fhir/sid/icd-10","code":"A50.3"},{"system":"http://hl7.org/fhir/sid/icd-10","code":"G94.0"}""", "G94.0*A50.3")]
    [InlineData("""{"system":"http://hl7.org/fhir/sid/icd-10","code":"A50.3+"},{"system":"http://hl7.org/fhir/sid/icd-10","code":"G94.0*"}""", "G94.0*A50.3")]
    [InlineData("""{"system":"urn:oid:1.2.752.116.1.1.1.1.3","code":"I21.9A"},{"system":"http://hl7.org/fhir/sid/icd-10","code":"I21.9"}""", "I21.9A")]
    [InlineData("""{"system":"urn:oid:1.2.208.176.2.4","code":"DI219"},{"system":"http://snomed.info/sct","code":"22298006"}""", "I219")]
    [InlineData("""{"system":"http://hl7.org/fhir/sid/icd-10","code":"Z99.9","extension":[{"url":"http://fhir.de/StructureDefinition/icd-10-gm-mehrfachcodierungs-kennzeichen","valueCoding":{"code":"*"}}]},{"system":"http://hl7.org/fhir/sid/icd-10","code":"E10.2","extension":[{"url":"http://fhir.de/StructureDefinition/icd-10-gm-mehrfachcodierungs-kennzeichen","valueCoding":{"code":"†"}}]}""", "Z99.9*E10.2")]
    public void Pairs_and_codes_of_several_systems_are_told_apart(string codings, string code)
    {
        var (rows, found) = new FhirText().Patient().Condition("c", codings).Encounter(diagnoses: Use("c", rank: 1)).Read();
        Assert.Equal(code, rows[0]["principal"]);
        Assert.Empty(found);
    }

    [Fact]
    public void Nothing_is_guessed_and_all_that_is_left_out_is_told()
    {
        var (rows, found) = new FhirText().Patient(birth: "1950-03", more: ",\"deceasedBoolean\":true")
            .Condition("s", Code("73211009", "http://snomed.info/sct")).Condition("r", Code("I10"), more: ",\"verificationStatus\":{\"coding\":[{\"code\":\"refuted\"}]}")
            .Condition("o", Code("I10"), patient: "q").Condition("t", Code("I10") + "," + Code("I11"))
            .Encounter(form: "HH", diagnoses: string.Join(',', new[] { "s", "r", "o", "t" }.Select(id => Use(id))), more: ",\"partOf\":{\"reference\":\"Encounter/x\"}", start: "2025-03", end: "2025-03-04T23:30:00Z")
            .Encounter(id: "e", diagnoses: "").Encounter(id: "f", status: "planned").Procedure("XX", status: "not-done").Procedure("FNG05", encounter: "gone")
            .Add("""{"resourceType":"Observation","id":"1"}""").Read();
        var row = Assert.Single(rows);
        Assert.Equal(("", "1950", "", "2025-03-04", "", "I10"), (row["care_form"], row["birth_year"], row["admission_date"], row["discharge_date"], row["principal"], row["secondary"]));
        Assert.Equal(
        [
            "GRP1030 Condition.code 1: http://snomed.info/sct 1", "GRP1030 Encounter.class 1: HH 1", "GRP1032 Condition.verificationStatus 1: refuted 1",
            "GRP1032 Encounter.status 1: planned 1", "GRP1032 Procedure.status 1: not-done 1", "GRP1033 Encounter.period 1", "GRP1033 Patient.birthDate 1",
            "GRP1033 Patient.deceased 1", "GRP1034 Encounter.period 1", "GRP1035 Condition.code 1", "GRP1036 Procedure.encounter 1", "GRP1037 Encounter.diagnosis 1",
            "GRP1038 Encounter.id 1", "GRP1039 Encounter.partOf 1", "GRP1040  1: Observation 1",
        ], found.Where(each => !each.Contains("diagnosis.rank", StringComparison.Ordinal)));
    }

    /// <summary>Conditions that only name their encounter: one is the principal diagnosis, of several none is.</summary>
    [Fact]
    public void Conditions_without_a_place_among_the_diagnoses_give_no_principal_one_where_they_are_several()
    {
        const string Of = ",\"encounter\":{\"reference\":\"Encounter/e\"}";
        var one = new FhirText().Patient().Condition("a", Code("I21.9"), more: Of).Encounter().Read();
        Assert.Equal(("I21.9", "", 0), (one.Rows[0]["principal"], one.Rows[0]["secondary"], one.Found.Count));
        var two = new FhirText().Patient().Condition("a", Code("I21.9"), more: Of).Condition("b", Code("E11.9"), more: Of).Encounter().Read();
        Assert.Equal(("", "I21.9 E11.9"), (two.Rows[0]["principal"], two.Rows[0]["secondary"]));
        Assert.Equal(["GRP1035 Encounter.diagnosis 1"], two.Found);
    }

    [Fact]
    public void A_mapping_gives_visit_form_and_profession_their_codes_and_times_their_zone()
    {
        var mapping = FhirMapping.Read("""
            {
              "time_zone": "Europe/Stockholm",
              "class": { "HH": "outpatient" },
              "codes": [
                { "at": "type", "system": "urn:visit", "code": "ind", "procedures": "XS900" },
                { "at": "participant", "code": "204010", "procedures": "XS915" },
                { "at": "serviceType", "code": "psy", "specialty": "psychiatric" },
              ],
            }
            """, out var problem);
        Assert.Null(problem);
        var (rows, found) = Two.Encounter(form: "HH", diagnoses: Use("a"), start: "2025-03-01T23:30:00Z", end: "2025-03-02T00:30:00Z", more:
            ""","type":[{"coding":[{"system":"urn:visit","code":"ind"}]}],"participant":[{"type":[{"coding":[{"code":"204010"}]}]}],"serviceType":{"coding":[{"code":"psy"}]}""").Read(mapping);
        Assert.Equal(("outpatient", "psychiatric", "2025-03-02", "2025-03-02 00:30", "XS900 XS915"), (rows[0]["care_form"], rows[0]["specialty"], rows[0]["admission_date"], rows[0]["start_time"], rows[0]["procedures"]));
        Assert.Empty(found);
    }

    /// <summary>The class is one coding in R4 and a list of concepts in R5: a meaning of it holds in both.</summary>
    [Theory]
    [InlineData("""{"code":"AMB"}""")]
    [InlineData("""[{"coding":[{"code":"AMB"}]}]""")]
    public void A_class_means_what_the_mapping_says_in_either_version(string form)
    {
        var mapping = FhirMapping.Read("""{ "codes": [ { "at": "class", "code": "AMB", "procedures": "XS900" } ] }""", out _);
        var (rows, _) = new FhirText().Patient().Add($$$"""{"resourceType":"Encounter","id":"e","status":"finished","class":{{{form}}},"subject":{"reference":"Patient/p"}}""").Read(mapping);
        Assert.Equal(("outpatient", "XS900"), (rows[0]["care_form"], rows[0]["procedures"]));
    }

    [Theory]
    [InlineData("{", "it is no JSON")]
    [InlineData("""{"klass":{}}""", "klass: there is no such member")]
    [InlineData("""{"class":{"IMP":"sluten"}}""", "class.IMP: give one of inpatient")]
    [InlineData("""{"use":{"DD":"first"}}""", "use.DD: give diagnosis, secondary or none")]
    [InlineData("""{"codes":[{"at":"reason","code":"1"}]}""", "codes.at: give one of class")]
    [InlineData("""{"codes":[{"at":"type"}]}""", "codes.code: it is missing")]
    [InlineData("""{"time_zone":"Mars"}""", "time_zone: there is no zone Mars")]
    public void A_mapping_that_cannot_be_used_says_where(string json, string problem)
    {
        Assert.Null(FhirMapping.Read(json, out var text));
        Assert.StartsWith(problem, text!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What waits in private files gives the same rows, in the same order, as what fits in memory.</summary>
    [Fact]
    public void Rows_are_the_same_when_memory_is_bounded()
    {
        var text = new FhirText();
        for (var i = 0; i < 300; i++)
            text.Encounter($"e{i}", Use($"c{i}", rank: 1), patient: $"p{i % 37}");
        for (var i = 299; i >= 0; i--)
            text.Condition($"c{i}", Code($"I{10 + (i % 40)}"), patient: $"p{i % 37}").Patient($"p{i % 37}");
        var lines = new[] { long.MaxValue, 0 }.Select(most => new FhirContacts(
            [("f", () => new MemoryStream(Encoding.UTF8.GetBytes(text.Lines)))], FhirMapping.Default, _ => false, (_, why) => new ContactFileException(why))
        { InMemory = most }.Lines().ToList()).ToList();
        Assert.Equal(301, lines[0].Count);
        Assert.StartsWith("e299;p3;", lines[0][^1], StringComparison.Ordinal);
        Assert.Equal(lines[0], lines[1]);
    }

    /// <summary>A bundle of any size is read entry by entry, and resources may follow one another.</summary>
    [Fact]
    public void A_bundle_larger_than_what_is_held_is_read()
    {
        var text = Two.Encounter(diagnoses: Use("a"));
        text.Add($$"""{"resourceType":"Binary","data":"{{new string('A', 5_000_000)}}"}""");
        var (rows, found) = FhirText.Read(text.Bundle + "\n" + new FhirText().Encounter("f").Lines.Replace(",", ",\n", StringComparison.Ordinal));
        Assert.Equal(["e", "f"], rows.Select(row => row["id"]));
        Assert.Equal(["GRP1040  1: Binary 1"], found);
    }

    [Fact]
    public void A_damaged_line_is_a_row_that_cannot_be_read_and_a_damaged_bundle_is_refused()
    {
        var text = Two.Encounter(diagnoses: Use("a"));
        using var source = ContactSource.Of(new MemoryStream(Encoding.UTF8.GetBytes(text.Lines + "{\"resourceType\":\"Enc\n")), "f.ndjson");
        Assert.EndsWith("\n?\n", new StreamReader(source.Text).ReadToEnd(), StringComparison.Ordinal);
        var cut = Assert.Throws<ContactFileException>(() => FhirText.Read(text.Bundle[..^20]));
        Assert.Contains("it is no JSON, or it is cut off", cut.Message, StringComparison.Ordinal);
        var other = Assert.Throws<ContactFileException>(() => FhirText.Read("""{"id":1}"""));
        Assert.Contains("has no FHIR resources of contacts", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_an_export_belong_together()
    {
        using var folder = new Fixture().Write("Condition.ndjson", new FhirText().Condition("a", Code("I21.9")).Lines)
            .Write("Encounter.ndjson", new FhirText().Encounter(diagnoses: Use("a")).Lines).Write("Patient.ndjson", new FhirText().Patient().Lines).Write("readme.txt", "no");
        var contact = Assert.Single(ContactReader.Read(folder.Root, LayoutCatalog.Find("fhir")!));
        Assert.Equal(("e", "I219", 4), (contact.Contact.Id, contact.Contact.Diagnoses[0].ToString(), contact.Contact.Duration.Days));
        using var empty = new Fixture().Write("readme.md", "no");
        Assert.Throws<ContactFileException>(() => ContactSource.Open(empty.Root));
    }
}

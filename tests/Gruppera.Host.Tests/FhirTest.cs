using System.Globalization;
using System.Text.Json.Nodes;
using Gruppera.Formats.Deliveries;
using Gruppera.Queue;
using Gruppera.Tests;
using Gruppera.Workflows.Sets;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Gruppera.Host.Tests;

/// <summary>FHIR R4 through the program and the API, held against the SDK of others.</summary>
[Collection(CommandLineCollection.Name)]
public class FhirTest(Server server) : Home, IClassFixture<Server>
{
    private const string Icd = "urn:oid:1.2.752.116.1.1.1.1.3";
    private static readonly FhirJsonDeserializer Sdk = new();

    /// <summary>The synthetic contacts of the repository, written as resources by the SDK, get the groups that the table of them gets.</summary>
    [Fact]
    public void Contacts_written_by_another_library_get_the_same_groups()
    {
        var rows = Population().ToList();
        var export = Directory.CreateDirectory(PathOf("export")).FullName;
        var resources = rows.SelectMany(Resources).ToLookup(resource => resource.TypeName);
        foreach (var type in resources)
            File.WriteAllLines(Path.Combine(export, $"{type.Key}.ndjson"), type.Select(resource => new FhirJsonSerializer().SerializeToString(resource)));
        var bundle = new Bundle { Type = Bundle.BundleType.Collection, Entry = [.. resources.SelectMany(type => type).Select(resource => new Bundle.EntryComponent { Resource = resource })] };
        Write("bundle.json", new FhirJsonSerializer().SerializeToString(bundle));
        var map = Write("map.json", """{ "codes": [ { "at": "type", "code": "primary", "care_form": "primary" }, { "at": "type", "code": "outside", "care_form": "outside" } ] }""");

        Run("group", Repository.PathOf("samples/population.csv"), "-o", PathOf("table.csv"), "--quiet");
        var expected = Groups("table.csv");
        foreach (var source in new[] { export, PathOf("bundle.json") })
        {
            Run("group", source, "--fhir-map", map, "-o", PathOf("fhir.csv"), "--quiet");
            var groups = Groups("fhir.csv");
            Assert.Equal(expected.Count, groups.Count);
            // A pair whose first code is no asterisk category is two codes that nobody parts: told, and no pair. Care days of primary care are
            // in the table alone.
            var odd = rows.Where(row => row["diagnoses"].Contains('*', StringComparison.Ordinal) || (row["care_form"] == "primary" && row["duration"] != "0")).Select(row => row["id"]).ToHashSet();
            Assert.True(odd.Count < 10);
            Assert.Equal(expected.Where(each => !odd.Contains(each.Key)), groups.Where(each => !odd.Contains(each.Key)));
        }
    }

    /// <summary>What is written can be read by the SDK, which checks cardinalities and types.</summary>
    [Theory]
    [InlineData("fhir-encounter", typeof(Encounter))]
    [InlineData("fhir-claim", typeof(Claim))]
    [InlineData("fhir-eob", typeof(ExplanationOfBenefit))]
    public void Results_are_resources_that_another_library_reads(string kind, Type type)
    {
        var said = Run("group", Repository.PathOf("samples/contacts.csv"), "--as", kind, "-o", PathOf("out.ndjson"));
        Assert.Equal(0, said.ExitCode);
        var resources = File.ReadLines(PathOf("out.ndjson")).Select(line => Sdk.DeserializeResource(line)).ToList();
        Assert.Equal(60, resources.Count);
        Assert.All(resources, resource => Assert.IsType(type, resource));
        var groups = File.ReadLines(PathOf("out.ndjson")).Select(line => JsonNode.Parse(line)!.ToJsonString()).Count(line => line.Contains("\"system\":\"urn:x-gruppera:drg\",\"version\":\"open-se\"", StringComparison.Ordinal));
        Assert.Equal(60, groups);
    }

    [Fact]
    public void Names_of_outputs_and_kinds_of_messages_agree()
    {
        Assert.Contains("has no effect without --as", Run("group", Contacts, "-o", PathOf("x.ndjson")).Error, StringComparison.Ordinal);
        Assert.Contains("has no effect together with", Run("group", Contacts, "--as", "hl7", "-o", PathOf("x.xlsx")).Error, StringComparison.Ordinal);
        var said = Run("group", Contacts, "--as", "hl7", "-o", PathOf("x.hl7"));
        Assert.Equal(0, said.ExitCode);
        var messages = File.ReadAllText(PathOf("x.hl7")).Split("MSH|", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(60, messages.Length);
        Assert.All(messages, message => Assert.Equal(["EVN", "PID", "PV1", "DRG"], message.Split('\r', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(segment => segment[..3])));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_bundle_comes_back_with_its_groups()
    {
        var row = Population().First(each => each["care_form"] == "inpatient" && !each["diagnoses"].Contains('*', StringComparison.Ordinal));
        var bundle = new Bundle { Type = Bundle.BundleType.Collection, Entry = [.. Resources(row).Select(resource => new Bundle.EntryComponent { Resource = resource })] };
        var answer = await server.Post("/fhir/$group", new FhirJsonSerializer().SerializeToString(bundle), "application/fhir+json");
        Assert.Equal((200, "application/fhir+json; charset=utf-8", "no-store"), (answer.Status, answer["Content-Type"], answer["Cache-Control"]));
        var encounter = Assert.IsType<Encounter>(Assert.IsType<Bundle>(Sdk.DeserializeResource(answer.Text)).Entry[0].Resource);
        var grouping = encounter.Extension.Single(extension => extension.Url == "urn:x-gruppera:grouping");
        Run("group", Repository.PathOf("samples/population.csv"), "-o", PathOf("table.csv"), "--quiet");
        Assert.Equal(Groups("table.csv")[row["id"]].Split(' ')[0], Assert.IsType<Coding>(grouping.GetExtension("drg").Value).Code);
        Assert.Equal("open-se", Assert.IsType<FhirString>(grouping.GetExtension("set").Value).Value);
        Assert.Equal(bundle.Entry.Select(entry => entry.Resource).OfType<Encounter>().Single().Diagnosis.Count, encounter.Diagnosis.Count);

        var parameters = new Parameters { Parameter = [.. bundle.Entry.Select(entry => new Parameters.ParameterComponent { Name = "resource", Resource = entry.Resource })] };
        var again = Assert.IsType<Parameters>(Sdk.DeserializeResource((await server.Post("/fhir/$group?set=other", new FhirJsonSerializer().SerializeToString(parameters), "application/fhir+json")).Text));
        Assert.Equal("other", Assert.IsType<FhirString>(Assert.IsType<Encounter>(again.Parameter[0].Resource).GetExtension("urn:x-gruppera:grouping").GetExtension("set").Value).Value);
    }

    /// <summary>A bundle from a queue comes back as <c>group --as fhir-encounter</c> writes it, whatever its encounters have.</summary>
    [Fact]
    public void A_message_of_the_queue_is_grouped_as_the_same_file()
    {
        var bundle = new Bundle
        {
            Type = Bundle.BundleType.Collection,
            Entry = [.. Population().Where(row => row["care_form"] == "inpatient").Take(40).SelectMany(Resources).Select(resource => new Bundle.EntryComponent { Resource = resource })],
        };
        var text = new FhirJsonSerializer().SerializeToString(bundle);
        Assert.Equal(0, Run("group", Write("bundle.json", text), "--as", "fhir-encounter", "-o", PathOf("out.ndjson"), "--quiet").ExitCode);
        var grouped = new MessageGrouper(new SetCatalogue(["open-se"], _ => Server.Set), Language.English).Group(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal((null, 40, "application/fhir+ndjson"), (grouped.Issue, grouped.Contacts, grouped.ContentType));
        Assert.Equal(File.ReadAllText(PathOf("out.ndjson")), System.Text.Encoding.UTF8.GetString(grouped.Body.Span));
    }

    [Fact]
    public void Encounters_of_a_message_that_are_left_out_are_told()
    {
        var grouped = new MessageGrouper(new SetCatalogue(["open-se"], _ => Server.Set), Language.English).Group("""
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Encounter","id":"a","status":"finished","class":{"code":"IMP"},"period":{"start":"2025-03-01","end":"2025-03-04"}}},
              {"resource":{"resourceType":"Encounter","id":"b","status":"planned","class":{"code":"IMP"}}}]}
            """u8.ToArray());
        var lines = System.Text.Encoding.UTF8.GetString(grouped.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((1, 2), (grouped.Contacts, lines.Length));
        Assert.Equal("IMP", Assert.IsType<Encounter>(Sdk.DeserializeResource(lines[0])).Class.Code);
        Assert.Equal("GRP1032", Assert.IsType<OperationOutcome>(Sdk.DeserializeResource(lines[1])).Issue[0].Details!.Coding[0].Code);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", "/fhir/$group", 400, "GRP5006")]
    [InlineData("no", "/fhir/$group", 400, "GRP5006")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Encounter","id":"1","id":"2","status":"finished"}}]}""", "/fhir/$group", 400, "GRP5006")]
    [InlineData("""{"resourceType":"Bundle","entry":[]}""", "/fhir/$group", 400, "GRP5006")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":7}}]}""", "/fhir/$group", 400, "GRP5006")]
    [InlineData("""{"resourceType":"Bundle"}""", "/fhir/$group?set=none", 404, "GRP5001")]
    [InlineData("{}", "/fhir/$validate", 404, "GRP5017")]
    public async System.Threading.Tasks.Task Errors_are_outcomes(string body, string path, int status, string code)
    {
        var answer = await server.Post(path, body, "application/fhir+json");
        var outcome = Assert.IsType<OperationOutcome>(Sdk.DeserializeResource(answer.Text));
        Assert.Equal((status, code), (answer.Status, outcome.Issue[0].Details!.Coding[0].Code));
        Assert.Equal(OperationOutcome.IssueSeverity.Error, outcome.Issue[0].Severity);
    }

    /// <summary>An encounter that cannot be grouped comes back with what is wrong, and nothing of what was sent is told.</summary>
    [Fact]
    public async System.Threading.Tasks.Task What_cannot_be_grouped_says_why()
    {
        var answer = await server.Post("/fhir/$group", """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Encounter","id":"a","status":"finished","class":{"code":"IMP"},"period":{"start":"2025-03-01","end":"2025-03-04"}}},
              {"resource":{"resourceType":"Encounter","id":"b","status":"planned","class":{"code":"IMP"}}}]}
            """, "application/fhir+json");
        var bundle = Assert.IsType<Bundle>(Sdk.DeserializeResource(answer.Text));
        Assert.Equal("GRP3012", Assert.IsType<FhirString>(bundle.Entry[0].Resource is Encounter a ? a.GetExtension("urn:x-gruppera:grouping").GetExtension("issue").Value : null).Value);
        var outcome = Assert.IsType<OperationOutcome>(bundle.Entry[1].Resource);
        Assert.Equal(["GRP1032", "GRP3012"], outcome.Issue.Select(issue => issue.Details!.Coding[0].Code));
        Assert.Equal(["Encounter.where(id='a')"], outcome.Issue[1].Expression);
    }

    private static IEnumerable<Dictionary<string, string>> Population()
    {
        var lines = File.ReadLines(Repository.PathOf("samples/population.csv"));
        var header = lines.First().Split(',');
        return lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private static IEnumerable<Resource> Resources(Dictionary<string, string> row)
    {
        var admission = DateOnly.ParseExact(row["admission_date"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (patient, encounter) = (new ResourceReference($"Patient/p{row["id"]}"), new ResourceReference($"Encounter/{row["id"]}"));
        yield return new Patient
        {
            Id = $"p{row["id"]}",
            Gender = row["sex"] switch { "M" => AdministrativeGender.Male, "F" => AdministrativeGender.Female, _ => null },
            BirthDate = row["age_days"].Length == 0 ? null : admission.AddDays(-int.Parse(row["age_days"], CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        var diagnoses = row["diagnoses"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        yield return new Encounter
        {
            Id = row["id"],
            Status = Encounter.EncounterStatus.Finished,
            Class = new("http://terminology.hl7.org/CodeSystem/v3-ActCode", row["care_form"] == "inpatient" ? "IMP" : "AMB"),
            Type = [new("urn:x:form", row["care_form"])],
            Subject = patient,
            Period = new() { Start = row["admission_date"], End = row["discharge_date"].Length > 0 ? row["discharge_date"] : null },
            Hospitalization = row["discharge"] switch
            {
                "E" => Left("exp"),
                "R" => Left("other-hcf"),
                "L" => Left("aadvice"),
                _ => null,
            },
            Diagnosis = [.. diagnoses.Select((_, i) => new Encounter.DiagnosisComponent
            {
                Condition = new($"Condition/{row["id"]}-{i}"),
                Use = new("http://terminology.hl7.org/CodeSystem/diagnosis-role", "DD"),
                Rank = i + 1,
            })],
        };
        foreach (var (i, diagnosis) in diagnoses.Index())
            yield return new Condition { Id = $"{row["id"]}-{i}", Subject = patient, Code = new() { Coding = [.. diagnosis.Split('*').Select(code => new Coding(Icd, code))] } };
        foreach (var code in row["procedures"].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return new Procedure { Status = EventStatus.Completed, Subject = patient, Encounter = encounter, Code = new("urn:oid:1.2.752.116.1.3.2.1.4", code) };

        static Encounter.HospitalizationComponent Left(string code) => new() { DischargeDisposition = new("http://terminology.hl7.org/CodeSystem/discharge-disposition", code) };
    }

    /// <summary>Group and return code by id.</summary>
    private SortedDictionary<string, string> Groups(string file)
    {
        var lines = TableFile.Rows(PathOf(file)).Select(row => row.Cells).ToList();
        var (id, drg, rtc) = (Array.IndexOf(lines[0], "id"), Array.IndexOf(lines[0], "drg"), Array.IndexOf(lines[0], "rtc"));
        return new(lines.Skip(1).ToDictionary(line => line[id], line => $"{line[drg]} {line[rtc]}"), StringComparer.Ordinal);
    }
}

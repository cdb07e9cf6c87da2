using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Fhir;

namespace Gruppera.Tests.Formats.Fhir;

/// <summary>FHIR in a test: resources written short, and the rows and findings that come of them.</summary>
internal sealed class FhirText
{
    internal const string Icd = "http://hl7.org/fhir/sid/icd-10";
    internal const string Kva = "urn:oid:1.2.752.116.1.3.2.1.4";

    private readonly List<string> _lines = [];

    internal FhirText Patient(string id = "p", string birth = "1950-03-01", string more = "") =>
        Add($$"""{"resourceType":"Patient","id":"{{id}}","gender":"female","birthDate":"{{birth}}"{{more}}}""");

    internal FhirText Encounter(
        string id = "e", string diagnoses = "", string more = "", string status = "finished", string form = "IMP", string patient = "p",
        string start = "2025-03-01", string end = "2025-03-04") => Add(
        $$"""{"resourceType":"Encounter","id":"{{id}}","status":"{{status}}","class":{"code":"{{form}}"},"subject":{"reference":"Patient/{{patient}}"},"period":{"start":"{{start}}","end":"{{end}}"},"diagnosis":[{{diagnoses}}]{{more}}}""");

    internal FhirText Condition(string id, string codings, string patient = "p", string more = "") => Add(
        $$"""{"resourceType":"Condition","id":"{{id}}","subject":{"reference":"Patient/{{patient}}"},"code":{"coding":[{{codings}}]}{{more}}}""");

    internal FhirText Procedure(string code, string encounter = "e", string when = "2025-03-02", string status = "completed", string patient = "p") => Add(
        "{\"resourceType\":\"Procedure\",\"status\":\"" + status + "\",\"subject\":{\"reference\":\"Patient/" + patient
        + "\"},\"encounter\":{\"reference\":\"Encounter/" + encounter + "\"},\"performedDateTime\":\"" + when + "\",\"code\":{\"coding\":[" + Code(code, Kva) + "]}}");

    internal FhirText Add(string resource)
    {
        _lines.Add(resource);
        return this;
    }

    internal static string Code(string code, string system = Icd, string more = "") => $$"""{"system":"{{system}}","code":"{{code}}"{{more}}}""";

    internal static string Use(string condition, string use = "DD", int? rank = null) =>
        "{\"condition\":{\"reference\":\"Condition/" + condition + "\"},\"use\":{\"coding\":[{\"code\":\"" + use + "\"}]}" + (rank is null ? "" : $",\"rank\":{rank}") + "}";

    internal string Lines => string.Concat(_lines.Select(line => line + "\n"));

    internal string Bundle => $$"""
        {
          "type": "collection",
          "entry": [ {{string.Join(",\n", _lines.Select(line => $$"""{ "resource": {{line}} }"""))}} ],
          "resourceType": "Bundle"
        }
        """;

    /// <summary>The rows, by column.</summary>
    internal (List<Dictionary<string, string>> Rows, List<string> Found) Read(FhirMapping? mapping = null) => Read(Lines, mapping);

    internal static (List<Dictionary<string, string>> Rows, List<string> Found) Read(string text, FhirMapping? mapping = null)
    {
        using var source = ContactSource.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), "f.ndjson", fhir: mapping);
        var lines = new StreamReader(source.Text).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(';');
        return (
            [.. lines.Skip(1).Select(line => header.Zip(line.Split(';')).ToDictionary(cell => cell.First, cell => cell.Second))],
            [.. source.Issues.Select(issue => $"{issue.Code.Id} {issue.Table} {issue.Detail}")]);
    }
}

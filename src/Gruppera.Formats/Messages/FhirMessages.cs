using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gruppera.Formats.Messages;

/// <summary>Grouped contacts as FHIR R4 resources, a line each. Not thread-safe.</summary>
/// <remarks>Sources: HL7 FHIR R4 (4.0.1), resources Encounter, Claim and ExplanationOfBenefit; docs/formats/fhir.md.</remarks>
public static class FhirMessages
{
    /// <summary>The extension of an encounter that holds the result.</summary>
    public const string Extension = "urn:x-gruppera:grouping";

    /// <summary>Code system of groups; its version is the definition set.</summary>
    public const string Drgs = "urn:x-gruppera:drg";

    private const string NotKnown = "not known";
    private const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private const string NullFlavor = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
    private static readonly SearchValues<char> IdLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>How values are written: letters of all languages as they are.</summary>
    internal static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a resource.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="kind">Which resource.</param>
    /// <param name="contact">The contact.</param>
    internal static void Write(Utf8JsonWriter json, MessageKind kind, GroupedMessage contact)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", kind switch
        {
            MessageKind.FhirEncounter => "Encounter",
            MessageKind.FhirClaim => "Claim",
            _ => "ExplanationOfBenefit",
        });
        if (IsId(contact.Id))
            json.WriteString("id", contact.Id);
        if (kind == MessageKind.FhirEncounter)
            WriteEncounter(json, contact);
        else
            WriteClaim(json, kind, contact);
        json.WriteEndObject();
    }

    /// <summary>Writes the extension that holds a result.</summary>
    public static void WriteExtension(Utf8JsonWriter json, GroupedMessage contact)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(contact);
        json.WriteStartObject();
        json.WriteString("url", Extension);
        json.WriteStartArray("extension");
        if (contact.Drg.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("url", "drg");
            json.WriteStartObject("valueCoding");
            WriteDrg(json, contact);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("mdc", contact.Mdc), ("returnCode", contact.ReturnCode), ("complication", contact.Complication), ("rule", contact.Rule),
            ("order", contact.Order), ("set", contact.Set), ("issue", contact.Issue),
        ])
        {
            if (value.Length == 0)
                continue;
            json.WriteStartObject();
            json.WriteString("url", name);
            json.WriteString("valueString", value);
            json.WriteEndObject();
        }

        if (Number(contact.Weight) is { } weight)
        {
            json.WriteStartObject();
            json.WriteString("url", "weight");
            json.WriteNumber("valueDecimal", weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEncounter(Utf8JsonWriter json, GroupedMessage contact)
    {
        json.WriteStartArray("extension");
        WriteExtension(json, contact);
        json.WriteEndArray();
        if (!IsId(contact.Id) && contact.Id.Length > 0)
        {
            json.WriteStartArray("identifier");
            json.WriteStartObject();
            json.WriteString("value", contact.Id);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("status", "finished");
        json.WriteStartObject("class");
        json.WriteString("system", contact.CareForm.Length > 0 ? ActCode : NullFlavor);
        json.WriteString("code", contact.CareForm.Length == 0 ? "UNK" : contact.IsInpatient ? "IMP" : "AMB");
        json.WriteEndObject();
        if (contact.Patient.Length > 0)
            WritePatient(json, "subject", contact);
        WritePeriod(json, "period", contact);
        if (contact.Hospital.Length > 0)
            WriteDisplay(json, "serviceProvider", contact.Hospital);
    }

    private static void WriteClaim(Utf8JsonWriter json, MessageKind kind, GroupedMessage contact)
    {
        var isClaim = kind == MessageKind.FhirClaim;
        json.WriteString("status", "active");
        WriteConcept(json, "type", "http://terminology.hl7.org/CodeSystem/claim-type", "institutional");
        json.WriteString("use", "claim");
        WritePatient(json, "patient", contact);
        WritePeriod(json, "billablePeriod", contact);
        // The last day of the contact, not today: the same contacts give the same file.
        if (contact.LastDay is { } created)
            json.WriteString("created", Text(created));
        else
            WriteAbsent(json, "_created");
        if (!isClaim)
            WriteDisplay(json, "insurer", NotKnown);
        WriteDisplay(json, "provider", contact.Hospital.Length > 0 ? contact.Hospital : NotKnown);
        if (isClaim)
        {
            WriteConcept(json, "priority", "http://terminology.hl7.org/CodeSystem/processpriority", "normal");
        }
        else
        {
            json.WriteString("outcome", contact.Drg.Length > 0 ? "complete" : "error");
            if (contact.Issue.Length > 0)
                json.WriteString("disposition", contact.Issue);
        }

        json.WriteStartArray("insurance");
        json.WriteStartObject();
        if (isClaim)
            json.WriteNumber("sequence", 1);
        json.WriteBoolean("focal", true);
        WriteDisplay(json, "coverage", NotKnown);
        json.WriteEndObject();
        json.WriteEndArray();
        if (contact.Drg.Length > 0)
            WriteItem(json, contact);
    }

    private static void WriteItem(Utf8JsonWriter json, GroupedMessage contact)
    {
        json.WriteStartArray("item");
        json.WriteStartObject();
        json.WriteNumber("sequence", 1);
        json.WriteStartObject("productOrService");
        json.WriteStartArray("coding");
        json.WriteStartObject();
        WriteDrg(json, contact);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        if (Number(contact.Weight) is { } weight)
            json.WriteNumber("factor", weight);
        if (contact.Id.Length > 0)
        {
            json.WriteStartArray("encounter");
            json.WriteStartObject();
            WriteReference(json, "Encounter", contact.Id);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteDrg(Utf8JsonWriter json, GroupedMessage contact)
    {
        json.WriteString("system", Drgs);
        if (contact.Set.Length > 0)
            json.WriteString("version", contact.Set);
        json.WriteString("code", contact.Drg);
        if (contact.DrgName.Length > 0)
            json.WriteString("display", contact.DrgName);
    }

    private static void WritePatient(Utf8JsonWriter json, string name, GroupedMessage contact)
    {
        json.WriteStartObject(name);
        if (contact.Patient.Length > 0)
            WriteReference(json, "Patient", contact.Patient);
        else
            json.WriteString("display", NotKnown);
        json.WriteEndObject();
    }

    /// <summary>A reference by id; what is no id of FHIR is an identifier of the sender.</summary>
    private static void WriteReference(Utf8JsonWriter json, string type, string id)
    {
        if (id.StartsWith("urn:", StringComparison.Ordinal))
        {
            json.WriteString("reference", id);
        }
        else if (IsId(id))
        {
            json.WriteString("reference", $"{type}/{id}");
        }
        else
        {
            json.WriteStartObject("identifier");
            json.WriteString("value", id);
            json.WriteEndObject();
        }
    }

    private static void WritePeriod(Utf8JsonWriter json, string name, GroupedMessage contact)
    {
        if (contact.LastDay is null)
            return;
        json.WriteStartObject(name);
        if (contact.Admission is { } start)
            json.WriteString("start", Text(start));
        if (contact.Discharge is { } end)
            json.WriteString("end", Text(end));
        json.WriteEndObject();
    }

    private static void WriteDisplay(Utf8JsonWriter json, string name, string display)
    {
        json.WriteStartObject(name);
        json.WriteString("display", display);
        json.WriteEndObject();
    }

    private static void WriteConcept(Utf8JsonWriter json, string name, string system, string code)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("coding");
        json.WriteStartObject();
        json.WriteString("system", system);
        json.WriteString("code", code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAbsent(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason");
        json.WriteString("valueCode", "unknown");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsId(string text) => text.Length is > 0 and <= 64 && text.AsSpan().IndexOfAnyExcept(IdLetters) < 0;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

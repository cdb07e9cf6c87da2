using System.Text.Json;

namespace Gruppera.Formats.Fhir;

/// <summary>Members of FHIR resources, read leniently: what is of another kind is not there.</summary>
internal static class FhirElement
{
    internal static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A member that is a text; empty without one.</summary>
    internal static string Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>The elements of a member that is a list; none without one.</summary>
    internal static IEnumerable<JsonElement> List(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The codings of a codeable concept; none without one.</summary>
    internal static IEnumerable<JsonElement> Codings(JsonElement value, string name) =>
        Member(value, name) is { } concept ? List(concept, "coding") : [];

    /// <summary>What a reference points at, as resources are known by: <c>Type/id</c>, <c>#id</c> or <c>urn:...</c>; empty without
    /// one.</summary>
    internal static string Reference(JsonElement value, string name) =>
        Member(value, name) is { } reference ? KeyOf(Text(reference, "reference")) : "";

    /// <summary>The key of an address: its type and id, without server and version.</summary>
    internal static string KeyOf(string address)
    {
        if (address.StartsWith('#') || address.StartsWith("urn:", StringComparison.Ordinal))
            return address;
        var history = address.IndexOf("/_history/", StringComparison.Ordinal);
        var span = history < 0 ? address.AsSpan() : address.AsSpan(0, history);
        var id = span.LastIndexOf('/');
        if (id <= 0)
            return span.ToString();
        return span[(span[..id].LastIndexOf('/') + 1)..].ToString();
    }

    /// <summary>The id of a key: what stands behind its type.</summary>
    internal static string IdOf(string key) => key[(key.LastIndexOf('/') + 1)..];
}

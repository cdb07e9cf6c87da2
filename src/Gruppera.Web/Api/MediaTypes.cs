namespace Gruppera.Web.Api;

/// <summary>The content types that contacts come in.</summary>
internal static class MediaTypes
{
    internal const string Json = "application/json";
    internal const string Fhir = "application/fhir+json";
    internal const string Lines = "application/x-ndjson";
    internal const string Table = "text/csv";

    /// <summary>The type without its parameters, in lower case; empty if there is none.</summary>
    internal static string Of(string? contentType)
    {
        if (contentType is null)
            return "";
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType[..end]).Trim().ToLowerInvariant();
    }

    /// <summary>The charset that the type names; UTF-8 if it names none.</summary>
    internal static string CharsetOf(string? contentType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type) && type.Charset.HasValue
            ? type.Charset.Value.Trim('"') : "utf-8";

    /// <summary>True if a request is a stream of contacts, which has no largest size.</summary>
    internal static bool IsStream(string? contentType) => Of(contentType) is Lines or Table or "application/ndjson" or "application/jsonl";
}

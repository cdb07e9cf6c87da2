using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Api;

/// <summary>FHIR resources that the API answers with.</summary>
internal static class FhirJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends a resource.</summary>
    internal static Task Send(HttpContext context, JsonNode resource)
    {
        context.Response.ContentType = $"{MediaTypes.Fhir}; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, resource, Options, context.RequestAborted);
    }
}

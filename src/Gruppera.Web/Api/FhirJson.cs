using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Api;

/// <summary>FHIR resources that the API answers with.</summary>
internal static class FhirJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An <c>OperationOutcome</c>.</summary>
    internal static JsonObject Outcome(IEnumerable<JsonNode> issues) =>
        new() { ["resourceType"] = "OperationOutcome", ["issue"] = new JsonArray([.. issues]) };

    /// <summary>An issue of an outcome: its code, what is wrong, and what to do.</summary>
    /// <param name="code">The kind of issue.</param>
    /// <param name="detail">What more there is to say; never what was sent.</param>
    /// <param name="language">The language.</param>
    /// <param name="expression">The resource that it is about; null for all.</param>
    internal static JsonObject Issue(IssueCode code, Text detail, Language language, string? expression = null)
    {
        var more = detail.In(language);
        var issue = new JsonObject
        {
            ["severity"] = code.Severity switch
            {
                IssueSeverity.Error => "error",
                IssueSeverity.Warning => "warning",
                _ => "information",
            },
            ["code"] = code.Severity == IssueSeverity.Error ? "invalid" : "informational",
            ["details"] = new JsonObject
            {
                ["coding"] = new JsonArray(new JsonObject { ["system"] = "urn:x-gruppera:issue", ["code"] = code.Id }),
                ["text"] = code.Meaning.In(language),
            },
            ["diagnostics"] = more.Length == 0 ? code.Remedy.In(language) : $"{more}. {code.Remedy.In(language)}",
        };
        if (expression is not null)
            issue["expression"] = new JsonArray(expression);
        return issue;
    }

    /// <summary>Sends a resource.</summary>
    internal static Task Send(HttpContext context, JsonNode resource)
    {
        context.Response.ContentType = $"{MediaTypes.Fhir}; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, resource, Options, context.RequestAborted);
    }
}

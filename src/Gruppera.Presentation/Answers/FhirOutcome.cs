using System.Text.Json.Nodes;

namespace Gruppera.Presentation.Answers;

/// <summary>What is wrong with resources, as FHIR tells it.</summary>
public static class FhirOutcome
{
    /// <summary>An <c>OperationOutcome</c>.</summary>
    public static JsonObject Of(IEnumerable<JsonNode> issues) =>
        new() { ["resourceType"] = "OperationOutcome", ["issue"] = new JsonArray([.. issues]) };

    /// <summary>An issue of an outcome: its code, what is wrong, and what to do.</summary>
    /// <param name="code">The kind of issue.</param>
    /// <param name="detail">What more there is to say; never what was sent.</param>
    /// <param name="language">The language.</param>
    /// <param name="expression">The resource that it is about; null for all.</param>
    public static JsonObject Issue(IssueCode code, Text detail, Language language, string? expression = null)
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
}

using System.Text;
using Gruppera.Presentation.Words;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>What agents may read: the glossary, and the codes of issues.</summary>
internal static class References
{
    private const string Markdown = "text/markdown";

    internal static IEnumerable<McpServerResource> All(Language language) =>
    [
        McpServerResource.Create(Glossary, new()
        {
            UriTemplate = "gruppera://glossary", Name = "glossary", Title = "Glossary", MimeType = Markdown,
            Description = "Terms of the field in English, Swedish, Finnish, Norwegian and Danish, and what they mean.",
        }),
        McpServerResource.Create(() => Issues(language), new()
        {
            UriTemplate = "gruppera://issues", Name = "issues", Title = "Issue codes", MimeType = Markdown,
            Description = "All codes of issues (GRP...): what is wrong and what to do.",
        }),
        McpServerResource.Create((string code) => Issue(code, language), new()
        {
            UriTemplate = "gruppera://issues/{code}", Name = "issue", Title = "An issue code", MimeType = Markdown,
            Description = "One code of an issue: what is wrong and what to do.",
        }),
    ];

    private static string Glossary()
    {
        using var stream = typeof(References).Assembly.GetManifestResourceStream("glossary")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static string Issues(Language language) =>
        AllIssues.Codes.Aggregate(new StringBuilder(), (text, code) => text.Append(Line(code, language)).Append('\n')).ToString();

    private static string Issue(string code, Language language) =>
        AllIssues.Codes.FirstOrDefault(each => each.Id.Equals(code, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Line(found, language)
            : throw new McpException($"there is no issue {code}");

    private static string Line(IssueCode code, Language language) =>
        $"{code.Id} ({code.Severity.ToString().ToLowerInvariant()}): {code.Meaning.In(language)}. {code.Remedy.In(language)}";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Messages;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Web.SignIn;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Endpoints;

/// <summary><c>POST /fhir/$group</c>: a Bundle or Parameters of FHIR R4 in, the same kind back with the encounters and their
/// groups.</summary>
/// <remarks>It is no part of the OpenAPI document, whose contract is JSON of its own; docs/formats/fhir.md describes it.</remarks>
internal static class FhirEndpoint
{
    private const int MostValues = 300_000;
    private static readonly Dictionary<string, IssueCode> Codes =
        IssueCodes.All.Concat(FormatIssues.All).ToDictionary(code => code.Id, StringComparer.Ordinal);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/fhir/$group", Group).ExcludeFromDescription();

    private static Task<IResult> Group(
        HttpContext context, SetCatalogue sets, IOptions<WebOptions> options, Places places, string? set) =>
        Requests.Find(context, sets, set, out var unknown) is { } loaded
            ? Places.With(places.Tables, context, () => GroupBody(context, loaded, options))
            : Task.FromResult<IResult>(unknown);

    private static async Task<IResult> GroupBody(HttpContext context, LoadedSet loaded, IOptions<WebOptions> options)
    {
        var (body, problem) = await RequestBody.Read(context, options.Value);
        if (problem is not null)
            return problem;
        try
        {
            if (!JsonStrings.AreTexts(body.Span))
                throw new JsonException("a string is no text");
            if (IsTooMuch(body.Span, options.Value.MaxContacts))
                return new Problem(ApiIssues.TooManyContacts, StatusCodes.Status413PayloadTooLarge)
                {
                    Detail = $"at most {options.Value.MaxContacts} encounters and {MostValues} values",
                };
            var root = JsonNode.Parse(body.Span, null, new() { AllowDuplicateProperties = false }) as JsonObject;
            if (Type(root) is not ("Bundle" or "Parameters"))
                return Refused("give a Bundle or Parameters with Encounter, Condition, Procedure and Patient");
            var bundle = Type(root) == "Bundle" ? root! : Bundle(root!);
            return new Answer(await Answered(root!, bundle, loaded, Requests.LanguageOf(context.Request), context.RequestAborted));
        }
        catch (JsonException exception)
        {
            return RequestBody.Unreadable(exception);
        }
        catch (ContactFileException exception)
        {
            return Refused(exception.Text);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // A member twice, or a value of another kind than FHIR gives it.
            return RequestBody.Unreadable();
        }
    }

    /// <summary>True for more than is to be held: a body of few bytes can have values that take a hundred times as many.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    private static bool IsTooMuch(ReadOnlySpan<byte> body, int mostContacts)
    {
        var reader = new Utf8JsonReader(body);
        var (values, contacts) = (0, 0);
        while (values <= MostValues && contacts <= mostContacts && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray)
                continue;
            values++;
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("Encounter"u8))
                contacts++;
        }

        return values > MostValues || contacts > mostContacts;
    }

    private static Problem Refused(Text detail) => new(ApiIssues.UnreadableBody, StatusCodes.Status400BadRequest) { Detail = detail };

    private static string Type(JsonNode? resource) => (string?)resource?["resourceType"] ?? "";

    /// <summary>The resources of parameters, and of bundles among them, as one bundle.</summary>
    private static JsonObject Bundle(JsonObject parameters) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "collection",
        ["entry"] = new JsonArray([.. List(parameters, "parameter").Select(each => each["resource"]).OfType<JsonObject>()
            .SelectMany(resource => Type(resource) == "Bundle"
                ? List(resource, "entry").Select(entry => entry.DeepClone())
                : [new JsonObject { ["resource"] = resource.DeepClone() }])]),
    };

    private static IEnumerable<JsonObject> List(JsonNode parent, string name) =>
        (parent[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static async Task<JsonObject> Answered(
        JsonObject root, JsonObject bundle, LoadedSet set, Language language, CancellationToken stop)
    {
        var contacts = new List<GroupedMessage>();
        var found = await Task.Run(() => Run(bundle, set, language, contacts, stop), stop);
        var issues = found.Select(
            issue => FhirOutcome.Issue(issue.Code, Text.Verbatim($"{issue.Table} {issue.Detail}".Trim()), language)).ToList();
        var entries = List(bundle, "entry").Where(entry => Type(entry["resource"]) == "Encounter").ToList();
        var byId = entries.GroupBy(IdOf).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var results = new List<JsonObject>();
        foreach (var contact in contacts)
        {
            issues.AddRange(contact.Issue.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(Codes.ContainsKey)
                .Select(code => FhirOutcome.Issue(Codes[code], Text.None, language, $"Encounter.where(id='{contact.Id}')")));
            if (!byId.TryGetValue(contact.Id, out var entry))
                continue;
            var result = (JsonObject)entry.DeepClone();
            Extend((JsonObject)result["resource"]!, contact);
            results.Add(result);
        }

        if (Type(root) == "Bundle")
        {
            var answer = new JsonArray([.. results]);
            if (issues.Count > 0)
                answer.Add(new JsonObject { ["resource"] = FhirOutcome.Of(issues) });
            return new() { ["resourceType"] = "Bundle", ["type"] = "collection", ["entry"] = answer };
        }

        var parameters = new JsonArray([.. results.Select(
            result => new JsonObject { ["name"] = "encounter", ["resource"] = result["resource"]!.DeepClone() })]);
        if (issues.Count > 0)
            parameters.Add(new JsonObject { ["name"] = "outcome", ["resource"] = FhirOutcome.Of(issues) });
        return new() { ["resourceType"] = "Parameters", ["parameter"] = parameters };
    }

    /// <summary>Groups the contacts of a bundle.</summary>
    /// <returns>What of it was left out.</returns>
    private static IReadOnlyCollection<Issue> Run(
        JsonObject bundle, LoadedSet set, Language language, List<GroupedMessage> contacts, CancellationToken stop)
    {
        using var source = ContactSource.Of(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(bundle)), "body");
        var layout = LayoutCatalog.Find("fhir")!;
        using var rows = new MessageRows(layout, ';', contacts.Add);
        new FileGrouper(set.Grouper, new()
        {
            Layout = layout,
            Threads = 1,
            Language = language,
            WeightOf = set.Weights is { } list ? list.Of : null,
        }).Run(source.Text, rows.Stream, (_, _) => { }, stop);
        return source.Issues;
    }

    /// <summary>What the reader of contacts calls the encounter of an entry: its id, or what its address ends with.</summary>
    private static string IdOf(JsonObject entry)
    {
        var id = (string?)entry["resource"]!["id"] is { Length: > 0 } own ? own : (string?)entry["fullUrl"] ?? "";
        return id[(id.LastIndexOf('/') + 1)..];
    }

    /// <summary>Adds the result; one that stands there from before is replaced.</summary>
    private static void Extend(JsonObject encounter, GroupedMessage contact)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            FhirMessages.WriteExtension(writer, contact);
        var extensions = encounter["extension"] as JsonArray ?? [];
        foreach (var old in extensions.OfType<JsonObject>().Where(each => (string?)each["url"] == FhirMessages.Extension).ToList())
            extensions.Remove(old);
        extensions.Add(JsonNode.Parse(json.ToArray()));
        if (extensions.Parent is null)
            encounter["extension"] = extensions;
    }

    private sealed class Answer(JsonObject resource) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => FhirJson.Send(httpContext, resource);
    }
}

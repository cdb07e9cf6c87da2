using System.Diagnostics.Metrics;
using System.Text.Json;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>What tools read of the API: its OpenAPI document, and its metrics.</summary>
public class ApiDocumentTest(Server server) : IClassFixture<Server>
{
    /// <summary>To approve a change, run with <c>GRUPPERA_APPROVE_API=1</c> and commit what is written.</summary>
    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var document = (await server.Get("/openapi/v1.json")).Text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd() + "\n";
        var path = Repository.PathOf("eng/api/openapi.json");
        if (Environment.GetEnvironmentVariable("GRUPPERA_APPROVE_API") == "1")
            await File.WriteAllTextAsync(path, document, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), document);
    }

    [Fact]
    public async Task The_document_tells_of_every_path_with_examples_and_problems()
    {
        var document = (await server.Get("/openapi/v1.json")).Json;
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        string[] jobs = ["budget", "casemix", "compare", "complications", "episodes", "homogeneity", "los", "monotonicity", "pay", "quality", "simulate", "technology", "weights"];
        Assert.Equal(
            ["/health/live", "/health/ready", "/v1/certify", "/v1/diff", "/v1/explain", "/v1/group", "/v1/group/contact", .. jobs.Select(job => "/v1/jobs/" + job), .. jobs.Append("files/{name}").Select(job => "/v1/jobs/{id}/" + job).Append("/v1/jobs/{id}").Order(StringComparer.Ordinal), "/v1/sets", "/v1/sets/{set}/codes/{code}", "/v1/sets/{set}/drgs", "/v1/sets/{set}/drgs/{drg}", "/v1/sets/{set}/properties/{value}", "/v1/sets/{set}/rules/{ord}", "/v1/sets/{set}/search", "/v1/what-if"],
            paths.Order(StringComparer.Ordinal));
        foreach (var (path, operation) in document.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/v1", StringComparison.Ordinal)).SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation))))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            var responses = operation.Value.GetProperty("responses");
            if (path.Contains("/jobs/", StringComparison.Ordinal))
                Assert.Contains(operation.Name == "post" ? "GRP5025" : "GRP5021", responses.GetProperty("404").GetProperty("description").GetString(), StringComparison.Ordinal);
            else
                Assert.Contains("GRP5001", responses.GetProperty("404").GetProperty("description").GetString(), StringComparison.Ordinal);
            Assert.True(responses.GetProperty("405").GetProperty("headers").TryGetProperty("Allow", out _));
            Assert.True(responses.GetProperty("429").GetProperty("headers").TryGetProperty("Retry-After", out _));
            if (operation.Name == "post" && !path.Contains("/jobs/", StringComparison.Ordinal))
                Assert.True(operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _));
        }
    }

    /// <summary>What generators of clients stumble over is not there.</summary>
    [Fact]
    public async Task Generators_of_clients_can_digest_the_document()
    {
        var document = (await server.Get("/openapi/v1.json")).Json;
        var faults = Objects(document, "").SelectMany(each => new[]
        {
            each.Value.TryGetProperty("enum", out _) && !each.Value.TryGetProperty("type", out _) ? each.Path + ": enum without type" : "",
            each.Value.TryGetProperty("type", out var type) && type.ToString() == "array" && !each.Value.TryGetProperty("items", out _) ? each.Path + ": array of nothing" : "",
            !each.Path.EndsWith("/properties", StringComparison.Ordinal) && (each.Value.TryGetProperty("anyOf", out _) || each.Value.TryGetProperty("oneOf", out _)) ? each.Path + ": one thing or another" : "",
            each.Path.EndsWith("/schema", StringComparison.Ordinal) && !each.Value.EnumerateObject().Any() ? each.Path + ": no schema" : "",
        }).Where(fault => fault.Length > 0);
        Assert.Empty(faults);
        var ids = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.DoesNotContain(document.GetProperty("components").GetProperty("schemas").EnumerateObject(), schema => char.IsAsciiDigit(schema.Name[^1]));
        var diff = document.GetProperty("paths").GetProperty("/v1/diff").GetProperty("get");
        Assert.Equal(["from", "to"], diff.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.TryGetProperty("required", out var needed) && needed.GetBoolean()).Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Equal("#/components/schemas/DiffAnswer", diff.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
    }

    private static IEnumerable<(string Path, JsonElement Value)> Objects(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(member => member.Name is not ("example" or "default")).SelectMany(member => Objects(member.Value, $"{path}/{member.Name}")).Append((path, element)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((each, at) => Objects(each, $"{path}/{at}")),
        _ => [],
    };

    [Fact]
    public async Task Every_reference_of_the_document_leads_somewhere()
    {
        var document = (await server.Get("/openapi/v1.json")).Json;
        Assert.All(References(document), reference =>
        {
            var at = document;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
                Assert.True(at.TryGetProperty(part, out at), reference);
        });
    }

    [Fact]
    public async Task Contacts_are_counted_by_set_and_return_code()
    {
        var counted = new List<(string Name, long Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Gruppera")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counted)
                counted.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        });
        listener.Start();
        await server.Post("/v1/group?set=other", """[{"sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]},{},7]""");
        lock (counted)
        {
            Assert.Contains(counted, each => each.Name == "gruppera.contacts" && each.Tags.StartsWith("set=other return_code=", StringComparison.Ordinal));
            Assert.Contains(("gruppera.contacts.unreadable", 2L, "set=other"), counted);
        }
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}

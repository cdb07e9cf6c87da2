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
        Assert.Equal(
            ["/v1/certify", "/v1/diff", "/v1/explain", "/v1/group", "/v1/sets", "/v1/sets/{set}/codes/{code}", "/v1/sets/{set}/drgs", "/v1/sets/{set}/drgs/{drg}", "/v1/sets/{set}/properties/{value}", "/v1/sets/{set}/rules/{ord}", "/v1/sets/{set}/search", "/v1/what-if"],
            paths.Order(StringComparer.Ordinal));
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.Contains("GRP5001", operation.Value.GetProperty("responses").GetProperty("404").GetProperty("description").GetString(), StringComparison.Ordinal);
            if (operation.Name == "post")
                Assert.True(operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _));
        }
    }

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

using System.Net;
using System.Text;
using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Web;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Host.Tests;

/// <summary>The server on a free port of this machine, with the open set and a second one that lacks its first rule.</summary>
public sealed class Server : IAsyncLifetime
{
    private static readonly Lazy<LoadedSet> Open = new(() => new(OpenSet.Open(TestCases.Read).Set!));
    private static readonly Lazy<LoadedSet> Other = new(() => new(new(Open.Value.Set.Version with { Id = "other" }, Open.Value.Set.Rules.RemoveAt(0), Open.Value.Set.Order)
    {
        DiagnosisFeatures = Open.Value.Set.DiagnosisFeatures,
        ProcedureFeatures = Open.Value.Set.ProcedureFeatures,
        ComplicationCategories = Open.Value.Set.ComplicationCategories,
        ComplicationExclusions = Open.Value.Set.ComplicationExclusions,
    }));

    private WebApplication? _application;
    private WeightCatalogue _weights = new();

    internal HttpClient Client { get; private set; } = null!;

    internal static LoadedSet Set => Open.Value;

    internal Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync() => await Start(_ => { }, _ => { });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application!.DisposeAsync();
    }

    /// <summary>A server with other limits.</summary>
    internal static async Task<Server> With(Action<WebOptions> limits, Action<WebApplicationBuilder>? configure = null, WeightCatalogue? weights = null)
    {
        var server = new Server { _weights = weights ?? new() };
        await server.Start(limits, configure ?? (_ => { }));
        return server;
    }

    internal T Service<T>()
        where T : notnull => _application!.Services.GetRequiredService<T>();

    internal Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    internal Task<Answer> Post(string path, string body, string type = "application/json", params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", type } } }, headers);

    internal async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(pair => pair.Key, pair => string.Join(",", pair.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), all);
    }

    private async Task Start(Action<WebOptions> limits, Action<WebApplicationBuilder> configure)
    {
        _application = WebServer.Build(new SetCatalogue(["open-se", "other"], id => id == "open-se" ? Set : Other.Value) { Weights = _weights }, "http://127.0.0.1:0", builder =>
        {
            builder.Services.Configure<WebOptions>(options => options.RequestsPerSecond = 1_000_000);
            builder.Services.Configure(limits);
            configure(builder);
        });
        await _application.StartAsync(TestContext.Current.CancellationToken);
        Address = new(_application.Urls.First());
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }
}

/// <summary>What the server answered.</summary>
internal sealed record Answer(int Status, byte[] Body, Dictionary<string, string> Headers)
{
    internal string Text => Encoding.UTF8.GetString(Body);

    internal string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    internal string this[string header] => Headers.GetValueOrDefault(header, "");

    /// <summary>Status, code and field of a problem.</summary>
    internal (int, string?, string?) Problem
    {
        get
        {
            Assert.Equal("application/problem+json", this["Content-Type"]);
            Assert.Equal(Status, Json.GetProperty("status").GetInt32());
            return (Status, Json.GetProperty("code").GetString(), Json.TryGetProperty("field", out var named) ? named.GetString() : null);
        }
    }
}

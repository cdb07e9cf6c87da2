using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Tests;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Gruppera.Browser.Tests.Site))]

namespace Gruppera.Browser.Tests;

/// <summary>The server with the open set, and one browser, for all stories. Where the machine has no Chromium the stories are skipped.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string _home = Directory.CreateTempSubdirectory("gruppera-browser-").FullName;
    private WebApplication? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Address of the server.</summary>
    public string Root { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (FindChromium() is not { } chromium)
            return;
        var reading = OpenSet.Open(TestCases.Read);
        var samples = new Lazy<DefinitionReading>(() => DefinitionReader.Read(Repository.PathOf("samples/tables"), new() { TestCases = TestCases.Read }));
        var store = new WeightStore(_home);
        WeightSample.Store(store);
        var catalogue = new SetCatalogue([OpenSet.Id, "tables"], id => id == OpenSet.Id ? new(reading.Set!, null, reading.OpenTable) : new(samples.Value.Set!, null, samples.Value.OpenTable)) { Weights = new(store) };
        _server = WebServer.Build(catalogue, "http://127.0.0.1:0");
        await _server.StartAsync();
        Root = _server.Urls.First().TrimEnd('/');
        Assertions.SetDefaultExpectTimeout(20_000); // a busy machine is slow, not wrong
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    /// <summary>A reader with a browser of their own: no cookies, no history.</summary>
    public async Task<Reader> Enter(Action<BrowserNewContextOptions>? with = null)
    {
        if (_browser is null)
            Assert.Skip("no Chromium on the PATH (chromium, chromium-browser, google-chrome)");
        var options = new BrowserNewContextOptions { BaseURL = Root, Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 900 } };
        with?.Invoke(options);
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        return new(context, await context.NewPageAsync());
    }

    private static string? FindChromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine).FirstOrDefault(File.Exists);
}

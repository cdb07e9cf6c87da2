using Deque.AxeCore.Playwright;
using Gruppera.Formats.Sets;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>A coder keeps training cases on the server.</summary>
public sealed class SavedTests(Site site) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-saved-").FullName;
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        var set = new LoadedSet(OpenSet.Open().Set!);
        _server = WebServer.Build(new SetCatalogue([OpenSet.Id], _ => set), "http://127.0.0.1:0", options: options => options.SavedFolder = _folder);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task A_typed_contact_is_saved_found_and_opened(ColorScheme scheme, int width)
    {
        await using var reader = await site.Enter(options =>
            (options.BaseURL, options.ColorScheme, options.ViewportSize) = (_server.Urls.First().TrimEnd('/'), scheme, new() { Width = width, Height = 800 }));
        var page = reader.Page;
        await page.GotoAsync("/");
        await page.GetByLabel("Principal diagnosis", new() { Exact = true }).FillAsync("K35");
        await page.Locator("input[name=age]").FillAsync("30");
        await page.Locator("input[name=days]").FillAsync("3");
        await reader.Sees("F43E");

        // Leaving a field asks once more: the answer is waited for, as a reader does who looks before typing on.
        await page.RunAndWaitForResponseAsync(() => page.Locator("input[name=days]").BlurAsync(), answer => answer.Request.Method == "POST");
        await reader.Sees("F43E");
        await Save("Training 2026", "Young man");
        await reader.Reads("1 contact, grouped under open-se now.");
        await Look();

        // Another goes into the same collection, also after the page was left.
        await page.GotoAsync("/?dx=I714&dx=I209&sex=M&age=65&days=5");
        await reader.Sees("E51C");
        await Save(null, "Aneurysm");
        await reader.Reads("2 contacts, grouped under open-se now.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).First.ClickAsync();
        await reader.Sees("F43E");
        Assert.EndsWith("/", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/saved");
        await reader.Reads("Training 2026");
        await Look();
        await page.GetByRole(AriaRole.Link, new() { Name = "Group", Exact = true }).ClickAsync();
        await Look();
        await page.GetByRole(AriaRole.Button, new() { Name = "Group the file" }).ClickAsync();
        await reader.Reads("By DRG");
        await Look();

        async Task Save(string? name, string note)
        {
            await page.Locator("#result summary", new() { HasText = "Save" }).First.ClickAsync();
            await page.GetByLabel("Note").FillAsync(note);
            if (name is not null)
                await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await Look();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        }

        async Task Look()
        {
            var found = await page.RunAxe(ReadableTests.Rules);
            Assert.True(found.Violations.Length == 0, $"{page.Url}: {string.Join("; ", found.Violations.Select(each => $"{each.Id} {each.Nodes[0].Html}"))}");
        }
    }
}

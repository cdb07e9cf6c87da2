using Gruppera.Tests;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Pictures of every page, to be looked at: eng/screenshots makes them in artifacts/screenshots.</summary>
public class Screenshots(Site site)
{
    private const string Asked = "GRUPPERA_SCREENSHOTS";

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Of_every_page(ColorScheme scheme, int width)
    {
        Skip();
        await using var reader = await site.Enter(options => (options.ColorScheme, options.ViewportSize) = (scheme, new() { Width = width, Height = 900 }));
        foreach (var (name, path) in Places.Named)
        {
            await reader.Page.GotoAsync(path);
            await Shoot(reader, $"{name}-{scheme}-{width}");
        }

        await SampleFile.Upload(reader);
        await reader.Page.Locator("#findings ~ ul summary").First.ClickAsync();
        await Shoot(reader, $"grouped-{scheme}-{width}");

        await SampleFile.UploadCosts(reader);
        await Shoot(reader, $"casemix-shown-{scheme}-{width}");

        await SampleFile.Propose(reader);
        await Shoot(reader, $"proposal-{scheme}-{width}");
        await SampleFile.ToSimulation(reader);
        await Shoot(reader, $"simulation-forms-{scheme}-{width}");
        await SampleFile.Simulate(reader);
        await Shoot(reader, $"simulation-{scheme}-{width}");

        await reader.Page.GotoAsync("/");
        await reader.Page.Locator("#dx-0").PressSequentiallyAsync("angina");
        await reader.Page.Locator("#dx-0-list li").First.WaitForAsync();
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Shoot(reader, $"suggest-{scheme}-{width}");

        await reader.Page.GotoAsync("/workbench");
        await reader.Page.Locator("#give-codes").PressSequentiallyAsync("I20 angina");
        await reader.Page.Locator("#give-codes-list li").First.WaitForAsync();
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Shoot(reader, $"workbench-suggest-{scheme}-{width}");
    }

    [Fact]
    public async Task Of_paper()
    {
        Skip();
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Places.Named["group"]);
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await reader.Page.SetViewportSizeAsync(794, 1123);
        await Shoot(reader, "print");
    }

    private static void Skip() => Assert.SkipUnless(Environment.GetEnvironmentVariable(Asked) == "1", $"only for eng/screenshots ({Asked}=1)");

    private static Task Shoot(Reader reader, string name) => reader.Page.ScreenshotAsync(new()
    {
        Path = Repository.PathOf($"artifacts/screenshots/{name.ToLowerInvariant()}.png"),
        FullPage = true,
    });
}

using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Tests;
using Gruppera.Web.Hosting;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Pictures of every page, to be looked at: eng/screenshots makes them in artifacts/screenshots.</summary>
public class Screenshots(Site site)
{
    private const string Asked = "GRUPPERA_SCREENSHOTS";

    /// <summary>True where eng/screenshots runs.</summary>
    internal static bool AreAsked { get; } = Environment.GetEnvironmentVariable(Asked) == "1";

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

    /// <summary>Explanations and groups on the open set, and on national tables with the texts of national lists, where these lie beside the
    /// project: the pictures have licensed texts and stay in artifacts.</summary>
    [Theory]
    [InlineData("open-se", "E44E", "sv")]
    [InlineData("open-se", "E44E", "en")]
    [InlineData("swe-2014-pr1", "E47E", "sv")]
    [InlineData("swe-2014-pr1", "E47E", "fi")]
    [InlineData("nor-2017-pr1a", "127", "nb")]
    public async Task Of_explanations(string set, string drg, string language)
    {
        Skip();
        var (path, lists) = (Licensed.Pack($"{set}.zip"), Licensed.Pack("codes"));
        ImmutableArray<CodeCatalogue> texts =
        [
            .. new[] { ("icd-10-eng", "icd-10"), ("icd-10-fin", "icd-10-fi"), ("icd-10-nor", "icd-10-no"), ("kva-2012-swe-dbase", "kva") }
                .Select(list => CatalogueReader.Read(Path.Combine(lists, list.Item1 + ".zip"), new(CodeSystem.Find(list.Item2))).Catalogue!),
        ];
        var reading = set == OpenSet.Id ? OpenSet.Open(null, _ => texts) : DefinitionReader.Read(path, new() { Catalogues = _ => texts });
        await using var server = WebServer.Build(new([set], _ => new(reading.Set!, null, reading.OpenTable)), "http://127.0.0.1:0");
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var reader = await site.Enter(options => options.BaseURL = server.Urls.First());
        foreach (var (name, address) in new[] { ("explain", "/?dx=I509&dx=E119&proc=FNG02&sex=F&age=70&days=4"), ("drg", "/drg/" + drg), ("code", "/code/I509") })
        {
            await reader.Page.GotoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
            await Shoot(reader, $"{name}-{set}-{language}");
        }
    }

    private static void Skip() => Assert.SkipUnless(AreAsked, $"only for eng/screenshots ({Asked}=1)");

    private static Task Shoot(Reader reader, string name) => reader.Page.ScreenshotAsync(new()
    {
        Path = Repository.PathOf($"artifacts/screenshots/{name.ToLowerInvariant()}.png"),
        FullPage = true,
    });
}

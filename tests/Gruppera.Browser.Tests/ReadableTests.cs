using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Languages, themes, and WCAG 2.2 AA on every page.</summary>
public class ReadableTests(Site site)
{
    internal static readonly AxeRunOptions Rules = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

    [Fact]
    public async Task The_language_is_switched_and_stays()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/?dx=I714&dx=I209&age=70&days=5");
        await reader.Reads("Diseases of arteries, complicated");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "På svenska" }).ClickAsync();
        await reader.Sees("E51C");
        await reader.Reads("Koderna och deras betydelse");
        await Assertions.Expect(reader.Page.Locator("html")).ToHaveAttributeAsync("lang", "sv");
        await reader.Page.GotoAsync("/logic");
        await reader.Reads("Logiken");
    }

    [Fact]
    public async Task Dark_is_chosen_and_stays()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/logic");
        var light = await Background(reader);
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "dark" }).ClickAsync();
        await reader.Page.GotoAsync("/logic/05");
        Assert.NotEqual(light, await Background(reader));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_nothing_on_any_page(ColorScheme scheme, int width)
    {
        await using var reader = await site.Enter(options => (options.ColorScheme, options.ViewportSize) = (scheme, new() { Width = width, Height = 800 }));
        var found = new List<string>();
        foreach (var path in Places.All)
        {
            await reader.Page.GotoAsync(path);
            await Look(path);
        }

        await SampleFile.Upload(reader);
        await reader.Page.Locator("#findings ~ ul summary").First.ClickAsync();
        await Look("a grouped file");
        await SampleFile.UploadCosts(reader);
        await Look("the casemix of a file");
        await SampleFile.Compare(reader);
        await Look("two periods compared");
        await SampleFile.Propose(reader);
        await Look("a proposal");
        await SampleFile.ToSimulation(reader);
        await Look("forms of a simulation");
        await SampleFile.Simulate(reader);
        await Look("a simulation");
        Assert.True(found.Count == 0, string.Join('\n', found));

        async Task Look(string place)
        {
            await reader.Page.EvaluateAsync("scrollTo(0, 0)"); // what lies half under the header is no smaller for it
            var result = await reader.Page.RunAxe(Rules);
            found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Take(3), (violation, node) => $"{place}: {violation.Id}: {node.Html[..Math.Min(140, node.Html.Length)]}"));
        }
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        await using var reader = await site.Enter(options => options.ViewportSize = new() { Width = 360, Height = 740 });
        var wide = new List<string>();
        foreach (var path in Places.All)
        {
            await reader.Page.GotoAsync(path);
            await Measure(path);
        }

        await SampleFile.Upload(reader);
        await Measure("a grouped file");
        await SampleFile.UploadCosts(reader);
        await Measure("the casemix of a file");
        await SampleFile.Compare(reader);
        await Measure("two periods compared");
        await SampleFile.Propose(reader);
        await Measure("a proposal");
        await SampleFile.ToSimulation(reader);
        await Measure("forms of a simulation");
        await SampleFile.Simulate(reader);
        await Measure("a simulation");
        Assert.True(wide.Count == 0, string.Join('\n', wide));

        async Task Measure(string place)
        {
            if (await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var width and > 360)
                wide.Add($"{place}: {width}");
        }
    }

    private static Task<string> Background(Reader reader) => reader.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}

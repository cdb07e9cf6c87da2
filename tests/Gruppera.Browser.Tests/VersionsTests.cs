using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Two versions compared, a code through the sets, and the state of each set.</summary>
public class VersionsTests(Site site)
{
    private const string Compared = "/versions?from=tables&to=open-se";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_versions_are_compared_and_what_differs_is_followed(bool scripts)
    {
        await using var reader = await site.Enter(options => options.JavaScriptEnabled = scripts);
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).ClickAsync();
        await reader.Main.Locator("[name=from]").SelectOptionAsync("tables");
        await reader.Main.Locator("[name=to]").SelectOptionAsync("open-se");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("from=tables&to=open-se"));
        await reader.Reads("Can affect grouping");
        await reader.Reads("New and removed groups");
        var more = reader.Main.Locator("#groups a", new() { HasText = "Show all" });
        await more.ClickAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("all=groups#groups$"));
        await Assertions.Expect(more).ToHaveCountAsync(0);
        await reader.Main.Locator("#groups li", new() { HasText = "removed" }).First.Locator("a").ClickAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("/drg/[^?]+\\?set=tables$"));
    }

    [Fact]
    public async Task Of_a_group_only_what_concerns_it_is_shown()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Compared);
        await reader.Page.GetByLabel("Only the group").FillAsync("f12e");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Reads("Only what concerns F12E");
        var drgs = await reader.Main.Locator("#rules tbody tr td:nth-child(3)").AllInnerTextsAsync();
        Assert.NotEmpty(drgs);
        Assert.All(drgs, drg => Assert.Contains("F12E", drg, StringComparison.Ordinal));
        await reader.Follow("All differences");
        await reader.Reads("Can affect grouping");
    }

    [Fact]
    public async Task A_code_is_followed_through_the_sets_to_the_group_and_why()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/versions?code=I21.9");
        await Assertions.Expect(reader.Main.Locator("#path tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(reader.Main.Locator("#path tr", new() { HasText = "open-se" })).ToContainTextAsync("05M01");
        var drg = await reader.Main.Locator("#path tr", new() { HasText = "open-se" }).Locator("td").Nth(2).Locator("a.code").InnerTextAsync();
        await reader.Main.GetByRole(AriaRole.Link, new() { Name = $"Why {drg}, open-se" }).ClickAsync();
        await reader.Sees(drg);
    }

    [Fact]
    public async Task A_set_that_is_not_served_is_not_found_and_the_same_set_twice_differs_in_nothing()
    {
        await using var reader = await site.Enter();
        var answer = await reader.Page.APIRequest.GetAsync(site.Root + "/versions?from=tables&to=none");
        Assert.Equal(404, answer.Status);
        await reader.Page.GotoAsync("/versions?from=open-se&to=open-se");
        await reader.Reads("No differences.");
    }

    [Fact]
    public async Task The_checks_come_by_themselves_and_lead_to_the_set_and_its_findings()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/checks");
        var row = reader.Main.Locator("tr", new() { HasText = "tables" });
        await Assertions.Expect(row).ToContainTextAsync("identical on 150 of 150");
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await reader.Reads("cases with the rule they should have");
        await reader.Reads("Findings in the tables");
    }

    [Fact]
    public async Task Without_scripts_a_set_is_checked_by_a_link_and_a_finding_leads_to_what_it_is_about()
    {
        await using var reader = await site.Enter(options => (options.JavaScriptEnabled, options.Locale) = (false, "sv-SE"));
        await reader.Page.GotoAsync("/checks");
        await reader.Main.Locator("tr", new() { HasText = "open-se" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await reader.Reads("Källans hash");
        await reader.Reads("identisk på");
        await reader.Main.Locator("section[id^=GRP] li a.code").First.ClickAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("/(rule|code|property)/"));
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>The search box over everything, by keyboard alone.</summary>
public class SearchBoxTests(Site site)
{
    [Fact]
    public async Task A_slash_opens_it_arrows_choose_and_enter_goes_there()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/logic");
        await reader.Page.Keyboard.PressAsync("/");
        var palette = reader.Page.GetByRole(AriaRole.Dialog, new() { Name = "Search" });
        await reader.Page.Keyboard.TypeAsync("heart failure");
        await Assertions.Expect(palette.GetByRole(AriaRole.Option).First).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(palette.GetByRole(AriaRole.Group, new() { Name = "Diseases and operations" })).ToContainTextAsync("I50");
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(palette.GetByRole(AriaRole.Option).Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await reader.Page.Keyboard.PressAsync("ArrowUp");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("/code/I50"));
        await reader.Page.Keyboard.PressAsync("Control+K");
        await Assertions.Expect(palette).ToBeVisibleAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(palette).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_code_is_added_to_the_contact()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/?dx=I714&sex=M&age=65&days=5");
        await reader.Page.Keyboard.PressAsync("Control+K");
        await reader.Page.Keyboard.TypeAsync("I20.9");
        await Assertions.Expect(reader.Page.Locator("#found [role=option]").First).ToContainTextAsync("I20.9");
        await reader.Page.Keyboard.PressAsync("Control+Enter");
        await reader.Sees("E51C");
        await Assertions.Expect(reader.Page.Locator("#dx-1")).ToHaveValueAsync("I209");
    }

    [Fact]
    public async Task Without_scripts_it_is_a_link_to_search()
    {
        await using var reader = await site.Enter(options => options.JavaScriptEnabled = false);
        await reader.Page.GotoAsync("/logic");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Search codes, DRGs, diseases and pages" }).ClickAsync();
        await reader.Page.Locator("#q").FillAsync("heart failure");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Reads("E44");
    }

    [Fact]
    public async Task The_set_is_chosen_in_the_frame_and_the_contact_stays()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByLabel("Age in years").FillAsync("65");
        await reader.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Care days" }).FillAsync("5");
        await reader.Page.Locator("#dx-0").PressSequentiallyAsync("I71.4");
        await reader.Sees("E51E");
        await reader.Page.Locator(".pick-set").ClickAsync();
        await reader.Page.Locator("#sets").GetByRole(AriaRole.Link, new() { Name = "tables" }).ClickAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("/\\?set=tables$"));
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToHaveValueAsync("I714");
    }
}

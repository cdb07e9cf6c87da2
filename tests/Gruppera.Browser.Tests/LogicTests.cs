using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>The logic, and search.</summary>
public class LogicTests(Site site)
{
    [Theory]
    [InlineData("appendicectomy", "F12E", "Appendicectomy, not complicated", "en-GB")]
    [InlineData("blindtarmsoperation", "F12E", "Blindtarmsoperation, ej komplicerat", "sv-SE")]
    public async Task The_groups_of_appendectomy_are_found_in_two_languages(string words, string drg, string name, string locale)
    {
        await using var reader = await site.Enter(options => options.Locale = locale);
        await reader.Page.GotoAsync("/");
        await reader.Page.Locator("#q").FillAsync(words);
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Reads(name);
        await reader.Follow(drg);
        await Assertions.Expect(reader.Page.Locator("h1")).ToHaveTextAsync($"{drg} {name}");
        await reader.Reads("06S04");
    }

    [Fact]
    public async Task One_walks_from_the_MDC_to_group_rule_property_code_and_back()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "The logic" }).ClickAsync();
        await reader.Follow("06");
        await reader.Reads("Appendicectomy, complicated");
        var group = reader.Main.Locator("tr", new() { HasText = "F12E" });
        await group.Locator("summary").ClickAsync();
        await Assertions.Expect(group.GetByText("procpro 06S04")).ToBeVisibleAsync();
        await reader.Follow("F12E");
        await reader.Reads("procedure group: its only rule asks for a procedure");
        await reader.Follow("F12E01");
        await reader.Reads("It holds if");
        await reader.Follow("06S04");
        await reader.Reads("Procedures that give it");
        await reader.Follow("JEA");
        await reader.Reads("Neighbours in the tables");
        await reader.Page.Locator("#reach").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(reader.Page.Locator("#reach")).ToContainTextAsync("With the procedure");
        await reader.Page.Locator("#reach").GetByRole(AriaRole.Link, new() { Name = "an example of F12E" }).ClickAsync();
        await reader.Sees("F12E");
        await reader.Page.GoBackAsync();
        await reader.Page.GoBackAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("/property/06S04$"));
    }

    [Fact]
    public async Task A_code_that_the_tables_know_by_a_prefix_says_so_and_shows_what_it_gives()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/code/I21.95");
        await reader.Reads("it is read as I21.9");
        await reader.Reads("Excludes 2 complication categories");
        await reader.Main.Locator(".row-source summary").First.ClickAsync();
        await Assertions.Expect(reader.Main.Locator(".cells").First).ToContainTextAsync("05M01");
    }

    [Fact]
    public async Task A_misspelled_word_and_an_unknown_group_name_what_is_near()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/search?q=apendicectomy");
        await reader.Reads("F12E");
        var answer = await reader.Page.APIRequest.GetAsync(site.Root + "/drg/F12X");
        Assert.Equal(404, answer.Status);
        Assert.Contains("/drg/F12", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_the_logic_is_read_all_the_same()
    {
        await using var reader = await site.Enter(options => options.JavaScriptEnabled = false);
        await reader.Page.GotoAsync("/code/JEA?as=procedure");
        await reader.Follow("Search the whole logic for them");
        await reader.Reads("With the procedure");
        await reader.Page.GotoAsync("/rule/F12E01");
        await reader.Main.Locator(".row-source summary").ClickAsync();
        await reader.Follow("the row as delivered");
        await reader.Reads("F12E01");
    }
}

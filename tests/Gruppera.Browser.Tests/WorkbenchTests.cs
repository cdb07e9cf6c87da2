using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>A technical change is proposed, checked, tried on made-up contacts and downloaded.</summary>
public class WorkbenchTests(Site site)
{
    [Fact]
    public async Task With_the_keyboard_alone_a_split_is_proposed_and_simulated()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Changes", Exact = true }).FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Reads("Nothing is proposed yet.");
        await reader.Page.Locator("#split-drg").FocusAsync();
        await reader.Page.Keyboard.TypeAsync("E59R");
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.TypeAsync("E95R");
        await reader.Page.Keyboard.PressAsync("Tab");
        while (await reader.Page.Locator("#split-column").InputValueAsync() != "agelim")
            await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.TypeAsync("<14610");
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.TypeAsync("Younger");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Reads("0 rows out, 2 in");
        await Assertions.Expect(reader.Page.Locator("#findings")).ToContainTextAsync("(0)");
        await Assertions.Expect(reader.Page.Locator("#rows-drg_logic")).ToContainTextAsync("E95R01");
        var proposal = reader.Page.Url;

        await reader.Page.GetByLabel("Synthetic contacts").FocusAsync();
        await reader.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await reader.Page.Keyboard.TypeAsync("10000");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator("#moves")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(reader.Page.Locator("#moves tbody tr").First).ToContainTextAsync("rule E95R01 is new");
        await Assertions.Expect(reader.Page.Locator(".chart svg")).ToHaveCountAsync(1);
        await Assertions.Expect(reader.Page.Locator(".chart svg")).ToContainTextAsync("E95R");
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Img, new() { Name = "the largest flow is" })).ToBeVisibleAsync();
        await reader.Reads("By hospital");

        await reader.Follow("Workbench");
        Assert.Equal(proposal.Split('#')[0], reader.Page.Url);
    }

    [Fact]
    public async Task Codes_groups_values_rules_and_conditions_are_found_as_one_types()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/workbench");
        await reader.Page.Locator("#give-codes").PressSequentiallyAsync("K35 angina");
        await Choose("give-codes", "K35 I20");
        await reader.Page.Locator("#give-value").PressSequentiallyAsync("appendicectomy");
        await Choose("give-value", "06S04");
        await reader.Page.Locator("#split-drg").PressSequentiallyAsync("appendicectomy, not");
        await Choose("split-drg", "F12E");
        await reader.Page.GetByText("Insert a rule before another").ClickAsync();
        await reader.Page.Locator("#insert-before").PressSequentiallyAsync("f12o");
        await Choose("insert-before", "F12O01");
        await reader.Page.Locator("#insert-conditions").PressSequentiallyAsync("sex=M proc");
        await Choose("insert-conditions", "sex=M procpro=");
        await reader.Page.Locator("#insert-conditions").PressSequentiallyAsync("appendicec");
        await Choose("insert-conditions", "sex=M procpro=06S04");

        async Task Choose(string field, string value)
        {
            await reader.Page.Locator($"#{field}-list li[data-value='{value}']:first-child").WaitForAsync();
            await reader.Page.Keyboard.PressAsync("ArrowDown");
            await reader.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(reader.Page.Locator($"#{field}")).ToHaveValueAsync(value);
        }
    }

    [Fact]
    public async Task A_list_that_comes_late_changes_no_choice_and_opens_nothing()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/workbench");
        var field = reader.Page.Locator("#give-codes");
        var options = reader.Page.Locator("#give-codes-list li");
        var chosen = reader.Page.Locator("#give-codes-list [aria-selected=true]");
        var (asked, answered) = await Held();
        await field.PressSequentiallyAsync("angi");
        await asked;
        answered.SetResult();
        await options.First.WaitForAsync();

        (asked, answered) = await Held();
        await field.PressSequentiallyAsync("n");
        await asked;
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(chosen).ToHaveAttributeAsync("data-value", "I20");
        await options.First.EvaluateAsync("each => each.dataset.old = 1");
        answered.SetResult();
        await Assertions.Expect(reader.Page.Locator("#give-codes-list [data-old]")).ToHaveCountAsync(0);
        await Assertions.Expect(chosen).ToHaveAttributeAsync("data-value", "I20");

        (asked, answered) = await Held();
        await field.PressSequentiallyAsync("a");
        await asked;
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync("I20");
        await reader.Page.RunAndWaitForResponseAsync(() => { answered.SetResult(); return Task.CompletedTask; }, "**/suggest?**");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(options).ToHaveCountAsync(0);

        async Task<(Task Asked, TaskCompletionSource Answered)> Held()
        {
            var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
            await reader.Page.UnrouteAllAsync();
            await reader.Page.RouteAsync("**/suggest?**", async route =>
            {
                asked.TrySetResult();
                await answered.Task;
                await route.ContinueAsync();
            });
            return (asked.Task, answered);
        }
    }

    [Fact]
    public async Task Without_scripts_rows_are_added_by_hand_removed_and_tried()
    {
        await using var reader = await site.Enter(options => (options.JavaScriptEnabled, options.Locale) = (false, "sv-SE"));
        await reader.Page.GotoAsync("/workbench");
        await reader.Page.GetByText("Ange en rad").ClickAsync();
        await reader.Page.Locator("select[name=table]").SelectOptionAsync("dg_feat");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Dess kolumner" }).ClickAsync();
        await reader.Page.Locator("#row-code_nat").FillAsync("I10");
        await reader.Page.Locator("#row-vartype").FillAsync("DGPROP");
        await reader.Page.Locator("#row-varval").FillAsync("05X99");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Lägg till i dg_feat" }).ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#finding")).ToContainTextAsync("GRP6007");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Simulera" }).ClickAsync();
        await reader.Reads("Ingen vårdkontakt får ett annat resultat.");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Ändringsförslag" }).Last.ClickAsync();
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Ta bort rad 1" }).ClickAsync();
        await reader.Reads("Inget är föreslaget än.");
    }
}

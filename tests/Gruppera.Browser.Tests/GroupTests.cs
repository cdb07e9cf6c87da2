using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Group a contact: the aneurysm example of the Swedish document, and what one does with it.</summary>
public class GroupTests(Site site)
{
    private const string Aneurysm = "/?dx=I714&sex=M&age=65&days=5";
    private const string Complicated = "/?dx=I714&dx=I209&sex=M&age=65&days=5";

    [Fact]
    public async Task The_aneurysm_is_followed_from_E51E_to_E51C_to_E41C_while_one_types()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByLabel("Age in years").FillAsync("65");
        await reader.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Care days" }).FillAsync("5");
        await reader.Page.GetByLabel("Sex").SelectOptionAsync("M");
        await reader.Page.Locator("#dx-0").PressSequentiallyAsync("I71.4");
        await reader.Sees("E51E");
        await reader.Page.Locator("#dx-1").PressSequentiallyAsync("I20.9");
        await reader.Sees("E51C");
        await reader.Page.Locator("#dx-2").PressSequentiallyAsync("I21.9");
        await reader.Sees("E41C");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(site.Root + "/");
    }

    [Fact]
    public async Task A_header_and_a_row_out_of_a_spreadsheet_fill_the_form_when_pasted()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/");
        await Paste("Kön\tÅlder\tVårddagar\tHd\tBd1\r\nM\t65\t5\tI71.4\tI20.9\r\n");
        await reader.Sees("E51C");
        await Assertions.Expect(reader.Page.GetByLabel("Age in years")).ToHaveValueAsync("65");
        await Assertions.Expect(reader.Page.Locator("#dx-1")).ToHaveValueAsync("I209");
        await Paste("I50.9");
        await reader.Sees("E51C");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(site.Root + "/");

        Task Paste(string text) => reader.Page.Locator("#dx-0").EvaluateAsync(
            "(field, text) => { const data = new DataTransfer(); data.setData('text/plain', text); field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }", text);
    }

    [Fact]
    public async Task A_secondary_diagnosis_is_made_the_principal_one_with_a_click()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Complicated + "&dx=I219");
        await reader.Sees("E41C");
        await reader.Page.Locator("[aria-label='Make principal: Secondary diagnosis 2']").ClickAsync();
        await reader.Sees("E41E");
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToHaveValueAsync("I219");
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToBeFocusedAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(site.Root + "/");
        await Assertions.Expect(reader.Main).ToContainTextAsync("excluded by the principal diagnosis I21");
    }

    [Fact]
    public async Task A_code_is_unticked_and_stays_in_the_list_struck_out()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Complicated);
        await reader.Sees("E51C");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Count Secondary diagnosis 1" }).ClickAsync();
        await reader.Sees("E51E");
        await Assertions.Expect(reader.Page.Locator("#off-dx-1")).ToBeFocusedAsync();
        await Assertions.Expect(reader.Page.Locator("#status")).ToContainTextAsync("E51E");
        await Assertions.Expect(reader.Page.Locator("#result s")).ToHaveTextAsync("I20.9");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Count Secondary diagnosis 1" }).ClickAsync();
        await reader.Sees("E51C");
    }

    [Fact]
    public async Task The_explanation_says_what_gave_what_and_a_change_is_one_click_away()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Complicated);
        foreach (var text in new[] { "Grouped without remark", "05M06", "decides; without it E51E", "05C02 Angina pectoris – gives level 1", "inpatient contact", "Same base group, other complication level", "earlier rules fail on one condition", "other groups are one change away" })
            await reader.Reads(text);
        await reader.Page.Locator(".codes summary").First.ClickAsync();
        await reader.Page.Locator(".changes-to").GetByRole(AriaRole.Button, new() { Name = "without I20.9" }).First.ClickAsync();
        await reader.Sees("E51E");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(site.Root + "/");
        await Assertions.Expect(reader.Page.Locator("#result .drg")).ToBeFocusedAsync();
        await Assertions.Expect(reader.Page.Locator(".codes details[open]")).ToHaveCountAsync(1);
        await reader.Page.GoBackAsync();
        await reader.Sees("E51C");
    }

    [Fact]
    public async Task Codes_that_may_be_added_are_listed_filtered_and_tried()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Aneurysm);
        await reader.Page.Locator(".changes-to summary", new() { HasTextRegex = new("with any of .* diagnoses") }).First.ClickAsync();
        var list = reader.Page.Locator(".any").First;
        await Assertions.Expect(list.Locator("li").First).ToBeVisibleAsync();
        await list.Locator("[data-filter]").FillAsync("I20.9");
        await Assertions.Expect(list.Locator("li:visible")).ToHaveCountAsync(1);
        await list.Locator("li:visible button").ClickAsync();
        await reader.Sees("E51C");
        await Assertions.Expect(reader.Page.Locator("#dx-1")).ToHaveValueAsync("I209");
        Assert.DoesNotContain("years old", await reader.Page.Locator(".changes-to").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contact_is_there_again_after_another_page_and_gone_when_one_starts_over()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Aneurysm);
        await reader.Page.Locator("#dx-1").PressSequentiallyAsync("I20.9");
        await reader.Sees("E51C");
        await reader.Page.GotoAsync("/logic");
        await reader.Page.GotoAsync("/");
        await reader.Sees("E51C");
        await reader.Follow("Start over");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToHaveValueAsync("");
        await reader.Page.GotoAsync("/");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Enter_closes_the_suggestions_and_removal_keeps_the_focus()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Complicated + "&dx=I219");
        await reader.Page.Locator("#dx-3").PressSequentiallyAsync("I50");
        await Assertions.Expect(reader.Page.Locator("#dx-3-list [role=option]").First).ToBeVisibleAsync();
        await Assertions.Expect(reader.Page.Locator("#dx-4")).ToHaveAttributeAsync("aria-expanded", "false");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator("#dx-3-list")).ToBeHiddenAsync();
        await reader.Page.Locator("#drop-dx-2").ClickAsync();
        await reader.Sees("E51C");
        await Assertions.Expect(reader.Page.Locator("#drop-dx-2")).ToBeFocusedAsync();
        await reader.Page.Locator("#drop-dx-2").ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#dx-2")).ToBeFocusedAsync();
        Assert.DoesNotContain("dx=", reader.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_remembered_on_request_shown_beside_another_set_and_terms_are_explained()
    {
        await using var reader = await site.Enter();
        var page = reader.Page;
        await page.GotoAsync(Complicated);
        await Assertions.Expect(page.Locator("#remembered")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remember here" }).ClickAsync();
        await Assertions.Expect(page.Locator("#remembered li")).ToHaveCountAsync(1);
        Assert.DoesNotContain("I20", await page.EvaluateAsync<string>("document.cookie"), StringComparison.Ordinal);

        // Another set beside the one of the page: both groups and what differs, without the contact in an address.
        await page.Locator("select[name=versus]").SelectOptionAsync("tables");
        await Assertions.Expect(page.Locator("#result #versus")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#result table.sides thead th")).ToHaveCountAsync(2);
        await page.Locator("#result button.change").First.ClickAsync();
        await Assertions.Expect(page.Locator("#result #versus")).ToBeVisibleAsync();
        Assert.DoesNotContain("dx=", page.Url, StringComparison.Ordinal);

        await reader.Follow("Return code");
        await reader.Reads("0 where nothing was");
        Assert.EndsWith("/help#rtc", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/");
        await reader.Follow("Start over");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("#remembered li button").First.ClickAsync();
        await reader.Sees("E51C");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete all" }).ClickAsync();
        await Assertions.Expect(page.Locator("#remembered")).ToBeHiddenAsync();
        Assert.Equal("[]", await page.EvaluateAsync<string>("localStorage.getItem('contacts')"));
    }

    [Fact]
    public async Task A_row_of_the_delivery_is_shown_as_it_stands_there()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync(Complicated);
        await reader.Page.Locator(".codes summary").First.ClickAsync();
        await reader.Page.Locator(".codes .row-source summary").First.ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".codes .cells").First).ToContainTextAsync("DGCAT");
    }

    [Fact]
    public async Task The_copied_address_shows_another_reader_the_same_page()
    {
        await using var reader = await site.Enter(options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        await reader.Page.GotoAsync(Complicated);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Copy a link" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByText("Copied")).ToBeVisibleAsync();
        var address = await reader.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await using var other = await site.Enter();
        await other.Page.GotoAsync(address);
        await other.Sees("E51C");
        Assert.Equal(await reader.Page.Locator("#result").InnerTextAsync(), (await other.Page.Locator("#result").InnerTextAsync()).Replace("Copy a link", "Copied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_keyboard_alone_finds_a_code_by_words_and_groups_it()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/?age=65&days=5");
        await reader.Page.Locator("#dx-0").FocusAsync();
        await reader.Page.Keyboard.TypeAsync("angina");
        await Assertions.Expect(reader.Page.Locator("#dx-0-list [role=option]").First).ToBeVisibleAsync();
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(reader.Page.Locator("#dx-0-list [aria-selected=true]")).ToContainTextAsync("I20");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToHaveValueAsync("I20");
        await Assertions.Expect(reader.Page.Locator("#dx-0-list")).ToBeHiddenAsync();
        await Assertions.Expect(reader.Drg).ToHaveTextAsync(new Regex("^E"));
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(reader.Page.Locator("#dx-1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Pairs_dates_and_visits_are_said_in_the_form()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/?dx=J171*B012&birth=1959-05-30&admission=2025-02-12&leaving=2025-02-14&sex=M");
        await reader.Reads("65 years old");
        await reader.Reads("3 care days");
        await reader.Page.GotoAsync("/?dx=I109&age=65&days=0&sex=F");
        await reader.Page.GetByText("Visit: form and profession").ClickAsync();
        await reader.Page.GetByLabel("Profession").SelectOptionAsync("XS915");
        await reader.Page.GetByLabel("Form of visit").SelectOptionAsync("XS900");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(site.Root + "/");
        await Assertions.Expect(reader.Drg).ToHaveTextAsync(new Regex("[OPQ]$"));
    }

    [Fact]
    public async Task Without_scripts_the_form_groups_by_its_button()
    {
        await using var reader = await site.Enter(options => options.JavaScriptEnabled = false);
        await reader.Page.GotoAsync("/");
        await reader.Page.Locator("#dx-0").FillAsync("i71.4 i20.9");
        await reader.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Care days" }).FillAsync("5");
        await reader.Page.Locator(".buttons button").First.ClickAsync();
        await reader.Reads("the age is missing");
        await reader.Page.GetByLabel("Age in years").FillAsync("65");
        await reader.Page.Locator(".buttons button").First.ClickAsync();
        await reader.Sees("E51C");
        Assert.Equal(site.Root + "/", reader.Page.Url);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Count Secondary diagnosis 1" }).ClickAsync();
        await reader.Sees("E51E");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Make principal: Secondary diagnosis 1" }).ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#dx-0")).ToHaveValueAsync("I209");
        await reader.Page.Locator(".changes-to summary", new() { HasTextRegex = new("with any of") }).First.ClickAsync();
        await reader.Page.Locator("button[name=any]:visible").First.ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".any li").First).ToBeVisibleAsync();
        Assert.Equal(site.Root + "/", reader.Page.Url);
    }
}

using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Ten minutes of a controller, in two languages: from one upload to a picture for the board, and from its figures to the contacts
/// behind them.</summary>
public sealed class ControllerTests(Site site)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GRUPPERA_LOOK");

    [Theory]
    [InlineData("sv", "vårdkontakter", ColorScheme.Light, 1440)]
    [InlineData("en", "contacts", ColorScheme.Dark, 390)]
    public async Task One_upload_gives_casemix_length_of_stay_and_the_contacts_behind_them(string language, string contacts, ColorScheme scheme, int width)
    {
        await using var reader = await site.Enter(options => (options.Locale, options.ColorScheme, options.ViewportSize) = (language, scheme, new() { Width = width, Height = 900 }));
        var page = reader.Page;
        await SampleFile.Upload(reader);

        // The casemix of the file that is here, with charts, of all contacts.
        await page.Locator("a[href^='/casemix?saved=grouped-']").ClickAsync();
        await page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(page.Locator("#all-contacts")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("table[data-kind=intervals]")).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator(".chart svg").First).ToBeVisibleAsync();
        Assert.True(await page.Locator(".chart svg").CountAsync() >= 2);

        // Inpatient care of the first half of the year: the choice stands in the address and is said.
        await page.Locator("#choice summary").ClickAsync();
        await page.Locator("select[name='f.care_form']").SelectOptionAsync("inpatient");
        await page.Locator("input[name=from]").FillAsync("2025-01");
        await page.Locator("input[name=to]").FillAsync("2025-06");
        await page.Locator("#choice button").ClickAsync();
        await Assertions.Expect(page.Locator("a.chip")).ToHaveCountAsync(2);
        Assert.Contains("f.care_form=inpatient&", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#work .look")).ToContainTextAsync(new Regex($"[0-9 \u00a0\u202f]+ \\S+ 10.000 {contacts}"));
        await Look("casemix");
        var address = page.Url;

        // The contacts of a unit, as many as the figures say; one of them in the explainer; and back to the same figures.
        var unit = page.Locator("#all-contacts ~ .charted tbody tr").First;
        var (name, count) = (await unit.Locator("th a").InnerTextAsync(), (await unit.Locator("td").First.InnerTextAsync()).Trim());
        await unit.Locator("th a").ClickAsync();
        await Assertions.Expect(page.Locator("a.chip")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("p.look [role=status]")).ToContainTextAsync(new Regex($"^{Regex.Escape(count)} "));
        await Look("behind");
        Assert.Contains(Uri.EscapeDataString(name), page.Url.Replace("%20", " ", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal), StringComparison.Ordinal);
        await page.Locator("tbody tr td a").First.ClickAsync();
        await Assertions.Expect(reader.Drg).ToBeVisibleAsync();
        Assert.DoesNotContain("dx=", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("a.chip")).ToHaveCountAsync(2);

        // Without the period again, with the keyboard.
        await page.Locator("a.chip").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("a.chip")).ToHaveCountAsync(1);
        Assert.DoesNotContain("from=", page.Url, StringComparison.Ordinal);

        // Length of stay of the same file; its chart becomes a picture.
        await page.GoBackAsync();
        await page.GotoAsync("/analyses/los");
        await page.Locator("select[name=saved-contacts]").SelectOptionAsync(new SelectOptionValue { Label = "population-grouped.csv" });
        await page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(page.Locator(".document .chart svg").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Look("los");
        var picture = await page.RunAndWaitForDownloadAsync(() => page.Locator(".document .chart .save button").Nth(1).ClickAsync());
        Assert.EndsWith(".svg", picture.SuggestedFilename, StringComparison.Ordinal);
        await page.Locator(".document td a").First.ClickAsync();
        await Assertions.Expect(page.Locator("a.chip").First).ToBeVisibleAsync();

        async Task Look(string what)
        {
            await page.EvaluateAsync("scrollTo(0, 0)");
            if (Pictures is not null)
                await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{what}-{language}-{width}.png"), FullPage = true });
            var found = await page.RunAxe(ReadableTests.Rules);
            Assert.True(found.Violations.Length == 0, $"{page.Url}: {string.Join("; ", found.Violations.Select(each => $"{each.Id} {each.Nodes[0].Html}"))}");
        }
    }
}

using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>A controller goes from a count to the contacts behind it, and from a contact to its rule; nothing of a patient gets into an
/// address.</summary>
public sealed class FileContactsTests(Site site)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GRUPPERA_LOOK");

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task From_a_count_to_its_contacts_to_a_contact(ColorScheme scheme, int width)
    {
        await using var reader = await site.Enter(options => (options.ColorScheme, options.ViewportSize) = (scheme, new() { Width = width, Height = 900 }));
        var page = reader.Page;
        await SampleFile.Upload(reader);
        await Look("overview");

        // A group, its contacts, the oldest first.
        var first = page.Locator("#drg tbody tr").First;
        var (drg, count) = (await first.Locator("a.code").InnerTextAsync(), await first.Locator("td.number a").First.InnerTextAsync());
        await first.Locator("td.number a").First.ClickAsync();
        await reader.Reads($"{count} of 10 000 rows");
        Assert.Contains($"f.drg={drg}", page.Url, StringComparison.Ordinal);
        await reader.Follow("Sort by age_days");
        await reader.Follow("Sort by age_days");
        Assert.Contains("sort=-age_days", page.Url, StringComparison.Ordinal);
        var ages = await Column("age_days");
        Assert.True(ages.Count > 10);
        Assert.Equal(ages.OrderDescending(), ages);
        await Look("contacts");

        // What is searched for stays out of the address, also on the next page.
        await page.Locator("input[name=words]").FillAsync("2025-07");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("2025-07");
        Assert.DoesNotContain("2025-07", page.Url, StringComparison.Ordinal);
        await Look("found");

        // The contact, its rule; and the next one of the file.
        await page.Locator("tbody tr td a").First.ClickAsync();
        await reader.Sees(drg);
        Assert.DoesNotContain("dx=", page.Url, StringComparison.Ordinal);
        await Look("contact");
        await reader.Follow("Next");
        await Assertions.Expect(reader.Drg).ToBeVisibleAsync();
        await reader.Follow("population.csv");
        await reader.Reads("10 000 rows");

        // Rows that cannot be read tell why.
        await page.GotoAsync(page.Url + "?f.issue=GRP3004");
        await reader.Reads("of 10 000 rows");
        await page.Locator("tbody tr td a").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("GRP3004");

        async Task<IReadOnlyList<double>> Column(string name)
        {
            var headers = await page.Locator("thead th").AllInnerTextsAsync();
            var at = headers.ToList().FindIndex(header => header.StartsWith(name, StringComparison.Ordinal));
            return [.. (await page.Locator($"tbody tr td:nth-child({at + 1})").AllInnerTextsAsync()).Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        }

        Task Look(string name) => FileContactsTests.Look(page, $"{name}-{width}");
    }

    [Fact]
    public async Task A_column_that_was_read_wrongly_is_mended_on_the_page()
    {
        await using var reader = await site.Enter();
        var page = reader.Page;
        await page.GotoAsync("/file");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "odd.csv",
            MimeType = "text/csv",
            Buffer = "id,sex,age_years,duration,dx,mystery\n1,M,65,5,I714,K359\n2,F,40,2,K359,I109\n"u8.ToArray(),
        });
        await page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(page.Locator("#drg")).ToBeVisibleAsync();
        await page.Locator("details.reading summary").ClickAsync();
        await page.GetByLabel("What mystery gives").SelectOptionAsync("secondary");
        await Look(page, "columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Group again with these columns" }).ClickAsync();
        await reader.Reads("mystery");
        await Assertions.Expect(page.GetByLabel("What mystery gives")).ToHaveValueAsync("secondary");

        // The next file with the same columns is read so from the beginning.
        var address = page.Url;
        await page.GotoAsync("/file");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "next.csv",
            MimeType = "text/csv",
            Buffer = "id,sex,age_years,duration,dx,mystery\n1,M,65,5,I714,K359\n"u8.ToArray(),
        });
        await Assertions.Expect(page.Locator("[name=columns]")).ToHaveValueAsync("mystery=secondary");
        await reader.Reads("As the last time");
        await page.GotoAsync(address);
        await page.Locator("details.reading summary").ClickAsync();
        await page.GetByLabel("What age_years gives").SelectOptionAsync("none");
        await page.GetByRole(AriaRole.Button, new() { Name = "Group again with these columns" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
    }

    private static async Task Look(IPage page, string name)
    {
        if (Pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        var found = await page.RunAxe(ReadableTests.Rules);
        Assert.True(found.Violations.Length == 0, $"{page.Url}: {string.Join("; ", found.Violations.Select(each => $"{each.Id} {each.Nodes[0].Html}"))}");
    }

    [Fact]
    public async Task A_file_that_is_here_goes_into_the_next_analysis()
    {
        await using var reader = await site.Enter();
        var page = reader.Page;
        await SampleFile.Upload(reader);
        await reader.Follow("Length of stay");
        await Assertions.Expect(page.Locator("select[name^=saved]").First).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^grouped-"));
        await page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(page.Locator(".document table").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GoBackAsync();
    }
}

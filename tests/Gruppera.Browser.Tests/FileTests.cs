using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>A file of 10 000 contacts on its way through the page.</summary>
public class FileTests(Site site)
{
    [Fact]
    public async Task A_file_is_grouped_and_downloaded_and_there_again_after_another_page()
    {
        await using var reader = await site.Enter();
        await SampleFile.Upload(reader);
        await reader.Reads("10 000");
        await Assertions.Expect(reader.Page.Locator("#drg td.bars svg").First).ToBeVisibleAsync();
        await reader.Reads("Findings against the coding rules");
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.GetByRole(AriaRole.Button, new() { Name = "Download the grouped file" }).Or(reader.Page.Locator("a[download]")).First.ClickAsync());
        Assert.Equal("population-grouped.csv", download.SuggestedFilename);
        Assert.Equal(10_001, (await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Length);

        var address = reader.Page.Url;
        await reader.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Logic" }).ClickAsync();
        await reader.Page.GoBackAsync();
        await reader.Reads("Findings against the coding rules");
        await reader.Page.GotoAsync("/");
        await reader.Follow("population.csv");
        Assert.Equal(address, reader.Page.Url);
        await reader.Reads("10 000");
    }

    [Fact]
    public async Task Without_scripts_the_page_refreshes_itself_and_deletes_on_demand()
    {
        await using var reader = await site.Enter(options => options.JavaScriptEnabled = false);
        await SampleFile.Upload(reader);
        await reader.Reads("By DRG");
        await reader.Follow("Show all, ", exact: false);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Delete now" }).ClickAsync();
        await reader.Reads("The file and its result are deleted.");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("/file\\?deleted=yes$"));
    }
}

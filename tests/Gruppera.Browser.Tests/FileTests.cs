using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>A file of 10 000 contacts on its way through the page.</summary>
public class FileTests(Site site)
{
    [Fact]
    public async Task A_file_is_grouped_charted_and_downloaded_and_gone_when_the_page_is_left()
    {
        await using var reader = await site.Enter();
        await SampleFile.Upload(reader);
        await reader.Reads("10 000");
        await Assertions.Expect(reader.Page.Locator(".chart svg")).ToHaveCountAsync(2);
        await reader.Reads("Findings against the coding rules");
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.GetByRole(AriaRole.Button, new() { Name = "Download the grouped file" }).Or(reader.Page.Locator("a[download]")).First.ClickAsync());
        Assert.Equal("population-grouped.csv", download.SuggestedFilename);
        Assert.Equal(10_001, (await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Length);

        await reader.Page.ReloadAsync();
        await Assertions.Expect(reader.Page.Locator(".chart svg")).ToHaveCountAsync(2);
        var address = reader.Page.Url;
        await reader.Page.GotoAsync("/logic");
        for (var i = 0; i < 50 && (await reader.Page.APIRequest.GetAsync(address)).Status == 200; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(404, (await reader.Page.APIRequest.GetAsync(address)).Status);
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

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>The page to try the API out, and the lines that say how a page is had again.</summary>
public class ApiPageTests(Site site)
{
    [Fact]
    public async Task Answers_are_shown_whole_and_the_line_of_curl_follows_what_is_typed()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/api");
        var form = await Open(reader, "listDrgs");
        await form.Locator("button.send").ClickAsync();
        await Assertions.Expect(form.Locator("output")).ToHaveTextAsync("200 application/json; charset=utf-8");
        var answer = await form.Locator(".answer").TextContentAsync();
        Assert.Contains("gruppera-engine: ", answer, StringComparison.Ordinal);
        var whole = await (await reader.Page.Context.APIRequest.GetAsync(new Uri(new(reader.Page.Url), "/v1/sets/open-se/drgs").AbsoluteUri)).TextAsync();
        Assert.EndsWith(whole, answer, StringComparison.Ordinal);
        await form.Locator("[name=path]").FillAsync("/v1/sets/open-se/search?q=it's here");
        await Assertions.Expect(form.Locator(".again code")).ToHaveTextAsync(new Regex(@"^curl 'http://[^ ]+/v1/sets/open-se/search\?q=it%27s%20here'$"));
    }

    [Fact]
    public async Task A_job_is_tried_with_a_file_and_asked_for()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/api");
        var form = await Open(reader, "startQuality");
        await form.Locator("[name=contacts]").SetInputFilesAsync(new FilePayload { Name = "my file.csv", MimeType = "text/csv", Buffer = "id,sex,age_years,duration,dx1\n1,M,65,5,I714\n"u8.ToArray() });
        await Assertions.Expect(form.Locator(".again code")).ToHaveTextAsync(new Regex("^curl -F 'contacts=@my file.csv' '?http://[^ ]+/v1/jobs/quality"));
        await form.Locator("button.send").ClickAsync();
        await Assertions.Expect(form.Locator("output")).ToHaveTextAsync("202 application/json; charset=utf-8");
        var id = Regex.Match((await form.Locator(".answer").TextContentAsync())!, "(?<=\"id\": \")[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var get = await Open(reader, "getJob");
        await get.Locator("[name=path]").FillAsync("/v1/jobs/" + id);
        await get.Locator("button.send").ClickAsync();
        await Assertions.Expect(get.Locator(".answer")).ToContainTextAsync("\"operation\": \"quality\"");
    }

    private static async Task<ILocator> Open(Reader reader, string operation)
    {
        var section = reader.Page.Locator($"section[aria-labelledby={operation}]");
        await section.Locator("summary").ClickAsync();
        return section.Locator("form.try");
    }
}

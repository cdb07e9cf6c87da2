using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>Weight lists, and the casemix of a file.</summary>
public class CasemixTests(Site site)
{
    [Fact]
    public async Task A_file_with_costs_is_shown_unit_by_unit_asked_anew_downloaded_and_gone()
    {
        await using var reader = await site.Enter();
        await SampleFile.UploadCosts(reader);
        await reader.Reads("Storstads universitetssjukhus");
        await reader.Reads("Inliers: contacts within the limits");
        await reader.Reads("* Too small to compare");
        await Assertions.Expect(reader.Page.Locator(".chart svg")).ToHaveCountAsync(4);
        await Assertions.Expect(reader.Page.Locator("#left-out ~ .scroll")).ToContainTextAsync("GRP");

        await reader.Page.Locator("select[name=list]").SelectOptionAsync("");
        await reader.Page.Locator("select[name=by]").SelectOptionAsync("care_form");
        await reader.Page.Locator("form.compare button").First.ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#all-contacts ~ div tbody").First).ToContainTextAsync("inpatient");
        await Assertions.Expect(reader.Page.Locator("#all-contacts ~ div tbody").First).Not.ToContainTextAsync("Storstads universitetssjukhus");
        await Assertions.Expect(reader.Page.Locator("dl.facts").First).ToContainTextAsync("from the file’s own costs");
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.Locator("a[download]").ClickAsync());
        Assert.Equal("region-casemix.xlsx", download.SuggestedFilename);
        using var workbook = ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal(10, workbook.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)));

        var address = reader.Page.Url;
        await reader.Page.GotoAsync("/weights");
        Assert.Equal(200, (await reader.Page.APIRequest.GetAsync(address)).Status);
        await reader.Page.GotoAsync("/files");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Delete region.csv" }).ClickAsync();
        await reader.Reads("The file and its result are deleted.");
        Assert.Equal(404, (await reader.Page.APIRequest.GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_chart_is_saved_as_a_picture_with_its_title_and_source_and_a_table_as_text()
    {
        await using var reader = await site.Enter();
        await SampleFile.UploadCosts(reader);
        var png = await Saved("Save as PNG");
        Assert.Equal("casemix-index-by-unit.png", png.Name);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png.Content[..4]);
        Assert.Equal(1800, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.Content.AsSpan(16)));
        var svg = System.Text.Encoding.UTF8.GetString((await Saved("Save as SVG")).Content);
        Assert.Contains("Casemix index by unit", svg, StringComparison.Ordinal);
        Assert.Contains("DRG points per contact, 95 % interval", svg, StringComparison.Ordinal);
        Assert.Contains("open-se", svg, StringComparison.Ordinal);
        var csv = System.Text.Encoding.UTF8.GetString((await Saved("Save as CSV")).Content).TrimStart('\ufeff').TrimEnd().Split("\r\n");
        Assert.True(csv.Length > 4);
        Assert.All(csv, line => Assert.Equal(csv[0].Split(';').Length, line.Split(';').Length));

        async Task<(string Name, byte[] Content)> Saved(string button)
        {
            var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync());
            return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Without_scripts_the_casemix_is_shown_and_asked_anew()
    {
        await using var reader = await site.Enter(options => (options.JavaScriptEnabled, options.Locale) = (false, "sv-SE"));
        await SampleFile.UploadCosts(reader);
        await reader.Reads("Kostnad per poäng");
        await reader.Page.Locator("select[name=by]").SelectOptionAsync("");
        await reader.Page.Locator("form.compare button").First.ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#all-contacts ~ div tbody").First).ToContainTextAsync("Alla");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Ta bort nu" }).ClickAsync();
        await reader.Reads("Filen och dess resultat är borttagna.");
    }

    [Fact]
    public async Task A_list_is_walked_to_a_group_and_its_weight_over_the_years()
    {
        await using var reader = await site.Enter();
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Weights" }).ClickAsync();
        await reader.Follow("region-2024");
        await reader.Reads("cost iqr:5%");
        await reader.Page.GetByLabel("MDC").SelectOptionAsync("06");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).First.ClickAsync();
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("mdc=06"));
        await Assertions.Expect(reader.Main.Locator("tbody th").First).ToHaveTextAsync(new Regex("^\\s*F"));
        await reader.Page.GetByLabel("Code or word").FillAsync("F52E");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Main.Locator("tbody th a").First.ClickAsync();
        await reader.Reads("Weight, list by list");
        await reader.Reads("region-2022");
        await Assertions.Expect(reader.Page.Locator(".chart svg")).ToHaveCountAsync(1);
        await reader.Page.GotoAsync("/weights");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await reader.Reads("Largest changes");
        await Assertions.Expect(reader.Page).ToHaveURLAsync(new Regex("from=region-2023&to=region-2024$"));
    }
}

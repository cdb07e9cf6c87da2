using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Presentation.Production;
using Gruppera.Tests;
using Gruppera.Workflows.Reports;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>The casemix report that is sent to others: on paper and on screen.</summary>
public partial class ReportTests(Site site)
{
    private static readonly Lazy<YearlyWeights> Lists = new(() => new(WeightSample.List(2023)));

    [Theory]
    [InlineData("hospital", true, 0)]
    [InlineData("hospital,clinic", false, 5)]
    [InlineData("clinic", true, 30)]
    public async Task It_prints_on_four_sheets_with_five_charts(string by, bool hasBefore, int below)
    {
        await using var reader = await site.Enter();
        await reader.Page.SetContentAsync(Html(by, hasBefore, below));
        Assert.Equal(5, await reader.Page.Locator("figure.chart svg[role=img]").CountAsync());
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.All(await reader.Page.Locator(".sheet").AllAsync(), sheet => Assert.True(sheet.EvaluateAsync<bool>(
            "sheet => [...sheet.children].filter(each => !each.matches('.runf')).every(each => each.getBoundingClientRect().bottom <= sheet.querySelector('.runf').getBoundingClientRect().top)").Result));
        var pdf = await reader.Page.PdfAsync(new() { PreferCSSPageSize = true });
        Assert.Equal(4, SheetOfPaper().Count(Encoding.Latin1.GetString(pdf)));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task It_can_be_read_by_all(ColorScheme scheme)
    {
        await using var reader = await site.Enter(options => options.ColorScheme = scheme);
        await reader.Page.SetContentAsync(Html("hospital", hasBefore: true, below: 5));
        Assert.Empty((await reader.Page.RunAxe(ReadableTests.Rules)).Violations.Select(each => $"{each.Id}: {each.Nodes[0].Html}"));
    }

    private static string Html(string by, bool hasBefore, int below)
    {
        ImmutableArray<string> columns = [.. by.Split(',')];
        var (table, stays) = (new CasemixTable(Lists.Value), new StayTable());
        var summary = new GroupedReader(new() { By = columns, NeedsCost = false, NeedsGroup = false }).Read(new MemoryStream(WeightSample.File), contacts =>
        {
            table.Add(contacts);
            stays.Add(contacts);
        }, _ => { }, TestContext.Current.CancellationToken);
        var report = CasemixReport.Of("region.csv", table, columns, hasBefore ? table : null, summary, stays) with { Period = "2024" };
        return new CasemixPage(new() { Language = Repository.Swedish }, report, CasemixMask.Of(report, below)).Html();
    }

    [GeneratedRegex("/Type */Page[^s]", RegexOptions.CultureInvariant)]
    private static partial Regex SheetOfPaper();
}

using Gruppera.Tests;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>The pictures of docs/pictures. eng/screenshots makes them, and each is held against what its page looks like now: the two are
/// compared as small grey pictures, so that another font is no difference and another page is.</summary>
public class DocsPicturesTest(Site site)
{
    /// <summary>The most that a picture may differ from its page, of 1 for black against white everywhere.</summary>
    private const double Alike = 0.02;

    private const string Difference = """
        async ([one, other]) => {
            const grey = async text => {
                const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), c => c.charCodeAt(0))], { type: 'image/png' }));
                const canvas = new OffscreenCanvas(128, 80), on = canvas.getContext('2d');
                on.imageSmoothingQuality = 'high';
                on.drawImage(image, 0, 0, 128, 80);
                const pixels = on.getImageData(0, 0, 128, 80).data;
                return [image.width, image.height, Array.from({ length: 128 * 80 }, (_, i) => (pixels[4 * i] + pixels[4 * i + 1] + pixels[4 * i + 2]) / 765)];
            };
            const [a, b] = [await grey(one), await grey(other)];
            return a[0] !== b[0] || a[1] !== b[1] ? 1 : a[2].reduce((sum, value, i) => sum + Math.abs(value - b[2][i]), 0) / a[2].length;
        }
        """;

    private static readonly (string Name, string Place)[] Shown =
    [
        ("group", Places.Named["group"]),
        ("drg", Places.Named["drg"]),
        ("compared", Places.Named["compared-drg"]),
        ("workbench", Places.Named["workbench-row"]),
    ];

    [Trait("lane", "heavy")]
    [Fact]
    public async Task Pictures_in_the_documentation_are_what_the_pages_look_like()
    {
        await using var reader = await site.Enter(options => (options.ColorScheme, options.ViewportSize) = (ColorScheme.Light, new() { Width = 1280, Height = 800 }));
        var page = Repository.Read("docs/explorer.md");
        var pictures = new List<string>();
        foreach (var (name, place) in Shown)
        {
            await reader.Page.GotoAsync(place);
            var now = await reader.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
            var path = Repository.PathOf($"docs/pictures/{name}.png");
            if (Screenshots.AreAsked)
                await File.WriteAllBytesAsync(path, now, TestContext.Current.CancellationToken);
            Assert.Contains($"](pictures/{name}.png)", page, StringComparison.Ordinal);
            pictures.Add(Convert.ToBase64String(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
            var difference = await Compare(pictures[^1], Convert.ToBase64String(now));
            Assert.True(difference < Alike, $"docs/pictures/{name}.png differs from its page ({difference:0.000}): make it anew with eng/screenshots, and look at it");
        }

        // The measure tells pages apart.
        foreach (var (one, other) in pictures.SelectMany((one, i) => pictures[(i + 1)..].Select(other => (one, other))))
            Assert.True(await Compare(one, other) > Alike);
        Assert.Equal(Shown.Select(each => each.Name + ".png").Order(), Directory.GetFiles(Repository.PathOf("docs/pictures")).Select(Path.GetFileName).Order());

        Task<double> Compare(string one, string other) => reader.Page.EvaluateAsync<double>(Difference, new[] { one, other });
    }
}

using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>A reader with a page. Leaving asserts that the console had no errors.</summary>
public sealed class Reader : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    internal Reader(IBrowserContext context, IPage page)
    {
        (Context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _errors.Add($"{message.Text} ({page.Url})");
        };
        page.PageError += (_, error) => _errors.Add($"{error} ({page.Url})");
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>The group that is shown, by its code.</summary>
    public ILocator Drg => Page.Locator("#result .drg a");

    public ILocator Main => Page.Locator("main");

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Assert.Empty(_errors);
    }

    /// <summary>Waits until the group shown is this one.</summary>
    public Task Sees(string drg) => Assertions.Expect(Drg).ToHaveTextAsync(drg);

    /// <summary>Waits until the main part of the page has a text.</summary>
    public Task Reads(string text) => Assertions.Expect(Main).ToContainTextAsync(text);

    public Task Follow(string link, bool exact = true) => Main.GetByRole(AriaRole.Link, new() { Name = link, Exact = exact }).First.ClickAsync();
}

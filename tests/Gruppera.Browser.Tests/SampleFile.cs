using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Workflows.Synthesis;
using Microsoft.Playwright;

namespace Gruppera.Browser.Tests;

/// <summary>10 000 contacts of a made-up region, made once, with some rows that cannot be read.</summary>
internal static class SampleFile
{
    private static readonly Lazy<byte[]> Bytes = new(() =>
    {
        using var memory = new MemoryStream();
        new SyntheticPopulation(new(OpenSet.Open(TestCases.Read).Set!), new() { Contacts = 9_998 }).Write(memory);
        memory.Write("X1,,,,,M,many,,,1,,,I714,\nX2,,,,,M,400,2025-02-30,,1,,,I714,\n"u8);
        return memory.ToArray();
    });

    /// <summary>Sends the file with costs to the page of casemix and waits for its result.</summary>
    internal static async Task UploadCosts(Reader reader)
    {
        await reader.Page.GotoAsync("/casemix");
        await reader.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "region.csv", MimeType = "text/csv", Buffer = WeightSample.File });
        await reader.Page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#all-contacts")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>Sends the file twice to the comparison of two periods and waits for its result.</summary>
    internal static async Task Compare(Reader reader)
    {
        await reader.Page.GotoAsync("/analyses/compare");
        foreach (var name in new[] { "a", "b" })
            await reader.Page.Locator($"input[name={name}]").SetInputFilesAsync(new FilePayload { Name = $"{name}.csv", MimeType = "text/csv", Buffer = WeightSample.File });
        await reader.Page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".document table").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>Proposes a change that moves contacts and has findings.</summary>
    internal static async Task Propose(Reader reader)
    {
        await reader.Page.GotoAsync("/workbench");
        foreach (var (codes, value) in new[] { ("I109 I489 I509", "05M09"), ("J189 J449", "05M01") })
        {
            await reader.Page.Locator("#give-type").SelectOptionAsync("dgcat");
            await reader.Page.Locator("#give-codes").FillAsync(codes);
            await reader.Page.Locator("#give-value").FillAsync(value);
            await reader.Page.Locator("#give button").FocusAsync();
            await reader.Page.Locator("#give button").ClickAsync();
        }

        await reader.Page.Locator("#split-drg").FillAsync("E59R");
        await reader.Page.Locator("#split-into").FillAsync("E95R");
        await reader.Page.Locator("#split-column").SelectOptionAsync("pdgprop");
        await reader.Page.Locator("#split-cell").FillAsync("05X77");
        await reader.Page.Locator("#split-name").FillAsync("Mottagningsbesök vid ny egenskap");
        await reader.Page.Locator("#split button").ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#finding")).ToContainTextAsync("GRP2003");
    }

    /// <summary>Goes from a proposal to the forms that try it.</summary>
    internal static Task ToSimulation(Reader reader) => reader.Follow("Simulate on a file of contacts");

    /// <summary>Tries what is proposed on made-up contacts and waits for the result.</summary>
    internal static async Task Simulate(Reader reader)
    {
        await reader.Page.Locator("form:has([name=madeup]) button").ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#moves")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>Sends it by the form and waits for its result.</summary>
    internal static async Task Upload(Reader reader)
    {
        await reader.Page.GotoAsync("/file");
        await reader.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "population.csv", MimeType = "text/csv", Buffer = Bytes.Value });
        await reader.Page.Locator("form.upload button").ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#drg")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}

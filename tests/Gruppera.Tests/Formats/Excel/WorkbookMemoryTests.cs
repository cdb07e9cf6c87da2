namespace Gruppera.Tests.Formats.Excel;

/// <summary>Measured alone: what other tests keep meanwhile would be counted too.</summary>
[Collection(Alone)]
public class WorkbookMemoryTests
{
    internal const string Alone = "alone";

    [Fact]
    public void A_large_sheet_is_read_without_being_kept()
    {
        var rows = Enumerable.Range(0, 60_000)
            .Select(i => new[] { $"<v>{i}</v>", "s<v>0</v>", "some text of its own that is long enough to be seen" }).ToArray();
        var book = WorkbookTests.Open(("Blad1", rows));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (count, most) = (0, 0L);
        foreach (var row in book.Rows(0))
        {
            if (++count % 10_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(60_000, count);
        Assert.True(most < 4_000_000, $"{most} bytes");
    }
}

[CollectionDefinition(WorkbookMemoryTests.Alone, DisableParallelization = true)]
public static class AloneCollection;

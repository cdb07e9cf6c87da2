using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Formats.Browsing;

namespace Gruppera.Tests;

/// <summary>A table is looked through as if all its rows were in memory.</summary>
public sealed class RowTableTest : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Any_choice_is_what_a_list_in_memory_gives()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 60; round++)
        {
            var rows = Rows(random, random.Next(0, 400)).ToList();
            var table = Write(rows);
            Assert.Equal(rows.Count, table.Rows);
            for (var wish = 0; wish < 12; wish++)
                AssertEqual(rows, table, Wish(random, rows.Count));
        }
    }

    [Fact]
    public void Numbers_are_sorted_as_numbers_and_blanks_last_either_way()
    {
        var table = Write([["a", "10"], ["b", ""], ["c", "9,5"], ["d", "-1"], ["e", "10"]]);
        Assert.Equal([3, 2, 0, 4, 1], Find(table, new() { Sort = "two" }));
        Assert.Equal([0, 4, 2, 3, 1], Find(table, new() { Sort = "two", IsDescending = true }));
        Assert.Equal([0, 1, 2, 3, 4], Find(table, new() { Sort = "three" }));
    }

    [Fact]
    public void Rows_are_chosen_by_one_of_several_codes_in_a_cell()
    {
        var table = Write([["GRP3004", "x"], ["GRP3001 GRP3004", "x"], ["GRP30", "y"], ["", "y"]]);
        Assert.Equal([0, 1], Find(table, new() { Filters = [("one", ["GRP3004"])] }));
        Assert.Equal([2, 3], Find(table, new() { Filters = [("one", ["GRP30", ""])] }));
        Assert.Equal([1], Find(table, new() { Filters = [("one", ["GRP3004"])], Among = [1, 3] }));
        Assert.Empty(Find(table, new() { Filters = [("none", ["x"])] }));
        Assert.Equal(["x 2", "y 2"], table.Choices.Single(choice => choice.Column == "two").Values.Select(value => $"{value.Value} {value.Rows}"));
    }

    [Fact]
    public void Rows_are_chosen_by_days_and_by_numbers_above_another()
    {
        var table = Write([["2026-02-01", "2026-01-01"], ["", "20260228"], ["2026-03-01", "2026-02-01"], ["", "no day"]]);
        Assert.Equal([0, 1], Find(table, new() { Period = new(["one", "two"], ["yyyy-MM-dd", "yyyyMMdd"], new(2026, 2, 1), new(2026, 2, 28)) }));
        Assert.Equal([1, 2], Find(table, new() { Period = new(["two"], ["yyyy-MM-dd", "yyyyMMdd"], new(2026, 2, 1), null) }));
        Assert.Empty(Find(table, new() { Period = new(["three"], ["yyyy-MM-dd"], null, null) }));
        table = Write([["0", "x"], ["1,5", "x"], ["", "x"], ["12", "x"]]);
        Assert.Equal([1, 3], Find(table, new() { Above = ("one", 0) }));
        Assert.Empty(Find(table, new() { Above = ("three", 0) }));
    }

    [Fact]
    public void A_file_with_nothing_in_it_is_a_table_without_rows()
    {
        Assert.Empty(Open().Columns);
        File.WriteAllText(_file, "one,two\n");
        Assert.Empty(Find(Open(), new() { Sort = "one" }));
    }

    private static IEnumerable<string[]> Rows(Random random, int count)
    {
        string[] words = ["", "a", "B", "å, ö", "two\nlines", "says \"so\"", "7", "007", "3.5", "a b", new('x', 9_000)];
        for (var i = 0; i < count; i++)
            yield return [words[random.Next(words.Length)], random.Next(-3, 40).ToString(CultureInfo.InvariantCulture)];
    }

    private static RowWish Wish(Random random, int rows) => new()
    {
        Filters = random.Next(3) == 0 ? [("two", ["1", "2", "3", "17"])] : [],
        Words = random.Next(3) == 0 ? "b" : "",
        Among = random.Next(3) == 0 ? [.. Enumerable.Range(0, rows).Where(_ => random.Next(2) == 0)] : null,
        Sort = random.Next(3) switch { 0 => "", 1 => "one", _ => "two" },
        IsDescending = random.Next(2) == 0,
    };

    private static void AssertEqual(List<string[]> rows, RowTable table, RowWish wish)
    {
        var expected = rows.Index().Where(each => (wish.Among is not { } among || among.Contains(each.Index))
            && wish.Filters.All(filter => filter.Values.Contains(each.Item[1]))
            && (wish.Words.Length == 0 || each.Item.Any(cell => cell.Contains(wish.Words, StringComparison.OrdinalIgnoreCase)))).ToList();
        if (wish.Sort == "two")
            expected = [.. wish.IsDescending ? expected.OrderByDescending(each => Number(each.Item)) : expected.OrderBy(each => Number(each.Item))];
        else if (wish.Sort == "one")
            expected = [.. expected.OrderBy(each => each.Item[0].Length == 0).ThenBy(each => each.Item[0], Comparer<string>.Create((a, b) =>
                (wish.IsDescending ? -1 : 1) * StringComparer.OrdinalIgnoreCase.Compare(a, b)))];
        var found = Find(table, wish);
        if (!(wish.Sort == "one" && expected.All(each => double.TryParse(each.Item[0], CultureInfo.InvariantCulture, out _) || each.Item[0].Length == 0)))
            Assert.Equal(expected.Select(each => each.Index), found);
        Assert.Equal(expected.Select(each => each.Index).Order(), found.Order());
        Assert.Equal(found.Select(number => rows[number]), table.Read(found));
        using var output = new MemoryStream();
        table.Write(found.Sort(), output, TestContext.Current.CancellationToken);
        Assert.Equal(Text(found.Order().Select(number => rows[number])), Encoding.UTF8.GetString(output.ToArray()));

        static double Number(string[] row) => double.Parse(row[1], CultureInfo.InvariantCulture);
    }

    private static ImmutableArray<int> Find(RowTable table, RowWish wish) => table.Find(wish, TestContext.Current.CancellationToken);

    private RowTable Open() => RowTable.Open(_file, TestContext.Current.CancellationToken);

    private RowTable Write(IEnumerable<string[]> rows)
    {
        File.WriteAllText(_file, Text(rows));
        return Open();
    }

    private static string Text(IEnumerable<string[]> rows) =>
        string.Concat(rows.Prepend(["one", "two"]).Select(row => string.Join(',', row.Select(Quoted)) + "\n"));

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

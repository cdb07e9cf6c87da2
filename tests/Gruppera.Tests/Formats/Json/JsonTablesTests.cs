using System.Text;
using System.Text.Json;
using Gruppera.Formats;
using Gruppera.Formats.Json;
using Gruppera.Formats.Tables;

namespace Gruppera.Tests.Formats.Json;

public class JsonTablesTests
{
    [Fact]
    public void Trailing_commas_a_byte_order_mark_and_raw_line_breaks_are_read()
    {
        const string json = "\uFEFF{\"drgnames\": [ {\"drg\": \"  1A\", \"loc_drg\n(link\t to ndms)\": \"0\n1\",}, {\"drg\": 2, \"loc_drg\n(link\t to ndms)\": null, \"x\": [1]}, ], \"other\": 3,}";
        var (name, rows) = Assert.Single(JsonTables.Find(Encoding.UTF8.GetBytes(json)));
        var issues = new IssueList();
        using var table = new JsonTableReader(rows, issues) { Table = name, File = "t.json" };
        Assert.Equal("drgnames", name);
        Assert.Equal(["drg", "loc_drg (link to ndms)"], table.Columns);
        Assert.True(table.Read());
        Assert.Equal(("1A", "0 1", 1), (table[0].ToString(), table[1].ToString(), table.Row));
        Assert.True(table.Read());
        Assert.Equal(("2", "", 2), (table[0].ToString(), table[1].ToString(), table.Row));
        Assert.False(table.Read());
        Assert.False(table.Read());
        Assert.Equal((FormatIssues.RaggedRow, 2L, "x"), (issues.Single().Code, issues.Single().Row, issues.Single().Column));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"a\": [{]}")]
    public void What_is_no_such_object_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonTables.Find(Encoding.UTF8.GetBytes(json)));
}

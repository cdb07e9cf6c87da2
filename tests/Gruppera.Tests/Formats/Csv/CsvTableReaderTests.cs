using System.Text;
using Gruppera.Formats;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Tests.Formats.Csv;

public class CsvTableReaderTests
{
    [Theory]
    [InlineData("CODE,TEXT\nA,å b\n")]
    [InlineData("\uFEFFCODE;TEXT\r\nA; å b \r\n\r\n")]
    [InlineData(" CODE \tTEXT\nA\t\"å b\"")]
    public void The_delimiter_is_found_from_the_header(string text)
    {
        var rows = Rows(Encoding.UTF8.GetBytes(text), out var issues);
        Assert.Equal(["1:CODE|TEXT", "2:A|å b"], rows);
        Assert.Empty(issues);
    }

    [Fact]
    public void Quotes_delimiters_and_line_breaks_may_stand_inside_quotes() =>
        Assert.Equal(["1:A|B", "2:x, \"y\"\nz|2"], Rows("A,B\n\"x, \"\"y\"\"\nz\",2\n"u8.ToArray(), out _));

    [Fact]
    public void What_is_not_UTF8_is_read_as_cp1252()
    {
        Assert.Equal(["1:A|B", "2:före|1", "3:é|2"], Rows(Encoding.Latin1.GetBytes("A,B\nföre,1\né,2\n"), out var issues));
        var issue = Assert.Single(issues);
        Assert.Equal((FormatIssues.WrongCodePage, "t.csv", 2L), (issue.Code, issue.File, issue.Row));
    }

    [Fact]
    public void Ragged_rows_are_reported_and_read()
    {
        Assert.Equal(["1:A|B", "2:1|", "3:1|2"], Rows("A,B\n1\n1,2,3\n"u8.ToArray(), out var issues));
        Assert.Equal([(FormatIssues.RaggedRow, 2L), (FormatIssues.RaggedRow, 3L)], issues.Select(issue => (issue.Code, issue.Row)));
    }

    [Fact]
    public void Rows_that_cross_the_buffer_are_read_whole()
    {
        var text = new StringBuilder("CODE,TEXT\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(i).Append(",\"text ").Append('x', i % 50).Append(" å\"\n");
        var rows = Rows(Encoding.UTF8.GetBytes(text.ToString()), out var issues);
        Assert.Empty(issues);
        Assert.Equal(20_001, rows.Count);
        Assert.Equal($"20001:19999|text {new string('x', 49)} å", rows[^1]);
    }

    private static List<string> Rows(byte[] data, out IssueList issues)
    {
        issues = new IssueList();
        using var table = new CsvTableReader(new MemoryStream(data), issues) { Table = "t", File = "t.csv" };
        var rows = new List<string> { "1:" + string.Join('|', table.Columns) };
        while (table.Read())
        {
            var cells = new string[table.Columns.Length];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = table[i].ToString();
            rows.Add($"{table.Row}:{string.Join('|', cells)}");
        }

        return rows;
    }
}

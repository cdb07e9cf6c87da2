using System.Text;
using Gruppera.Formats;
using Gruppera.Formats.Dbase;
using Gruppera.Formats.Tables;

namespace Gruppera.Tests.Formats.Dbase;

public class DbaseTableReaderTests
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Dos = CodePagesEncodingProvider.Instance.GetEncoding(850)!;

    [Fact]
    public void Every_field_type_reads_as_text_and_deleted_records_are_skipped()
    {
        var data = Fixture.Dbf("CODE:C6 AGE:N5 DAY:D8 FLAG:L1 SUM:F6 NUM:I4", 0x03, Windows,
            ["AA", "  12", "20200131", "T", " 1.5", "7"], ["*BB", "1", "", "F", "", "0"], ["CC", "", "", "?", "", "-3"]);
        Assert.Equal(["1:AA|12|20200131|T|1.5|7", "3:CC|||||-3"], Rows(data, out var issues));
        Assert.Empty(issues);
    }

    [Theory]
    [InlineData(0x03, 1252, 0)]
    [InlineData(0x02, 850, 0)]
    [InlineData(0x66, 865, 0)]
    [InlineData(0x00, 850, 0)]
    [InlineData(0x00, 1252, 0)]
    [InlineData(0x03, 850, 1)]
    [InlineData(0x02, 1252, 1)]
    public void The_code_page_is_the_declared_one_unless_the_letters_say_otherwise(byte declared, int written, int issueCount)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written)!;
        Assert.Contains("Åldersförändring på höger öra", Rows(Fixture.Dbf("TEXT:C40", declared, encoding, ["Åldersförändring på höger öra"]), out var issues)[0]);
        Assert.Equal(issueCount, issues.Count);
        Assert.All(issues, issue => Assert.Equal((FormatIssues.WrongCodePage, "t.dbf", $"0x{declared:X2}"), (issue.Code, issue.File, issue.Value)));
    }

    [Fact]
    public void Daggers_and_quotes_of_Windows_are_no_letters_of_DOS()
    {
        Assert.Contains("Dementia (G30.9†) ”so” †Amoebic patient’s", Rows(Fixture.Dbf("TEXT:C60", 0x03, Windows, ["Dementia (G30.9†) ”so” †Amoebic patient’s"]), out var issues)[0]);
        Assert.Empty(issues);
    }

    [Fact]
    public void An_override_decides_without_an_issue()
    {
        Assert.Contains("få", Rows(Fixture.Dbf("TEXT:C10", 0x03, Dos, ["få öga"]), out var issues, codePage: 850)[0]);
        Assert.Empty(issues);
    }

    [Fact]
    public void A_truncated_file_is_reported_and_its_whole_records_are_read()
    {
        var data = Fixture.Dbf("CODE:C6", 0x03, Windows, ["AA"], ["BB"], ["CC"]);
        Assert.Equal(2, Rows(data[..^3], out var issues).Count);
        var issue = Assert.Single(issues);
        Assert.Equal((FormatIssues.TruncatedFile, "t.dbf", "the header says 3 records, there are 2"), (issue.Code, issue.File, issue.Detail));
    }

    [Fact]
    public void A_file_with_more_records_than_its_header_counts_is_reported()
    {
        var data = Fixture.Dbf("CODE:C6", 0x03, Windows, ["AA"], ["BB"], ["CC"]);
        data[4] = 2;
        Assert.Equal(2, Rows(data, out var issues).Count);
        Assert.Equal((FormatIssues.TruncatedFile, "the header says 2 records, there are more than 2"),
            (issues.Single().Code, issues.Single().Detail));
    }

    [Fact]
    public void What_is_no_dBase_file_is_reported()
    {
        var issues = new IssueList();
        Assert.Null(DbaseTableReader.Open(new byte[200], "t.dbf", null, issues));
        Assert.Null(DbaseTableReader.Open(new byte[10], "t.dbf", null, issues));
        Assert.Equal([FormatIssues.UnreadableFile, FormatIssues.TruncatedFile], issues.Select(issue => issue.Code));
    }

    private static List<string> Rows(byte[] data, out IssueList issues, int? codePage = null)
    {
        issues = new IssueList();
        using var table = DbaseTableReader.Open(data, "t.dbf", codePage, issues)!;
        var rows = new List<string>();
        while (table.Read())
        {
            var cells = new List<string>();
            for (var i = 0; i < table.Columns.Length; i++)
                cells.Add(table[i].ToString());
            rows.Add($"{table.Row}:{string.Join('|', cells)}");
        }

        return rows;
    }
}

using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

public class DelimitedTextTests
{
    [Theory]
    [InlineData("a;b\n1;\"x;\"\"y\"\"\"\n\n2\n", '\0')]
    [InlineData("a,b\n1,\"x;\"\"y\"\"\"\n\n2\n", '\0')]
    [InlineData("sep=|\na|b\n1|\"x;\"\"y\"\"\"\n\n2\n", ';')]
    public void Rows_are_read_as_they_are_written(string text, char delimiter)
    {
        var rows = Read(text, delimiter);
        Assert.Equal(["a b", "1 x;\"y\"", "2"], rows.Select(row => string.Join(' ', row.Fields)));
        Assert.Equal(rows[0].Row + 2, rows[^1].Row);
        Assert.Equal(("2", "", ""), (rows[^1][0], rows[^1][1], rows[^1][-1]));
    }

    [Fact]
    public void A_row_whose_quote_is_never_closed_has_no_fields() =>
        Assert.Equal([2, 0, 2], Read("a;b\n\"1;x\n2;y\n", ';').Select(row => row.Fields.Length));

    private static List<DelimitedRow> Read(string text, char delimiter) =>
        [.. DelimitedText.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), delimiter)];
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Formats.Csv;

namespace Gruppera.Tests.Formats.Contacts;

public class CsvRowTests
{
    private static readonly Gen<string> Field = Gen.Elements("", "a", "I50.9", "å", ";", ",", "\"", "\n", "\r\n", " ", "x\"y", new string('z', 29), new string('z', 33))
        .ArrayOf().Resize(4).Select(string.Concat);

    /// <summary>Rows of any fields, each row with at least one text, so that none is an empty line.</summary>
    private static readonly Arbitrary<string[][]> Table = Arb.From(
        Field.ArrayOf().Resize(6).Select(row => (string[])["id", .. row]).NonEmptyListOf().Resize(8).Select(table => table.ToArray()),
        table => table.Length > 1 ? table.Select(row => new[] { row }) : []);

    [Fact]
    public void Rows_written_with_quotes_read_back() => Check(Table, table =>
        (from lineEnd in new[] { "\n", "\r\n" } from atEnd in new[] { "", lineEnd } select Text(table, lineEnd) + atEnd)
        .All(text => Same(table, Fields(text).Select(row => row.Fields))));

    [Fact]
    public void Where_the_text_is_cut_makes_no_difference() => Check(Table, table =>
    {
        var text = Encoding.UTF8.GetBytes(Text(table, "\r\n") + "\nbad,\"q\"x,1\r\nlast,\"open");
        return Enumerable.Range(0, text.Length + 1).All(cut => InPieces(text, cut).SequenceEqual(InPieces(text, text.Length)));
    });

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void Delimiters_quotes_and_line_ends_are_seen_at_the_edges_of_a_chunk(int length)
    {
        var long1 = new string('a', length);
        Assert.Equal([[long1, "b"], ["c", long1], [long1], [$"{long1}\"{long1}", ""]],
            Fields($"{long1},b\nc,{long1}\n\"{long1}\"\r\n\"{long1}\"\"{long1}\",").Select(row => row.Fields));
    }

    [Theory]
    [InlineData("a,\"b\"c,d\ne,f", "a,\"b\"c,d")]
    [InlineData("\"a\nb,c", "\"a")]
    [InlineData("a,\"b\rc\n1,2", "a,\"b\rc")]
    public void A_bad_quote_costs_its_line_and_no_more(string text, string line)
    {
        var rows = Fields(text);
        Assert.Equal((CsvRowStatus.BadQuote, line), (rows[0].Status, Assert.Single(rows[0].Fields)));
        Assert.Equal((CsvRowStatus.Complete, 2), (rows[1].Status, rows[1].Fields.Length));
    }

    [Fact]
    public void A_quoted_field_may_be_long_but_not_endless()
    {
        var longest = new string('x', CsvRow.MaxQuotedLength - 2);
        Assert.Equal([longest, "1"], Assert.Single(Fields($"\"{longest}\",1")).Fields);
        Assert.Equal([CsvRowStatus.BadQuote, CsvRowStatus.Complete], Fields($"\"{longest}xxx\nb\",1").Select(row => row.Status));
    }

    [Fact]
    public void A_quote_within_a_field_is_a_letter() => Assert.Equal(["a\"b", "c\""], Fields("a\"b,c\"")[0].Fields);

    private static List<(CsvRowStatus Status, string[] Fields)> Fields(string text)
    {
        var data = Encoding.UTF8.GetBytes(text);
        var row = new CsvRow();
        var rows = new List<(CsvRowStatus, string[])>();
        for (var position = 0; position < data.Length;)
        {
            var status = row.Read(data, ref position, (byte)',', isLast: true);
            rows.Add((status, [.. Enumerable.Range(0, row.Count).Select(i => Unescaped(row, data, i))]));
        }

        return rows;
    }

    private static string Unescaped(CsvRow row, byte[] data, int field)
    {
        var text = Encoding.UTF8.GetString(row.Get(data, field));
        return row.HasEscapes(field) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>Rows as a reader sees them that has only the first <paramref name="cut"/> bytes at first, and then the rest.</summary>
    private static List<string> InPieces(byte[] text, int cut)
    {
        var row = new CsvRow();
        var rows = new List<string>();
        var position = 0;
        Take(text.AsSpan(0, cut), isLast: cut == text.Length);
        Take(text, isLast: true);
        return rows;

        void Take(ReadOnlySpan<byte> data, bool isLast)
        {
            while (position < data.Length)
            {
                var status = row.Read(data, ref position, (byte)',', isLast);
                if (status == CsvRowStatus.Incomplete)
                    return;
                var fields = new List<string>();
                for (var i = 0; i < row.Count; i++)
                    fields.Add(Encoding.UTF8.GetString(row.Get(data, i)));
                rows.Add($"{status}|{string.Join('|', fields)}");
            }
        }
    }

    private static string Text(string[][] table, string lineEnd) =>
        string.Join(lineEnd, table.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));

    private static bool Same(string[][] expected, IEnumerable<string[]> actual) =>
        expected.Select(row => string.Join('\u001f', row)).SequenceEqual(actual.Select(row => string.Join('\u001f', row)));

    private static void Check(Arbitrary<string[][]> tables, Func<string[][], bool> law) =>
        Prop.ForAll(tables, law).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true));
}

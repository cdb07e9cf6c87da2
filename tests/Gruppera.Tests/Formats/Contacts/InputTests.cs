using System.IO.Compression;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Tests.Formats.Contacts;

public sealed class InputTests : IDisposable
{
    private readonly Fixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_packed_file_reads_as_a_plain_one()
    {
        using (var packed = new GZipStream(File.Create(PathOf("f.csv.gz")), CompressionLevel.Fastest))
            packed.Write("id,dx1\n1,I509"u8);
        Assert.Equal("1", Assert.Single(ContactReader.Read(PathOf("f.csv.gz"), ContactText.Canonical)).Contact.Id);
        using var input = ContactSource.Open(PathOf("f.csv.gz"));
        Assert.Equal(("f.csv.gz", new FileInfo(PathOf("f.csv.gz")).Length), (input.Name, input.Length));
    }

    [Fact]
    public void A_dBase_table_reads_as_contacts()
    {
        _folder.Write("f.dbf", Fixture.Dbf("ID:C4 SEX:C1 AGE_DAYS:N6 DX1:C6 WARD:C10", 0x03, CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            ["1", "F", "  9000", "I50.9", "Å;\"1\""], ["*2", "F", "1", "I509", ""], ["3", "M", "", "x", ""]));
        Assert.Equal(["1 Female 9000 0 Alive [I509] []", "3 Male 0 0 Alive [X] []"],
            ContactReader.Read(PathOf("f.dbf"), LayoutCatalog.Detect(PathOf("f.dbf"))! with { AllowMissing = ContactNeeds.All }).Select(ContactText.Describe));
    }

    [Theory]
    [InlineData("none.csv")]
    [InlineData("none.dbf")]
    [InlineData("none.xlsx")]
    [InlineData("no/such/folder/f.csv")]
    [InlineData(".")]
    public void What_cannot_be_opened_is_said_in_both_languages(string name)
    {
        var exception = Assert.Throws<ContactFileException>(() => ContactSource.Open(PathOf(name)));
        Assert.Contains(PathOf(name), exception.Text.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("kan inte öppna", exception.Text.In(Repository.Swedish), StringComparison.Ordinal);
        Assert.False(exception.IsMisfit);
    }

    [Fact]
    public void What_holds_no_table_is_said()
    {
        _folder.Write("f.dbf", new byte[200]);
        Assert.Contains("holds no table", Assert.Throws<ContactFileException>(() => ContactSource.Open(PathOf("f.dbf"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_without_diagnoses_fits_no_layout_and_says_what_is_there()
    {
        var exception = Assert.Throws<ContactFileException>(() => ContactText.Rows("id;diagnos\n"));
        Assert.True(exception.IsMisfit);
        Assert.Contains("looks for diagnoses, dx1; the file has id, diagnos", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_16_megabytes_is_no_row() =>
        Assert.Contains("16 MB", Assert.Throws<ContactFileException>(() => ContactText.Rows($"id,dx1\n{new string('x', (1 << 24) + 1)}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void A_table_streams_as_delimited_text_whatever_the_size_of_a_read(int size)
    {
        using var source = new CsvTableReader(new MemoryStream(Encoding.UTF8.GetBytes("id,text\n" + string.Concat(Enumerable.Range(1, 2500).Select(i => $"{i},\"a;\"\"{i}\"\n")))), new IssueList()) { Table = "t", File = "t.csv" };
        using var stream = new TableTextStream(source);
        var text = new MemoryStream();
        var buffer = new byte[size];
        for (int read; (read = stream.Read(buffer, 0, size)) > 0;)
            text.Write(buffer, 0, read);
        var lines = Encoding.UTF8.GetString(text.ToArray()).Split('\n');
        Assert.Equal(["id;text", "1;\"a;\"\"1\"", "2500;\"a;\"\"2500\"", ""], [lines[0], lines[1], lines[2500], lines[2501]]);
    }

    [Fact]
    public void An_output_is_there_whole_or_not_at_all()
    {
        var path = PathOf("o.csv");
        using (var output = new AtomicOutput(path))
            output.Stream.Write("half"u8);
        Assert.Empty(Directory.GetFiles(_folder.Root));
        using (var output = new AtomicOutput(path))
        {
            output.Stream.Write("whole"u8);
            Assert.False(File.Exists(path));
            output.Commit();
        }

        using (var output = new AtomicOutput(path))
            output.Stream.Write("half"u8);
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
        Assert.Equal("whole", File.ReadAllText(path));
    }

    [Fact]
    public void An_output_is_packed_by_its_name()
    {
        using (var output = new AtomicOutput(PathOf("o.csv.GZ")))
        {
            output.Stream.Write("text"u8);
            output.Commit();
        }

        using var packed = new GZipStream(File.OpenRead(PathOf("o.csv.GZ")), CompressionMode.Decompress);
        Assert.Equal("text", new StreamReader(packed).ReadToEnd());
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_said() =>
        Assert.StartsWith("kan inte skriva", Assert.Throws<ContactFileException>(() => new AtomicOutput(PathOf("no/such/o.csv"))).Text.In(Repository.Swedish), StringComparison.Ordinal);

    private string PathOf(string name) => Path.Combine(_folder.Root, name);
}

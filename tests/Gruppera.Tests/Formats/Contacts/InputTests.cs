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
    public void What_is_no_dBase_file_is_said()
    {
        _folder.Write("f.dbf", new byte[200]);
        Assert.Contains("could not be read in its format", Assert.Throws<ContactFileException>(() => ContactSource.Open(PathOf("f.dbf")))
            .Message, StringComparison.Ordinal);
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
        Assert.Contains("1 MB", Assert.Throws<ContactFileException>(() => ContactText.Rows($"id,dx1\n{new string('x', (1 << 20) + 1)}")).Message, StringComparison.Ordinal);

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

    [Theory]
    [InlineData("f.csv")]
    [InlineData("f.gz")]
    public void An_empty_file_is_said_to_be_empty(string name)
    {
        _folder.Write(name, "");
        using var input = ContactSource.Open(PathOf(name));
        Assert.Contains("empty", Assert.Throws<ContactFileException>(() => LayoutFit.Of(input.Text, new(), name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_is_known_by_what_it_holds_and_has_to_be_whole()
    {
        var packed = Packed("id,dx1\n1,I509\n");
        _folder.Write("f.csv", packed).Write("cut.csv.gz", packed[..^3]).Write("more.csv.gz", [.. packed, .. "more"u8])
            .Write("plain.csv.gz", "id,dx1\n1,I509\n");
        Assert.Equal("canonical", LayoutCatalog.Detect(PathOf("f.csv"))!.Name);
        Assert.Equal("1", Assert.Single(ContactReader.Read(PathOf("f.csv"), ContactText.Canonical)).Contact.Id);
        foreach (var (name, reason) in new[] { ("cut.csv.gz", "truncated or damaged"), ("more.csv.gz", "bytes after its end"),
            ("plain.csv.gz", "its name ends in .gz, but") })
        {
            var failure = Assert.Throws<ContactFileException>(() => ContactReader.Read(PathOf(name), ContactText.Canonical).ToList());
            Assert.StartsWith($"cannot read {name}: ", failure.Message, StringComparison.Ordinal);
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("sep=;\r\nid;dx1\r\n1;I509\r\n;;\r\n", "1 Missing 0 0 Alive [I509] []")]
    [InlineData("\"sep=|\"\nid|diagnoses\n1|\"I509\nN179\"\n", "1 Missing 0 0 Alive [I509 N179] []")]
    [InlineData("SEP=,\nid,dx1,note\n1,I509,\"a\r\nb\"\n", "1 Missing 0 0 Alive [I509] []")]
    [InlineData("id|age_days|dx1\n1|9000|I509\n", "1 Missing 9000 0 Alive [I509] []")]
    [InlineData("id\tage_days\tdx1\r1\t9000\tI509\r", "1 Missing 9000 0 Alive [I509] []")]
    public void Delimiters_and_line_ends_are_found_out(string text, string contact)
    {
        _folder.Write("f.csv", text);
        Assert.Contains(contact, ContactReader.Read(PathOf("f.csv"), LayoutCatalog.Detect(PathOf("f.csv"))! with { AllowMissing = ContactNeeds.Age | ContactNeeds.Duration }).Select(ContactText.Describe));
    }

    [Fact]
    public void Rows_below_a_line_that_names_the_delimiter_keep_their_numbers() =>
        Assert.Equal(["1 Missing 0 0 Alive [I509] []", "4 GRP3002 age_days"],
            ContactText.Rows("sep=;\nid;dx1;age_days\n1;I509;\n2;I509;x\n").Select(ContactText.Describe));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    public void The_encoding_of_contacts_is_found_out_and_told(string name)
    {
        _folder.Write("f.csv", CodePagesEncodingProvider.Instance.GetEncoding(name) is { } page
            ? page.GetBytes("id;hospital;dx1\nÅ;Östra;I509\n") : Encoding.GetEncoding(name).GetBytes("id;hospital;dx1\nÅ;Östra;I509\n"));
        Assert.Equal("Å", Assert.Single(ContactReader.Read(PathOf("f.csv"), LayoutCatalog.Detect(PathOf("f.csv"))!)).Contact.Id);
        using var input = ContactSource.Open(PathOf("f.csv"), ContactText.Canonical);
        Assert.Equal(name, input.EncodingName);
        Assert.Equal("id;hospital;dx1\nÅ;Östra;I509\n", new StreamReader(input.Text).ReadToEnd());
    }

    [Fact]
    public void Cells_in_which_a_spreadsheet_wrote_an_error_are_issues_where_grouping_asks_for_them() => Assert.Equal(
    [
        "2 GRP3020 dx1", "3 GRP3020 age_days", "4 GRP3020 dx2", "5 GRP3020 sex", "#N/A Male 1 0 Alive [I509] []", "7 GRP3020 proc1",
            "a # b Male 1 0 Alive [I509] []",
    ],
        ContactText.Rows("id,sex,age_days,dx1,dx2,proc1\n1,M,1,#N/A,,\n1,M,#VÄRDEFEL!,I509,,\n1,M,1,I509,#REF!,\n1,#NAMN?,1,I509,,\n#N/A,M,1,I509,,\n1,M,1,I509,,#DIV/0!\na # b,M,1,I509,,\n").Select(ContactText.Describe));

    [Fact]
    public void A_dBase_file_that_holds_other_rows_than_its_header_counts_is_refused()
    {
        var data = Fixture.Dbf("ID:C4 DX1:C6", 0x03, Encoding.ASCII, ["1", "I509"], ["2", "I509"], ["3", "I509"]);
        var few = data.ToArray();
        few[4] = 2;
        _folder.Write("whole.dbf", data).Write("marked.dbf", [.. data, 0x1A]).Write("padded.dbf", [.. data, .. new byte[500]])
            .Write("cut.dbf", data[..^3]).Write("few.dbf", few);
        foreach (var name in (string[])["whole.dbf", "marked.dbf", "padded.dbf"])
            Assert.Equal(3, ContactReader.Read(PathOf(name), ContactText.Canonical).Count());
        foreach (var name in (string[])["cut.dbf", "few.dbf"])
            Assert.Contains("truncated or damaged (the header says",
                Assert.Throws<ContactFileException>(() => ContactSource.Open(PathOf(name))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_looked_at_for_its_layout_and_then_read_from_its_beginning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        using (var make = System.Diagnostics.Process.Start("mkfifo", PathOf("p")))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var rows = string.Concat(Enumerable.Range(1, 100_000).Select(i => $"{i};I50.9\n"));
        foreach (var isPacked in (bool[])[false, true])
        {
            var bytes = isPacked ? Packed("ID;OIR1\n" + rows) : Encoding.UTF8.GetBytes("ID;OIR1\n" + rows);
            var write = Task.Run(() => File.WriteAllBytes(PathOf("p"), bytes), TestContext.Current.CancellationToken);
            using var input = ContactSource.Open(PathOf("p"));
            var fitted = LayoutFit.Of(input.Text, new());
            Assert.Equal("testrule", fitted.Layout.Name);
            var read = ContactReader.Read(fitted.Text, fitted.Layout).ToList();
            Assert.Equal((100_000, "1", "100000"), (read.Count, read[0].Contact.Id, read[^1].Contact.Id));
            await write;
        }
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

    private static byte[] Packed(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private string PathOf(string name) => Path.Combine(_folder.Root, name);
}

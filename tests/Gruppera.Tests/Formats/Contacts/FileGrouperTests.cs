using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;

namespace Gruppera.Tests.Formats.Contacts;

public class FileGrouperTests
{
    private const string Added = "drg,drg_name,drg_mdc,mdc,rtc,cc,kind,surgery,day_surgery,care_form,care_form_from,specialty,specialty_from,ord,rule_id,set,issue";
    private static readonly Grouper Grouper = new(DefinitionReader.Read(Repository.PathOf("samples/tables")).Set!);
    private static readonly string Small = Repository.Read("samples/contacts.csv");

    /// <summary>About 4 MB, several blocks, with quotes, line ends in fields and bad rows here and there.</summary>
    private static readonly string Large = Make(60_000);

    [Trait("lane", "slow")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Rows_in_are_rows_out_in_order_on_any_number_of_threads(int threads)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(Large), 3 << 20, 12 << 20);
        foreach (var text in new[] { Small, Large })
        {
            var (output, issues, summary) = Group(text, threads);
            var rows = ContactText.Rows(text);
            Assert.Equal(rows.Count, summary.Rows);
            Assert.Equal(rows.Where(row => row.Issue is not null).Select(row => row.Issue), issues.Select(issue => issue.Issue));
            Assert.Equal(
                rows.Select(row => row.Issue is { } issue ? issue.Code.Id : Line(row.Contact)),
                Results(output, rows));
        }
    }

    [Fact]
    public void The_summary_adds_up()
    {
        var (_, issues, summary) = Group(Large, 2);
        Assert.Equal((60_000, 60_000 - issues.Count, issues.Count, 0), (summary.Rows, summary.Grouped, summary.Unreadable, summary.NoRule));
        Assert.Equal((summary.Grouped, summary.Grouped), (summary.ByDrgMdc.Sum(pair => pair.Contacts), summary.ByReturnCode.Sum(pair => pair.Contacts)));
        Assert.NotEmpty(issues);
        var results = ContactText.Rows(Large).Where(row => row.Issue is null).Select(row => Grouper.Group(row.Contact)).ToList();
        Assert.Equal(results.CountBy(result => result.DrgMdc).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (long)pair.Value)), summary.ByDrgMdc);
        Assert.Equal(results.CountBy(result => result.ReturnCode).OrderBy(pair => pair.Key.Value).Select(pair => (pair.Key, (long)pair.Value)), summary.ByReturnCode);
    }

    [Fact]
    public void Columns_of_the_input_are_carried_byte_for_byte()
    {
        const string Header = "id,\"a \"\"b\"\"\",drg,dx1,Issue";
        const string Row = "\"1\",  \"x\",\"y,\"\"z\"\"\",I50.9 ,\"\"";
        var (output, _, _) = Group($"{Header}\r\n{Row}\r\n", 1);
        var lines = output.Split('\n');
        Assert.Equal($"id,\"a \"\"b\"\"\",drg_in,dx1,Issue_in,{Added}", lines[0]);
        Assert.StartsWith(Row + ",E80Q,", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public void Surplus_empty_fields_are_cut_so_that_columns_keep_their_places()
    {
        var (output, issues, _) = Group("id,dx1\n1,I509,,\n2,I509,\"\",\n3,\"I509\"\n4,I509,x\n", 1);
        var lines = output.Split('\n');
        Assert.StartsWith("1,I509,E80Q", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,I509,E80Q", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("3,\"I509\",E80Q", lines[3], StringComparison.Ordinal);
        Assert.Equal(",,,,,,,,,,,,,,,,,tables,GRP3001", lines[4]);
        Assert.Equal(("4,I509,x", 5L), (Assert.Single(issues).Text, issues[0].Issue.Row));
    }

    [Fact]
    public void Semicolons_in_are_semicolons_out() =>
        Assert.StartsWith($"id;dx1;{Added.Replace(',', ';')}\n1;I509;E80Q;Besök för sjukdom i cirkulationsorganen, ej komplicerat, öppenvård;05;05;0;0;conservative;medical;no;outpatient;derived;somatic;derived;", Group("id;dx1\n1;I509", 1).Output, StringComparison.Ordinal);

    [Fact]
    public void Fixed_width_lines_come_out_as_columns()
    {
        var layout = LayoutJson.Read("""{"name":"x","kind":"fixed","header":false,"columns":{"id":{"at":1,"length":3}},"diagnoses":{"from":4,"count":2,"length":6,"step":6},"carry":[{"name":"line","at":1,"length":99},{"name":"again","at":1,"length":99}]}""", out _)!;
        var line = "\";1I50.9 E119";
        var (output, _, _) = Group(string.Concat(Enumerable.Repeat(line + "\n", 80_000)), 2, layout);
        var lines = output.Split('\n');
        Assert.StartsWith("id;line;again;dx1;dx2;drg;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"\"\";1\";\"\"\";1I50.9 E119\";\"\"\";1I50.9 E119\";I50.9;E119;E80Q;", lines[1], StringComparison.Ordinal);
        Assert.Equal(80_002, lines.Length);
        Assert.Single(lines.Skip(1).Take(80_000).Distinct());
    }

    [Fact]
    public void A_file_without_a_header_comes_out_without_one() =>
        Assert.StartsWith("1,9000,,0,,,I509,E80Q,", Group("1,9000,,0,,,I509\n", 1, LayoutCatalog.Find("norwegian-string")).Output, StringComparison.Ordinal);

    [Fact]
    public void A_header_alone_gives_a_header_alone() => Assert.Equal($"id,dx1,{Added}\n", Group("id,dx1\n", 3).Output);

    [Fact]
    public void A_strict_run_ends_at_the_first_bad_row()
    {
        var (_, issues, _) = Group(Large, 3, isStrict: true);
        Assert.Equal(ContactText.Rows(Large).First(row => row.Issue is not null).Issue, Assert.Single(issues).Issue);
    }

    [Fact]
    public void Cancellation_ends_the_run_between_blocks()
    {
        using var stop = new CancellationTokenSource();
        var rows = 0L;
        Assert.ThrowsAny<OperationCanceledException>(() => new FileGrouper(Grouper, new()
        {
            Layout = ContactText.Canonical,
            Threads = 2,
            Progress = done =>
            {
                rows = done;
                stop.Cancel();
            },
        }).Run(Bytes(Large), new MemoryStream(), (_, _) => { }, stop.Token));
        Assert.InRange(rows, 1, 59_999);
    }

    [Fact]
    public void Cancellation_does_not_wait_for_a_silent_input()
    {
        using var stop = new CancellationTokenSource(50);
        using var never = new SilentStream();
        Assert.ThrowsAny<OperationCanceledException>(() => new FileGrouper(Grouper, new() { Layout = ContactText.Canonical }).Run(never, new MemoryStream(), (_, _) => { }, stop.Token));
        never.Release();
    }

    [Fact]
    public void A_read_that_fails_ends_the_run_with_its_own_error()
    {
        using var broken = new BrokenStream(Bytes(Large), after: 2 << 20);
        Assert.Equal("the disk is gone", Assert.Throws<IOException>(() => new FileGrouper(Grouper, new() { Layout = ContactText.Canonical, Threads = 2 }).Run(broken, new MemoryStream(), (_, _) => { }, TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void A_write_that_fails_ends_the_run_with_its_own_error() => Assert.Throws<NotSupportedException>(() =>
        new FileGrouper(Grouper, new() { Layout = ContactText.Canonical, Threads = 2 }).Run(Bytes(Large), new MemoryStream(new byte[2 << 20]), (_, _) => { }, TestContext.Current.CancellationToken));

    [Fact]
    public void A_quote_never_closed_costs_one_row_wherever_the_blocks_end()
    {
        var text = "id,dx1\n" + string.Concat(Enumerable.Range(0, 250_000).Select(i => i % 977 == 0 ? $"{i},\"I509\"x{new string('y', i % 50)}\n" : $"{i},I509\n"));
        var (output, issues, summary) = Group(text, 2);
        Assert.Equal((250_000L, 256), (summary.Rows, issues.Count));
        Assert.All(issues, issue => Assert.Equal(0, int.Parse(issue.Text.Split(',')[0]) % 977));
        Assert.Equal(250_002, output.Split('\n').Length);
    }

    private static (string Output, List<(Issue Issue, string Text)> Issues, GroupingSummary Summary) Group(
        string text, int threads, ContactLayout? layout = null, bool isStrict = false)
    {
        var issues = new List<(Issue, string)>();
        var output = new MemoryStream();
        var grouper = new FileGrouper(Grouper, new() { Layout = (layout ?? ContactText.Canonical) with { AllowMissing = ContactNeeds.All }, Name = "f.csv", Threads = threads, IsStrict = isStrict });
        var summary = grouper.Run(Bytes(text), output, (issue, row) => issues.Add((issue, row)));
        return (Encoding.UTF8.GetString(output.ToArray()), issues, summary);
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The result columns of an output, a line each as <see cref="Line"/> writes them, or the issue.</summary>
    private static IEnumerable<string> Results(string output, List<ContactRow> rows)
    {
        var layout = ContactText.Canonical with { Columns = ContactText.Canonical.Columns.SetItems([new(ContactRole.ExpDrg, new("drg")), new(ContactRole.ExpOrd, new("rule_id")), new(ContactRole.ExpRtc, new("rtc"))]) };
        return ContactText.Rows(output, layout).Zip(rows, (result, row) => row.Issue is { } issue
            ? issue.Code.Id
            : $"{row.Contact.Id} {(result.Contact.Id == row.Contact.Id ? result.ExpectedDrg : "another row")} {result.ExpectedReturnCode} {result.ExpectedRule}");
    }

    private static string Line(CareContact contact)
    {
        var result = Grouper.Group(contact);
        return $"{contact.Id} {result.Drg} {result.ReturnCode} {result.Rule.Id}";
    }

    private static string Make(int rows)
    {
        var lines = Small.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var text = new StringBuilder(lines[0]).Append(",note\n");
        for (var i = 0; i < rows; i++)
        {
            var line = lines[1 + (i % (lines.Length - 1))];
            text.Append('R').Append(i).Append(line.AsSpan(line.IndexOf(',', StringComparison.Ordinal)));
            text.Append(i % 501 == 7 ? ",\"two\nlines\"\n" : i % 997 == 5 ? ",too,many\n" : ",\n");
        }

        return text.ToString();
    }

    private sealed class BrokenStream(MemoryStream inner, int after) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) =>
            inner.Position > after ? throw new IOException("the disk is gone") : inner.Read(buffer, offset, Math.Min(count, 70_000));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>An input that says nothing, as a terminal nobody types at.</summary>
    private sealed class SilentStream : Stream
    {
        private readonly SemaphoreSlim _released = new(0);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public void Release() => _released.Release();

        public override int Read(byte[] buffer, int offset, int count)
        {
            _released.Wait();
            return 0;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

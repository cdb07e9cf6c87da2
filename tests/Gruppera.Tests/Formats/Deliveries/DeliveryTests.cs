using System.Text;
using Gruppera.Formats;
using Gruppera.Formats.Schemas;

namespace Gruppera.Tests.Formats.Deliveries;

public sealed class DeliveryTests : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("SWE_2020/")]
    public void A_zip_reads_like_its_folder(string top)
    {
        _fixture.Smallest().WithNames();
        var entries = Directory.GetFiles(_fixture.Root).Select(path => (top + Path.GetFileName(path).ToUpperInvariant(), File.ReadAllBytes(path)));
        var reading = DefinitionReader.Read(_fixture.Zip("swe-2020-test.zip", [.. entries]));
        Assert.Empty(reading.Issues);
        Assert.Equal(("swe-2020-test", "swe", 2020, "csv"), (reading.Set!.Version.Id, reading.Set.Version.Country, reading.Set.Version.Year, reading.Set.Version.Format));
        Assert.Equal(64, reading.Set.Version.SourceHash.Length);
    }

    [Theory]
    [InlineData("../drglogic.csv")]
    [InlineData("a/../../drglogic.csv")]
    [InlineData("/etc/drglogic.csv")]
    [InlineData("C:\\drglogic.csv")]
    [InlineData("..\\drglogic.csv")]
    public void A_path_that_climbs_out_refuses_the_archive(string entry) =>
        AssertRefused(_fixture.Zip("t.zip", ("fine.csv", []), (entry, [])), FormatIssues.PathOutsideArchive, entry);

    [Fact]
    public void Too_many_files_are_refused() =>
        AssertRefused(_fixture.Zip("t.zip", [.. Enumerable.Range(0, 10_001).Select(i => ($"{i}.csv", Array.Empty<byte>()))]), FormatIssues.ArchiveTooLarge, "10001 files");

    [Fact]
    public void More_than_the_limit_is_refused() =>
        AssertRefused(_fixture.Zip("t.zip", ("a.csv", new byte[600]), ("b.csv", new byte[600])), FormatIssues.ArchiveTooLarge, "over 1000 bytes", 1000);

    [Fact]
    public void A_file_that_unpacks_two_hundredfold_is_refused() =>
        AssertRefused(_fixture.Zip("t.zip", ("a.csv", new byte[101_000_000])), FormatIssues.ArchiveTooLarge, "a.csv");

    [Fact]
    public void A_declared_size_is_not_believed()
    {
        var path = _fixture.Zip("t.zip", ("a.csv", new byte[5000]));
        var zip = File.ReadAllBytes(path);
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), 10);
        File.WriteAllBytes(path, zip);
        AssertRefused(path, FormatIssues.TruncatedFile, "a.csv is not what the archive says it is", 1000);
    }

    [Fact]
    public void A_damaged_archive_is_reported()
    {
        var path = _fixture.Zip("t.zip", ("drglogic.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 5000)))));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
        AssertRefused(path, FormatIssues.TruncatedFile, null);
    }

    [Fact]
    public void What_is_not_there_or_of_another_kind_is_no_delivery()
    {
        AssertRefused(Path.Combine(_fixture.Root, "gone"), FormatIssues.NotADelivery, "no such file or folder");
        _fixture.Write("t.txt", "x");
        AssertRefused(Path.Combine(_fixture.Root, "t.txt"), FormatIssues.NotADelivery, "");
        AssertRefused(_fixture.Folder("empty"), FormatIssues.NotADelivery, "");
    }

    private static void AssertRefused(string path, IssueCode code, string? detail, long limit = 1L << 31)
    {
        var reading = DefinitionReader.Read(path, new() { MaxUnpackedBytes = limit });
        Assert.False(reading.IsUsable);
        Assert.Null(reading.OpenTestCases());
        var issue = Assert.Single(reading.Issues);
        Assert.Equal((code, Path.GetFileName(path)), (issue.Code, issue.File));
        Assert.Equal(detail ?? issue.Detail, issue.Detail);
    }
}

using System.IO.Compression;
using System.Text;
using Gruppera.Tests.Formats;

namespace Gruppera.Host.Tests;

/// <summary>Files that did not arrive whole never pass: exit code 1, no output, and the reason.</summary>
[Collection(CommandLineCollection.Name)]
public class DamagedFilesTest : Home
{
    private static readonly string Text = "sex;age_years;duration;diagnoses\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"F;{20 + (i % 70)};{1 + (i % 9)};I50.{i % 10}\n"));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(5000)]
    public void A_gzip_file_that_is_cut(int missing)
    {
        var packed = Packed(Text);
        Refused("f.csv.gz", packed[..^Math.Min(missing, packed.Length - 20)], "truncated or damaged");
    }

    [Fact]
    public void A_gzip_file_that_is_more_or_other_than_it_says()
    {
        var packed = Packed(Text);
        Refused("f.csv.gz", [.. packed, 0, 0, 0], "gzip");
        Refused("f.csv.gz", [.. packed, .. "more"u8], "gzip");
        Refused("f.csv.gz", [.. packed[..^5], (byte)(packed[^5] ^ 1), .. packed[^4..]], "truncated or damaged");
        Refused("f.csv.gz", [.. packed[..^1], (byte)(packed[^1] ^ 1)], "truncated or damaged");
        Refused("f.csv.gz", [.. packed[..(packed.Length / 2)], (byte)(packed[packed.Length / 2] ^ 1), .. packed[((packed.Length / 2) + 1)..]], "truncated or damaged");
        Refused("f.csv.gz", [.. packed, .. Packed("F;1;1;I50.0\n")[..^1]], "truncated or damaged");
        Refused("f.csv.gz", Encoding.UTF8.GetBytes(Text), "not compressed, or it is damaged");
        Refused("f.csv.gz", [], "empty");
        Refused("f.csv.gz", Packed(""), "empty");
        Refused("f.csv.gz", PackedBytes(packed), "f.csv.gz");
    }

    [Fact]
    public void Gzip_members_one_after_another_are_one_file_and_its_name_does_not_matter()
    {
        var said = Group("f.txt", [.. Packed(Text), .. Packed("F;79;5;I50.0\n")]);
        Assert.Equal(0, said.ExitCode);
        Assert.Equal(5002, File.ReadAllLines(PathOf("o.csv")).Length);
    }

    [Fact]
    public void A_dBase_file_whose_header_does_not_count_what_is_there()
    {
        string[][] rows = [["F", "79", "5", "I500"], ["*M", "40", "2", "I500"], ["M", "40", "x", "I500"]];
        var file = Fixture.Dbf("SEX:C1 AGE_YEARS:C3 DURATION:C3 DX1:C5", 0x03, Encoding.Latin1, rows);
        var said = Group("f.dbf", file);
        Assert.Equal(3, said.ExitCode);
        Assert.Equal(3, File.ReadAllLines(PathOf("o.csv")).Length);
        Assert.Contains("f.dbf,4,DURATION,GRP3003", File.ReadAllText(PathOf("i.csv")).ToUpperInvariant().Replace("F.DBF", "f.dbf", StringComparison.Ordinal), StringComparison.Ordinal);
        Refused("f.dbf", file[..^12], "the header says 3 records, there are 2");
        Refused("f.dbf", [.. file[..4], 2, .. file[5..]], "there are more than 2");
        Refused("f.dbf", [.. file[..4], 9, .. file[5..]], "the header says 9 records, there are 3");
        Refused("f.dbf", file[..40], "f.dbf");
        Refused("f.dbf", "sex;age_years\n"u8.ToArray(), "f.dbf");
    }

    [Fact]
    public void A_text_that_is_no_text_of_its_encoding()
    {
        var utf16 = Encoding.Unicode.GetBytes(Text);
        Refused("f.csv", [0xFF, 0xFE, .. utf16[..^1]], "truncated or damaged");
        Refused("f.csv", [0xFF, 0xFE, .. utf16[..200], 0x00, 0xD8, .. utf16[200..]], "truncated or damaged");
        Refused("f.csv", [], "empty");
        Refused("f.csv", "\r\n\r\n"u8.ToArray(), "empty");
        Refused("f.csv", [0xEF, 0xBB, 0xBF], "empty");
    }

    private void Refused(string name, byte[] file, string reason)
    {
        var said = Group(name, file);
        Assert.Contains(reason, said.Error, StringComparison.Ordinal);
        Assert.Equal((reason, 1, false), (reason, said.ExitCode, File.Exists(PathOf("o.csv"))));
    }

    private Said Group(string name, byte[] file)
    {
        File.Delete(PathOf("o.csv"));
        File.WriteAllBytes(PathOf(name), file);
        return RunWithReading("group", PathOf(name), "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
    }

    private static byte[] Packed(string text) => PackedBytes(Encoding.UTF8.GetBytes(text));

    private static byte[] PackedBytes(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}

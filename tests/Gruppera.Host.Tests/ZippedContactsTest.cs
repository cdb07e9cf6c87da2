using System.IO.Compression;
using System.Text;

namespace Gruppera.Host.Tests;

/// <summary>A zip archive with one file of contacts is read as that file; any other says what to do.</summary>
[Collection(CommandLineCollection.Name)]
public class ZippedContactsTest : Home
{
    private const string OneContact = "Kön;Ålder;Vårddagar;Huvuddiagnos\nK;79;5;I50.0\n";

    [Theory]
    [InlineData("f.zip", "uttag.csv")]
    [InlineData("f.csv", "a/b/uttag.txt")]
    [InlineData("f.zip", "uttag.csv", "__MACOSX/._uttag.csv", ".DS_Store", "a/")]
    public void One_file_is_read(string name, params string[] entries)
    {
        File.WriteAllBytes(PathOf(name), Zip([.. entries.Select(entry => (entry, OneContact))]));
        var said = RunWithReading("group", PathOf(name), "-o", PathOf("o.csv"));
        Assert.Equal((0, 2), (said.ExitCode, File.ReadAllLines(PathOf("o.csv")).Length));
        Assert.Contains($"{name}/uttag.", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, RunWithReading("quality", PathOf(name)).ExitCode);
        Assert.Equal(0, RunWithReading("contacts", "check", PathOf(name)).ExitCode);
    }

    [Theory]
    [InlineData("several files: a.csv, b.csv. Unpack it", "a.csv", "b.csv")]
    [InlineData("holds a.xlsx: unpack it", "a.xlsx")]
    [InlineData("a.sav is a file of .sav", "a.sav")]
    [InlineData("holds no file", "__MACOSX/._a.csv")]
    [InlineData("holds inner.zip: unpack it", "inner.zip")]
    public void Other_archives_are_refused(string reason, params string[] entries) =>
        Refused("f.zip", Zip([.. entries.Select(entry => (entry, OneContact))]), reason);

    [Fact]
    public void An_archive_that_is_cut_or_damaged_is_refused()
    {
        var whole = Zip([("uttag.csv", string.Concat(Enumerable.Repeat(OneContact, 500)))], CompressionLevel.NoCompression);
        Refused("f.zip", whole[..200], "truncated or damaged (zip)");
        Refused("f.zip", whole[..^30], "truncated or damaged (zip)");
        Refused("f.zip", [.. whole[..300], (byte)(whole[300] ^ 1), .. whole[301..]], "truncated or damaged (zip)");
    }

    [Theory]
    [InlineData("bzip2", "BZh91AY")]
    [InlineData("xz", "\u00FD7zXZ\0")]
    [InlineData("7z", "7z\u00BC\u00AF\u0027\u001C")]
    [InlineData("rar", "Rar!\u001A")]
    [InlineData("zstd", "(\u00B5/\u00FD")]
    public void What_is_packed_otherwise_is_named(string packing, string head) => Refused("f.csv", Encoding.Latin1.GetBytes(head), packing);

    private void Refused(string name, byte[] file, string reason)
    {
        File.WriteAllBytes(PathOf(name), file);
        var said = RunWithReading("group", PathOf(name), "-o", PathOf("o.csv"));
        Assert.Contains(reason, said.Error, StringComparison.Ordinal);
        Assert.Equal((1, false), (said.ExitCode, File.Exists(PathOf("o.csv"))));
    }

    private static byte[] Zip((string Name, string Text)[] entries, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(name.EndsWith('/') ? "" : text));
            }
        }

        return bytes.ToArray();
    }
}

using System.IO.Compression;
using Gruppera.Cli;

namespace Gruppera.Host.Tests;

/// <summary>The library within the program that is one file.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class NativePartsTest : Home
{
    [Fact]
    public void A_library_is_unpacked_once_whole_and_for_its_owner_alone()
    {
        var folder = PathOf("native");
        var path = NativeParts.Unpack(Packed([1, 2, 3]), folder);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        var at = File.GetLastWriteTimeUtc(path);
        Assert.Equal(path, NativeParts.Unpack(Packed([1, 2, 3]), folder));
        Assert.Equal(at, File.GetLastWriteTimeUtc(path));
        Assert.NotEqual(path, NativeParts.Unpack(Packed([4]), folder));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void What_cannot_be_unpacked_leaves_nothing_behind()
    {
        var folder = PathOf("native");
        Assert.Throws<InvalidDataException>(() => NativeParts.Unpack(new MemoryStream([1, 2, 3, 4]), folder));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        File.WriteAllText(PathOf("taken"), "");
        Assert.ThrowsAny<IOException>(() => NativeParts.Unpack(Packed([1]), PathOf("taken")));
    }

    private static MemoryStream Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var to = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            to.Write(content);
        packed.Position = 0;
        return packed;
    }
}

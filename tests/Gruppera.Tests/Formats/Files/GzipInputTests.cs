using System.IO.Compression;
using System.Text;
using Gruppera.Formats.Files;

namespace Gruppera.Tests.Formats.Files;

public class GzipInputTests
{
    private static readonly byte[] Text =
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i};{i * 7919 % 104_729};Å\n")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(8_192)]
    [InlineData(400_000)]
    public void A_whole_file_unpacks(int length)
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
            Assert.Equal(Text[..length], Unpack(Pack(Text[..length], level)));
    }

    [Fact]
    public void Members_follow_one_another_and_any_of_them_may_be_empty()
    {
        byte[][] parts = [[], Text[..5], [], Text[5..90_000], Text[90_000..], []];
        Assert.Equal(Text, Unpack([.. parts.SelectMany(part => Pack(part))]));
        // Many members of the size that block compression writes, ending in its empty one.
        Assert.Equal(Text, Unpack([.. Text.Chunk(6_000).Append([]).SelectMany(part => Pack(part))]));
    }

    [Fact]
    public void A_header_may_have_names_and_more()
    {
        var packed = Pack(Text);
        byte[] header = [0x1F, 0x8B, 8, 0b11110, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, .. "file.csv\0"u8, .. "comment\0"u8, 0, 0];
        Assert.Equal(Text, Unpack([.. header, .. packed[10..]]));
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_fails()
    {
        var packed = Pack(Text[..3_000]);
        for (var length = 0; length < packed.Length; length++)
            Assert.Throws<NotSupportedException>(() => Unpack(packed[..length]));
        var two = Pack(Text[..2_000]).Concat(packed).ToArray();
        for (var length = two.Length - packed.Length + 1; length < two.Length; length++)
            Assert.Throws<NotSupportedException>(() => Unpack(two[..length]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("some more text")]
    public void Bytes_behind_the_end_fail(string more)
    {
        // Behind a member of nothing, nothing is lost in zeros, which its own trailer is made of.
        foreach (var length in more.Trim('\0').Length > 0 ? (int[])[0, 10, 100_000] : [10, 100_000])
            Assert.Contains("after its end",
                Assert.Throws<NotSupportedException>(() => Unpack([.. Pack(Text[..length]), .. Encoding.ASCII.GetBytes(more)])).Message,
                    StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_changed_fails_or_changes_nothing()
    {
        var packed = Pack(Text[..3_000]);
        var unnoticed = 0;
        for (var at = 10; at < packed.Length; at++)
        {
            var damaged = packed.ToArray();
            damaged[at] ^= 0x10;
            try
            {
                // Bits that fill up the last byte mean nothing.
                Assert.Equal(Text[..3_000], Unpack(damaged));
                unnoticed++;
            }
            catch (NotSupportedException)
            {
                continue;
            }
        }

        Assert.InRange(unnoticed, 0, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("12345678")]
    [InlineData("123456789")]
    [InlineData("123456789123456789")]
    public void The_checksum_is_the_one_of_the_framework(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(BitConverter.ToUInt32(Pack(bytes).AsSpan()[^8..]), Crc32.Of(bytes));
        Assert.Equal(Crc32.Of(bytes), bytes.Aggregate(0u, (crc, b) => Crc32.Add(crc, [b])));
    }

    private static byte[] Pack(byte[] text, CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
            gzip.Write(text);
        // The framework writes no member for nothing at all.
        return text.Length == 0 ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GzipInput(new Dripping(packed), Failure);
        var unpacked = new MemoryStream();
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static NotSupportedException Failure(Text text) => new(text.ToString());

    /// <summary>A stream that gives little at a time, as pipes do.</summary>
    private sealed class Dripping(byte[] data) : MemoryStream(data)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1_000));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1_000)]);
    }
}

using System.Text;
using Gruppera.Formats.Files;

namespace Gruppera.Tests.Formats.Files;

public class TextInputTests
{
    private const string Swedish = "id;sjukhus;dx1\n1;Sörlasarettet;I509\n2;Östra \u20AC-huset;N179\n";

    static TextInputTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<int> Sizes => [1, 2, 3, 63, 64, 65, 1000, 100_000];

    [Theory]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-16", true, "utf-16")]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("utf-16BE", true, "utf-16BE")]
    [InlineData("utf-16BE", false, "utf-16BE")]
    [InlineData("windows-1252", false, "windows-1252")]
    public void An_encoding_is_found_out(string written, bool isMarked, string found)
    {
        var encoding = Encoding.GetEncoding(written);
        var bytes = (isMarked ? encoding.GetPreamble() : []).Concat(encoding.GetBytes(Swedish)).ToArray();
        foreach (var size in Sizes)
        {
            using var text = new TextInput(new MemoryStream(bytes), Failure);
            Assert.Equal((Swedish, found, false), (Read(text, size), text.Encoding, text.IsMixed));
        }
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-8")]
    public void The_first_letters_decide_however_late_they_come(string written)
    {
        var late = string.Concat(Enumerable.Repeat("1;I509;x\n", 200_000)) + Swedish + new string('x', 70_000) + "Åäö\n";
        foreach (var size in (int[])[65, 70_001, 1 << 20])
        {
            using var text = new TextInput(new MemoryStream(Encoding.GetEncoding(written).GetBytes(late)), Failure);
            Assert.Equal("", text.Encoding);
            Assert.Equal((late, written), (Read(text, size), text.Encoding));
        }
    }

    [Theory]
    [InlineData("Å")]
    [InlineData("aÅ")]
    [InlineData("x;ö")]
    public void A_letter_at_the_very_end_is_read(string end)
    {
        foreach (var encoding in (string[])["utf-8", "windows-1252"])
        {
            foreach (var length in (int[])[0, 1, 63, 64, 65_535, 65_536, 65_537])
            {
                var whole = new string('a', length) + end;
                using var text = new TextInput(new MemoryStream(Encoding.GetEncoding(encoding).GetBytes(whole)), Failure);
                Assert.Equal((whole, encoding), (Read(text, 64), text.Encoding));
            }
        }
    }

    [Fact]
    public void Bytes_out_of_place_in_UTF8_are_read_as_Windows_and_told()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("Åke;Örjan;Sören\n"), 0xE5, (byte)'\n', 0xC3];
        foreach (var size in Sizes)
        {
            using var text = new TextInput(new MemoryStream(bytes), Failure);
            Assert.Equal(("Åke;Örjan;Sören\nå\nÃ", "utf-8", true), (Read(text, size), text.Encoding, text.IsMixed));
        }
    }

    [Fact]
    public void UTF8_passes_as_it_is()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(300))
                .Select(_ => (string)new Rune(
                    random.Next(4) switch
                    {
                        0 => random.Next(0x80, 0x800),
                        1 => random.Next(0x1000, 0xD000),
                        2 =>
                        random.Next(0x10000, 0x10FFFF),
                        _ => random.Next(32, 127)
                    }).ToString()));
            using var input = new TextInput(new MemoryStream(Encoding.UTF8.GetBytes(text)), Failure);
            Assert.Equal(text, Read(input, random.Next(1, 200)));
        }
    }

    [Theory]
    [InlineData("utf-16", 1)]
    [InlineData("utf-16BE", 1)]
    public void UTF16_that_is_cut_in_a_letter_fails(string name, int cut)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Swedish)];
        using var text = new TextInput(new MemoryStream(bytes[..^cut]), Failure);
        Assert.Contains("truncated or damaged", Assert.Throws<NotSupportedException>(() => Read(text, 100)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_declared_holds_where_nothing_better_is_found()
    {
        using var dos = new TextInput(
            new MemoryStream(Encoding.GetEncoding(850).GetBytes(Swedish.Replace("\u20AC", "", StringComparison.Ordinal))), Failure,
                Encoding.GetEncoding(850));
        Assert.Equal((Swedish.Replace("\u20AC", "", StringComparison.Ordinal), "ibm850"), (Read(dos, 100), dos.Encoding));
        using var marked = new TextInput(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Swedish)]),
            Failure, Encoding.GetEncoding(850));
        Assert.Equal((Swedish, "utf-16"), (Read(marked, 100), marked.Encoding));
        using var wrong = new TextInput(new MemoryStream(Encoding.UTF8.GetBytes(Swedish)), Failure, Encoding.GetEncoding(1252));
        Assert.Equal((Swedish, "utf-8"), (Read(wrong, 100), wrong.Encoding));
    }

    [Theory]
    [InlineData("a\rb\rc", "a\nb\nc")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\n")]
    [InlineData("a\nb\rc\n", "a\nb\rc\n")]
    [InlineData("å\rö", "å\nö")]
    [InlineData("a", "a")]
    public void Line_ends_that_are_all_CR_become_LF(string written, string read)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.GetEncoding(1252)])
        {
            foreach (var size in Sizes)
            {
                using var text = new TextInput(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(written)]), Failure);
                Assert.Equal(read, Read(text, size));
            }
        }
    }

    private static string Read(TextInput text, int size)
    {
        var all = new MemoryStream();
        var buffer = new byte[size];
        for (int read; (read = text.Read(buffer, 0, size)) > 0;)
            all.Write(buffer, 0, read);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    private static NotSupportedException Failure(Text text) => new(text.ToString());
}

using System.Text;
using System.Text.Unicode;

namespace Gruppera.Formats.Files;

/// <summary>
/// Text of any of the encodings that people's files are in, as UTF-8 without a byte order mark. UTF-8 passes through as it is. What is not
/// marked, and no UTF-16, is UTF-8 as long as it is valid; the first letters that are not decide for Windows-1252, or for DOS or Mac where
/// they are letters there alone. Files whose only line ends are CR get LF. Not thread-safe.
/// </summary>
internal sealed class TextInput : ReadStream
{
    private const int HeadLength = 1 << 16;
    private const int ShortestRead = 64;
    private static readonly byte[][] Windows = CodePages.Letters("windows-1252");
    private readonly Func<Text, Exception> _failure;
    private readonly HeadStream _source;
    private readonly Stream _text;
    private readonly bool _hasOnlyCr;
    private readonly byte[] _carried = new byte[4];
    private int _carriedLength;
    private byte[] _ready = [];
    private int _readyPosition;
    private int _readyLength;
    private Kind _kind;
    private byte[][] _letters = Windows;

    /// <summary>Opens a text; the stream is this one's from then on.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="failure">The exception for a text that is damaged.</param>
    /// <param name="declared">Encoding that it is said to have; null, UTF-8 and Windows-1252 are found out.</param>
    public TextInput(Stream source, Func<Text, Exception> failure, Encoding? declared = null)
    {
        (_source, _failure) = (new(source), failure);
        var head = _source.Peek(HeadLength);
        var (encoding, mark) = Marked(head);
        if (encoding is null && declared is not null && !IsFoundOut(declared))
            encoding = declared;
        encoding ??= WithoutMark(head);
        _kind = encoding is null ? Kind.Ascii : encoding is UTF8Encoding ? Kind.Utf8 : Kind.Other;
        Encoding = encoding is null ? "" : encoding.WebName;
        _ = _source.Read(stackalloc byte[mark]);
        _text = _kind == Kind.Other
            ? System.Text.Encoding.CreateTranscodingStream(_source, Strict(encoding!), System.Text.Encoding.UTF8)
            : _source;
        if (_kind == Kind.Ascii && Decide(head, isEnd: false) is var kind and not Kind.Ascii)
            Become(kind, head);
        var letters = encoding is UnicodeEncoding ? System.Text.Encoding.ASCII.GetBytes(encoding.GetString(head[mark..])) : head;
        _hasOnlyCr = letters.Contains((byte)'\r') && !letters.Contains((byte)'\n');
    }

    private enum Kind
    {
        Ascii,
        Utf8,
        Windows,
        Other,
    }

    /// <summary>Name of the encoding that was found: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c>, <c>windows-1252</c>,
    /// <c>ibm850</c>, <c>macintosh</c> or what was declared;
    /// empty as long as nothing but ASCII was read.</summary>
    public string Encoding { get; private set; }

    /// <summary>True if a text in UTF-8 has bytes that are not: they were read as Windows-1252.</summary>
    public bool IsMixed { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (_readyPosition < _readyLength)
            return Give(buffer);
        if (buffer.Length < ShortestRead)
        {
            var some = new byte[ShortestRead];
            var read = ReadSome(some);
            return read == 0 ? 0 : Give(some.AsSpan(0, read), buffer);
        }

        return ReadSome(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads what fits into a buffer, or has it ready where it became longer.</summary>
    private int ReadSome(Span<byte> buffer)
    {
        if (_kind == Kind.Other)
            return Ended(buffer[..Transcoded(buffer)]);
        _carried.AsSpan(0, _carriedLength).CopyTo(buffer);
        var read = _text.Read(buffer[_carriedLength..]);
        var data = buffer[..(_carriedLength + read)];
        if (data.IsEmpty)
            return 0;
        _carriedLength = 0;
        if (_kind != Kind.Windows && Ascii.IsValid(data))
            return Ended(data);
        if (_kind != Kind.Windows)
        {
            _carriedLength = read == 0 ? 0 : Unfinished(data);
            data[^_carriedLength..].CopyTo(_carried);
            data = data[..^_carriedLength];
            if (data.IsEmpty)
                return ReadSome(buffer);
            if (_kind == Kind.Ascii && Decide(data, isEnd: read == 0) is var kind and not Kind.Ascii)
                Become(kind, data);
            if (_kind != Kind.Windows && Utf8.IsValid(data))
                return Ended(data);
        }

        Convert(data);
        return Give(buffer);
    }

    private int Transcoded(Span<byte> buffer)
    {
        try
        {
            return _text.Read(buffer);
        }
        catch (DecoderFallbackException)
        {
            throw _failure($"it is truncated or damaged: it is not {Encoding}");
        }
    }

    private void Become(Kind kind, ReadOnlySpan<byte> data)
    {
        _kind = kind;
        Encoding = kind == Kind.Windows ? CodePages.Of(data) : "utf-8";
        if (kind == Kind.Windows && Encoding != "windows-1252")
            _letters = CodePages.Letters(Encoding);
    }

    /// <summary>Makes UTF-8 of bytes that are not: all of a code page, or those that are out of place in UTF-8.</summary>
    private void Convert(ReadOnlySpan<byte> data)
    {
        if (_ready.Length < data.Length * 3)
            _ready = new byte[data.Length * 3];
        (_readyPosition, _readyLength) = (0, 0);
        while (!data.IsEmpty)
        {
            var length = data.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (length == 0 && _kind == Kind.Utf8
                && Rune.DecodeFromUtf8(data, out _, out var letter) == System.Buffers.OperationStatus.Done)
                length = letter;
            if (length < 0)
                length = data.Length;
            IsMixed |= length == 0 && _kind == Kind.Utf8;
            var text = length == 0 ? _letters[data[0]] : data[..length];
            text.CopyTo(_ready.AsSpan(_readyLength));
            _readyLength += text.Length;
            data = data[Math.Max(1, length)..];
        }

        Ended(_ready.AsSpan(0, _readyLength));
    }

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _readyLength - _readyPosition);
        _ready.AsSpan(_readyPosition, count).CopyTo(buffer);
        _readyPosition += count;
        return count;
    }

    private int Give(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        if (_readyPosition < _readyLength)
        {
            // What was read is followed by what is ready already.
            var rest = _ready.AsSpan(_readyPosition, _readyLength - _readyPosition);
            _ready = [.. text, .. rest];
        }
        else
        {
            _ready = text.ToArray();
        }

        (_readyPosition, _readyLength) = (0, _ready.Length);
        return Give(buffer);
    }

    private int Ended(Span<byte> text)
    {
        if (_hasOnlyCr)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                    text[i] = (byte)'\n';
            }
        }

        return text.Length;
    }

    private static (Encoding? Encoding, int Mark) Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (System.Text.Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    /// <summary>UTF-16 without a mark: every other byte is 0, since most letters are of ASCII.</summary>
    private static Encoding? WithoutMark(ReadOnlySpan<byte> head)
    {
        Span<int> zeros = [0, 0];
        for (var i = 0; i < head.Length; i++)
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        if (zeros[1] > head.Length / 4 && zeros[0] <= head.Length / 100)
            return System.Text.Encoding.Unicode;
        return zeros[0] > head.Length / 4 && zeros[1] <= head.Length / 100 ? System.Text.Encoding.BigEndianUnicode : null;
    }

    private static bool IsFoundOut(Encoding encoding) =>
        encoding is UTF8Encoding || encoding.WebName is "windows-1252" or "iso-8859-1" or "us-ascii";

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        if (encoding is UnicodeEncoding)
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    /// <summary>What bytes that are not all ASCII are: UTF-8 if more letters of it are valid than bytes are not.</summary>
    private static Kind Decide(ReadOnlySpan<byte> data, bool isEnd)
    {
        var (letters, wrong) = (0, 0);
        for (var i = 0; i < data.Length;)
        {
            var next = data[i..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0)
                break;
            i += next;
            var status = Rune.DecodeFromUtf8(data[i..], out _, out var length);
            // A letter that is cut through tells nothing where more follows.
            if (status == System.Buffers.OperationStatus.NeedMoreData && !isEnd)
                break;
            letters += status == System.Buffers.OperationStatus.Done ? 1 : 0;
            wrong += status == System.Buffers.OperationStatus.Done ? 0 : 1;
            i += length;
        }

        return letters > wrong ? Kind.Utf8 : wrong > 0 ? Kind.Windows : Kind.Ascii;
    }

    /// <summary>How many bytes at the end may be the beginning of a letter of UTF-8.</summary>
    private static int Unfinished(ReadOnlySpan<byte> data)
    {
        for (var length = 1; length <= Math.Min(3, data.Length); length++)
        {
            if ((data[^length] & 0xC0) == 0x80)
                continue;
            return Rune.DecodeFromUtf8(data[^length..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData ? length : 0;
        }

        return 0;
    }
}

using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>The beginning of a text, to be looked at before all of it is read.</summary>
internal sealed class TextHead
{
    private const int Size = 1 << 20;
    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly Stream _rest;

    private TextHead(byte[] bytes, int length, Stream rest) => (_bytes, _length, _rest) = (bytes, length, rest);

    /// <summary>True if it is all of the text.</summary>
    internal bool IsWhole => _length < _bytes.Length;

    internal static TextHead Of(Stream text)
    {
        var bytes = new byte[Size];
        return new(bytes, text.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false), text);
    }

    /// <summary>The whole lines of the beginning.</summary>
    internal ReadOnlySpan<byte> Lines => _bytes.AsSpan(0, LinesLength);

    private int LinesLength => IsWhole || Array.LastIndexOf(_bytes, (byte)'\n', _length - 1) is var end && end < 0 ? _length : end + 1;

    /// <summary>The whole lines of the beginning, to be read.</summary>
    internal Stream Sample() => new MemoryStream(_bytes, 0, LinesLength, writable: false);

    /// <summary>All of the text, from its beginning.</summary>
    internal Stream Whole() => IsWhole ? new MemoryStream(_bytes, 0, _length, writable: false) : new Joined(_bytes, _length, _rest);

    private sealed class Joined(byte[] head, int length, Stream rest) : ReadStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            var take = Math.Min(buffer.Length, length - _at);
            if (take == 0)
                return rest.Read(buffer);
            head.AsSpan(_at, take).CopyTo(buffer);
            _at += take;
            return take;
        }
    }
}

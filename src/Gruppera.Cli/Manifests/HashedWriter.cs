using System.Security.Cryptography;
using System.Text;

namespace Gruppera.Cli.Manifests;

/// <summary>Hands text on, and tells the hash of all of it. Not thread-safe.</summary>
internal sealed class HashedWriter(TextWriter output) : TextWriter
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override Encoding Encoding => output.Encoding;

    /// <summary>Bytes so far, as UTF-8.</summary>
    internal long Bytes { get; private set; }

    /// <summary>SHA-256 of the text as UTF-8, whose lines end in a line feed.</summary>
    internal string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        output.Write(buffer);
        var bytes = Encoding.UTF8.GetBytes(buffer.ToString().Replace("\r", "", StringComparison.Ordinal));
        _hash.AppendData(bytes);
        Bytes += bytes.Length;
    }

    public override void Flush() => output.Flush();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}

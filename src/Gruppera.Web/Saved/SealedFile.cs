using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gruppera.Web.Saved;

/// <summary>A file with a head and a content, either as they are or sealed with a key: AES-256-GCM in pieces, under a key of the file's own
/// that is derived from a random salt (HKDF). Each piece knows its number and whether it is the last, so that nothing can be changed,
/// moved, added or cut without being seen.</summary>
/// <remarks>A file begins with <see cref="Mark"/>; then <c>0</c> for plain or <c>1</c> and the salt of 32 bytes for sealed. What follows is
/// the length of the head as four bytes, little-endian, the head and the content; sealed, in pieces of 64 kB with a tag of 16 bytes
/// each.</remarks>
internal static class SealedFile
{
    private const int LongestHead = 1 << 16;
    private const int SaltLength = 32;

    private static ReadOnlySpan<byte> Mark => "gruppera-saved-1\n"u8;

    /// <summary>Writes a file.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="key">32 bytes to seal it with; null to leave it as it is.</param>
    /// <param name="head">What is said of the content.</param>
    /// <param name="content">The content.</param>
    internal static void Write(Stream output, byte[]? key, ReadOnlySpan<byte> head, Stream content)
    {
        output.Write(Mark);
        output.WriteByte(key is null ? (byte)'0' : (byte)'1');
        if (key is null)
        {
            Put(output, head, content);
            return;
        }

        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        output.Write(salt);
        using var pieces = new SealedWriter(output, KeyOf(key, salt));
        Put(pieces, head, content);
        pieces.Complete();

        static void Put(Stream output, ReadOnlySpan<byte> head, Stream content)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, head.Length);
            output.Write(length);
            output.Write(head);
            content.CopyTo(output);
        }
    }

    /// <summary>Reads a file: the head, and the content as it is read. Closing that closes the file.</summary>
    /// <exception cref="InvalidDataException">It is none, is damaged, or was sealed with another key.</exception>
    internal static (byte[] Head, Stream Content) Read(FileStream file, byte[]? key)
    {
        Span<byte> begin = stackalloc byte[Mark.Length + 1];
        if (file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !begin.StartsWith(Mark)
            || begin[^1] is not ((byte)'0' or (byte)'1') || (begin[^1] == '1' && key is null))
            throw new InvalidDataException();
        Stream content = file;
        if (begin[^1] == '1')
        {
            var salt = new byte[SaltLength];
            if (file.ReadAtLeast(salt, SaltLength, throwOnEndOfStream: false) < SaltLength)
                throw new InvalidDataException();
            content = new SealedReader(file, KeyOf(key!, salt));
        }

        Span<byte> length = stackalloc byte[4];
        var letters = content.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(length);
        if (letters is < 0 or > LongestHead)
            throw new InvalidDataException();
        var head = new byte[letters];
        return content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            ? (head, content) : throw new InvalidDataException();
    }

    /// <summary>A key as a file has it: 32 bytes as base64, which <c>openssl rand -base64 32</c> makes.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    internal static byte[] ReadKey(string text) =>
        Convert.FromBase64String(text.Trim()) is { Length: 32 } key ? key : throw new FormatException();

    private static byte[] KeyOf(byte[] key, byte[] salt) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt, Encoding.ASCII.GetBytes("gruppera saved work"));
}

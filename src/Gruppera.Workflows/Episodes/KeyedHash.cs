using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>Texts as numbers that cannot be turned back: each run has a key of its own, so that no patient is kept in memory and none can
/// be found by trying all there are. Thread-safe.</summary>
internal sealed class KeyedHash
{
    private const int KeyLength = 32;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyLength);

    internal UInt128 Of(string text)
    {
        var length = KeyLength + Encoding.UTF8.GetByteCount(text);
        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        _key.CopyTo(bytes);
        Encoding.UTF8.GetBytes(text, bytes[KeyLength..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>Patient and hospital of a contact; null if either is missing.</summary>
    internal UInt128? Of(ContactRecord record) =>
        record.Patient.Length == 0 || record.Hospital.Length == 0 ? null : Of($"{record.Patient}\n{record.Hospital}");
}

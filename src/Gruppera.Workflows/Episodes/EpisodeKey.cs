using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Episodes;

/// <summary>Patient, hospital and day as one number, so that no patient is kept in memory.</summary>
internal static class EpisodeKey
{
    /// <summary>The key of a contact some days after its date; null where patient, hospital or date is missing.</summary>
    internal static UInt128? Of(ContactRecord record, int daysAfter = 0) =>
        record.Patient.Length == 0 || record.Hospital.Length == 0 || record.Admission is not { } date
            ? null
            : Hash($"{record.Patient}\n{record.Hospital}\n{date.DayNumber + daysAfter}");

    internal static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

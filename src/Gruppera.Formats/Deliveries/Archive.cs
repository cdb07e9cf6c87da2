using System.IO.Compression;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Deliveries;

/// <summary>Unpacks the tables of a zip archive into memory. A whole archive is refused where a path leaves it, where it unpacks to too
/// much, or where it is damaged; sizes are counted while unpacking, whatever the archive declares.</summary>
internal static class Archive
{
    private const int MaxEntries = 10_000;
    private const long SuspiciousLength = 100_000_000;
    private const long MaxRatio = 200;

    /// <summary>The files, or null with an issue.</summary>
    public static List<DeliveryFile>? Unpack(string path, long maxBytes, IssueList issues, bool isAnyFormat = false)
    {
        using var stream = File.OpenRead(path);
        return Unpack(stream, Path.GetFileName(path), maxBytes, issues, isAnyFormat);
    }

    /// <summary>The files of an archive that is open already, or null with an issue.</summary>
    public static List<DeliveryFile>? Unpack(Stream stream, string name, long maxBytes, IssueList issues, bool isAnyFormat = false)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries)
            {
                if (LeavesArchive(entry.FullName))
                    return Refuse(FormatIssues.PathOutsideArchive, entry.FullName);
            }

            if (zip.Entries.Count > MaxEntries)
                return Refuse(FormatIssues.ArchiveTooLarge, $"{zip.Entries.Count} files");
            if (zip.Entries.Sum(entry => Math.Max(0, entry.Length)) > maxBytes)
                return Refuse(FormatIssues.ArchiveTooLarge, $"over {maxBytes} bytes");
            var files = new List<DeliveryFile>();
            foreach (var entry in zip.Entries)
            {
                var file = new DeliveryFile(entry.Name, null, []);
                if (entry.Name.Length == 0 || file.IsJunk || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
                    continue;
                if (isAnyFormat || file.Format != FileFormat.None)
                {
                    file = file with { Unpacked = Unpack(entry, maxBytes) };
                    if (file.Unpacked is null)
                        return Refuse(FormatIssues.ArchiveTooLarge, entry.FullName);
                    maxBytes -= file.Unpacked.Length;
                }

                files.Add(file);
            }

            return files;
        }
        catch (InvalidDataException exception)
        {
            return Refuse(FormatIssues.TruncatedFile, FileFault.Detail(exception));
        }

        List<DeliveryFile>? Refuse(IssueCode code, string detail)
        {
            issues.Add(new(code, name, Detail: detail));
            return null;
        }
    }

    /// <summary>True for a workbook (a zip itself) that unpacks to too much. The framework stops at the length that an entry
    /// declares.</summary>
    public static bool IsTooLarge(Stream workbook, long maxBytes)
    {
        using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        return zip.Entries.Count > MaxEntries || zip.Entries.Sum(entry => Math.Max(0, entry.Length)) > maxBytes
            || zip.Entries.Any(entry => entry.Length > MostForItsSize(entry));
    }

    private static long MostForItsSize(ZipArchiveEntry entry) => Math.Max(SuspiciousLength, entry.CompressedLength * MaxRatio);

    private static bool LeavesArchive(string path) =>
        path.StartsWith('/') || path.StartsWith('\\') || path.Contains(':', StringComparison.Ordinal)
        || path.Split('/', '\\').Contains("..", StringComparer.Ordinal);

    private static byte[]? Unpack(ZipArchiveEntry entry, long maxBytes)
    {
        var most = Math.Min(Math.Min(maxBytes, MostForItsSize(entry)), Array.MaxLength - 1);
        if (entry.Length > most)
            return null;
        using var content = entry.Open();
        using var unpacked = new MemoryStream((int)Math.Clamp(entry.Length, 0, 1 << 24));
        var buffer = new byte[1 << 16];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            if (unpacked.Length + read > most)
                return null;
            unpacked.Write(buffer, 0, read);
        }

        var file = unpacked.Length == unpacked.Capacity ? unpacked.GetBuffer() : unpacked.ToArray();
        return file.Length == entry.Length && Crc32.Of(file) == entry.Crc32
            ? file
            : throw new InvalidDataException($"{entry.FullName} is not what the archive says it is");
    }
}

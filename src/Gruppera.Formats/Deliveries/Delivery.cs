using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Deliveries;

/// <summary>A delivery as named files: a folder, an archive, or a single JSON file or workbook.
/// Names are compared without regard to case.</summary>
/// <param name="Name">Name of the folder or file, without its path.</param>
/// <param name="Files">Its files in ordinal order of their names.</param>
public sealed record Delivery(string Name, ImmutableArray<DeliveryFile> Files)
{
    /// <summary>Opens a delivery: a folder, a zip, a JSON file or a workbook.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="maxUnpackedBytes">Most bytes that an archive may unpack to.</param>
    /// <param name="issues">Receives why it cannot be opened.</param>
    /// <returns>Null, with an issue, where there is none or it is refused.</returns>
    public static Delivery? Open(string path, long maxUnpackedBytes, IssueList issues)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(issues);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        try
        {
            if (Directory.Exists(path))
                return new(name, Sort(Folder(path)));
            var single = new DeliveryFile(name, path, null);
            if (!File.Exists(path))
                issues.Add(new(FormatIssues.NotADelivery, name, Detail: "no such file or folder"));
            else if (string.Equals(Path.GetExtension(name), ".zip", StringComparison.OrdinalIgnoreCase))
                return Archive.Unpack(path, maxUnpackedBytes, issues) is { } files ? new(name, Sort(files)) : null;
            else if (single.Format is FileFormat.Json or FileFormat.Excel)
                return new(name, [single]);
            else
                issues.Add(new(FormatIssues.NotADelivery, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            issues.Add(new(FormatIssues.UnreadableFile, name, Detail: FileFault.Detail(exception)));
        }

        return null;
    }

    /// <summary>Opens an archive that is open already; null, with an issue, where it is refused.</summary>
    internal static Delivery? Open(Stream archive, string name, long maxUnpackedBytes, IssueList issues) =>
        Archive.Unpack(archive, name, maxUnpackedBytes, issues) is { } files ? new(name, Sort(files)) : null;

    /// <summary>SHA-256 over names and contents of files, in ordinal order of the names, as lower-case hexadecimal digits.</summary>
    public static string Hash(IEnumerable<DeliveryFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        foreach (var file in Sort(files))
        {
            sha.AppendData(Encoding.UTF8.GetBytes(file.Name + "\0"));
            using var content = file.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
                sha.AppendData(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static ImmutableArray<DeliveryFile> Sort(IEnumerable<DeliveryFile> files) =>
        [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>The files of a folder, or of its one folder where it holds nothing else.</summary>
    private static IEnumerable<DeliveryFile> Folder(string path)
    {
        var files = Directory.GetFiles(path);
        if (files.Length == 0 && Directory.GetDirectories(path) is [var only])
            files = Directory.GetFiles(only);
        return files.Select(file => new DeliveryFile(Path.GetFileName(file), file, null)).Where(file => !file.IsJunk);
    }
}

using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Gruppera.Formats.Files;

namespace Gruppera.Workflows.Backups;

/// <summary>A folder that goes into a backup, or comes out of one.</summary>
/// <param name="Name">What the backup calls it: <c>home</c>, <c>saved</c> or <c>audit</c>.</param>
/// <param name="Path">Where it lies.</param>
public sealed record BackupFolder(string Name, string Path);

/// <summary>What a backup has of a folder. Immutable.</summary>
/// <param name="Name">What the backup calls it.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Bytes">Bytes of them together.</param>
/// <param name="Path">Where they were read, or have been restored; empty where they were left out.</param>
/// <param name="Aside">Where what stood there before has gone; empty where nothing did.</param>
public sealed record BackupPart(string Name, long Files, long Bytes, string Path, string Aside = "");

/// <summary>All that an operator has to keep, as one archive: tar with a last entry that has the SHA-256 of every file, so that an archive
/// that is cut or damaged is never restored. What is only for a running program (locks, unpacked libraries, files that are being written)
/// is left out. A server may run meanwhile: each file is as it was at one time. Thread-safe.</summary>
public static class Backup
{
    private const string Sums = "SHA256SUMS";
    private static readonly string[] LeftOut = ["native", "locks"];

    /// <summary>Writes a backup.</summary>
    /// <param name="output">Takes it, uncompressed.</param>
    /// <param name="folders">The folders; one that is not there is empty.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="IOException">A file cannot be read, or the backup not be written.</exception>
    public static ImmutableArray<BackupPart> Write(Stream output, IEnumerable<BackupFolder> folders, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var (parts, sums) = (ImmutableArray.CreateBuilder<BackupPart>(), new StringBuilder());
        using var tar = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
        foreach (var folder in folders)
        {
            var (files, bytes) = (0L, 0L);
            foreach (var path in FilesOf(folder.Path))
            {
                stop.ThrowIfCancellationRequested();
                if (Open(path) is not { } file)
                    continue;
                using var content = new CountedStream(file, file.Length);
                var name = $"{folder.Name}/{Path.GetRelativePath(folder.Path, path).Replace('\\', '/')}";
                var entry = new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = content,
                    ModificationTime = new(File.GetLastWriteTimeUtc(path)),
                };
                if (!OperatingSystem.IsWindows())
                    entry.Mode = File.GetUnixFileMode(file.SafeFileHandle);
                tar.WriteEntry(entry);
                sums.Append(content.Hash).Append("  ").Append(name).Append('\n');
                (files, bytes) = (files + 1, bytes + content.Length);
            }

            parts.Add(new(folder.Name, files, bytes, folder.Path));
        }

        using var listed = new MemoryStream(Encoding.UTF8.GetBytes(sums.ToString()));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Sums) { DataStream = listed });
        return parts.ToImmutable();
    }

    /// <summary>Restores a backup: all that is asked for, once the whole archive has been read and is what was written, or
    /// nothing.</summary>
    /// <param name="input">The backup, compressed with gzip or not.</param>
    /// <param name="folders">Where the folders go; those that are not named are left out.</param>
    /// <param name="replace">True to put a folder that is there aside.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="RefusedException">It is no backup, is cut or damaged, or a folder is there.</exception>
    /// <exception cref="IOException">Something cannot be written.</exception>
    public static ImmutableArray<BackupPart> Restore(
        FileStream input, ImmutableArray<BackupFolder> folders, bool replace, CancellationToken stop)
    {
        foreach (var folder in folders.Where(folder => !replace && Directory.Exists(folder.Path)
            && Directory.EnumerateFileSystemEntries(folder.Path).Any()))
        {
            throw new RefusedException(
                $"{folder.Path} has files already. Name another folder, or put what is there aside and restore over it.");
        }

        var made = folders.ToDictionary(folder => folder.Name, folder => $"{Path.GetFullPath(folder.Path)}.restore-{Guid.NewGuid():N}");
        try
        {
            var parts = Unpack(input, made, stop);
            return [.. parts.Select(part => made.TryGetValue(part.Name, out var from)
                ? Place(part, from, folders.First(folder => folder.Name == part.Name).Path) : part)];
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Damaged();
        }
        finally
        {
            foreach (var folder in made.Values.Where(Directory.Exists))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static RefusedException Damaged() => new("This is no backup, or it is cut or damaged. Nothing was restored.");

    private static List<BackupPart> Unpack(FileStream input, Dictionary<string, string> made, CancellationToken stop)
    {
        var (found, parts, isWhole) = (new StringBuilder(), new List<BackupPart>(), false);
        using var tar = new TarReader(Unpacked(input), leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            stop.ThrowIfCancellationRequested();
            var content = entry.DataStream ?? Stream.Null;
            if (entry.Name == Sums)
            {
                using var reader = new StreamReader(content, Encoding.UTF8);
                isWhole = reader.ReadToEnd() == found.ToString();
                continue;
            }

            var names = entry.Name.Split('/');
            if (isWhole || entry.EntryType != TarEntryType.RegularFile || names.Length < 2
                || Array.Exists(names, name => name is "" or "." or ".." || name.AsSpan().ContainsAny('\\', ':', '\0')))
                throw Damaged();
            var hashed = new CountedStream(content, entry.Length);
            if (made.TryGetValue(names[0], out var folder))
                Write(hashed, Path.Combine([folder, .. names[1..]]), entry);
            else
                hashed.CopyTo(Stream.Null);
            found.Append(hashed.Hash).Append("  ").Append(entry.Name).Append('\n');
            if (parts.Count == 0 || parts[^1].Name != names[0])
                parts.Add(new(names[0], 0, 0, ""));
            parts[^1] = parts[^1] with { Files = parts[^1].Files + 1, Bytes = parts[^1].Bytes + entry.Length };
        }

        return isWhole ? parts : throw Damaged();
    }

    private static void Write(Stream content, string path, TarEntry entry)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
        using (var file = PrivateFile.Create(path))
        {
            content.CopyTo(file);
            PrivateFile.Flush(file);
        }

        File.SetLastWriteTimeUtc(path, entry.ModificationTime.UtcDateTime);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, entry.Mode & (UnixFileMode)0x1FF);
    }

    private static BackupPart Place(BackupPart part, string from, string path)
    {
        var aside = "";
        if (Directory.Exists(path))
        {
            if (Directory.EnumerateFileSystemEntries(path).Any())
                Directory.Move(path, aside = $"{Path.GetFullPath(path)}.before-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}");
            else
                Directory.Delete(path);
        }

        Directory.Move(from, path);
        return part with { Path = path, Aside = aside };
    }

    private static Stream Unpacked(FileStream input)
    {
        var isPacked = input.ReadByte() == 0x1F;
        input.Position = 0;
        return isPacked ? new GZipStream(input, CompressionMode.Decompress, leaveOpen: true) : input;
    }

    /// <summary>Files in the order of their names: the same folder makes the same backup.</summary>
    private static IEnumerable<string> FilesOf(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(folder, "*", all).Where(path =>
        {
            var names = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
            return !LeftOut.Contains(names[0]) && !Array.Exists(names, name => name.StartsWith('.'));
        }).Order(StringComparer.Ordinal);
    }

    /// <summary>Opens a file; null where it has been removed meanwhile.</summary>
    private static FileStream? Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

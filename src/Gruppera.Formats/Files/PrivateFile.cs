namespace Gruppera.Formats.Files;

/// <summary>Files that nobody but their owner may read, such as those of patients. Thread-safe.</summary>
public static class PrivateFile
{
    /// <summary>Read and write for the owner alone.</summary>
    internal const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>True for a time, in UTC, so long ago that what was written then was left by a run that was killed: a day.</summary>
    internal static bool IsLongAgo(DateTime time) => time < TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1);

    /// <summary>Makes a file and opens it for writing. On Windows the rights are those of its folder.</summary>
    /// <param name="path">Where no file is yet.</param>
    /// <exception cref="IOException">There is one already, or it cannot be made.</exception>
    public static FileStream Create(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode;
        return new(path, options);
    }

    /// <summary>Makes a folder, and those above it, that nobody but their owner may look into; one that is there stays as it is.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string MakeFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Waits until what was written to a file is on the disk.</summary>
    /// <exception cref="IOException">It is not there: the disk is full, or reports an error.</exception>
    public static void Flush(FileStream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Durable.Flush(file);
    }

    /// <summary>Makes a file to write and read again, that is gone when it is closed or the process ends.</summary>
    internal static FileStream CreateTemporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), TemporaryName()), options);
        // Where a file can be open without a name, nothing of it stays even if the process is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(file.Name);
        return file;
    }

    /// <summary>The mode that a new file in a folder gets, which umask and the folder's own rules decide: seen on an empty one.</summary>
    internal static UnixFileMode UsualMode(string folder)
    {
        if (OperatingSystem.IsWindows())
            return Mode;
        var probe = Path.Combine(folder, TemporaryName());
        try
        {
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write))
                return File.GetUnixFileMode(probe);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    /// <summary>Removes what runs that were killed have left in a folder under <see cref="TemporaryName"/>: files that nobody has open, and
    /// has written to for long (<see cref="IsLongAgo"/>).</summary>
    internal static void Sweep(string folder)
    {
        // A folder that may be written to and not looked into is left as it is.
        var all = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        foreach (var left in new DirectoryInfo(folder).EnumerateFiles(".gruppera-*.tmp", all))
        {
            try
            {
                if (!IsLongAgo(left.LastWriteTimeUtc))
                    continue;
                left.Open(FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
                left.Delete();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it, or it is another's.
            }
        }
    }

    /// <summary>A name that no other file has.</summary>
    internal static string TemporaryName() => $".gruppera-{Guid.NewGuid():N}.tmp";
}

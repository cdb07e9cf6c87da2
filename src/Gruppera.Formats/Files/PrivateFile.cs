namespace Gruppera.Formats.Files;

/// <summary>Files that nobody but their owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>Read and write for the owner alone.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a file that is not there yet.</summary>
    public static FileStream Create(string path)
    {
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

    /// <summary>The mode that a new file in a folder gets, which umask and the folder's own rules decide: seen on an empty one.</summary>
    public static UnixFileMode UsualMode(string folder)
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

    /// <summary>A name that no other file has.</summary>
    public static string TemporaryName() => $".gruppera-{Guid.NewGuid():N}.tmp";
}

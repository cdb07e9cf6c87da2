namespace Gruppera.Formats.Files;

/// <summary>A folder of files that is there whole or not at all: filled under a temporary name beside its own, which <see cref="Commit"/>
/// gives it. One that stands there stays until the new one is in place. Not thread-safe.</summary>
internal sealed class AtomicFolder : IDisposable
{
    private const string New = ".new";
    private const string Old = ".old";
    private const string Gone = ".gone";
    private readonly string _target;
    private readonly string _parent;

    /// <summary>Makes the temporary folder, which nobody else may look into, and removes those that runs which were killed left a day
    /// ago.</summary>
    public AtomicFolder(string target)
    {
        _target = System.IO.Path.TrimEndingDirectorySeparator(Place.Target(target));
        _parent = System.IO.Path.GetDirectoryName(_target)!;
        foreach (var left in Leftovers(_target).Where(left =>
            !left.EndsWith(Old, StringComparison.Ordinal) && PrivateFile.IsLongAgo(Directory.GetLastWriteTimeUtc(left))))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is another's.
            }
        }

        Path = Hidden(_target, New);
        PrivateFile.MakeFolder(Path);
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Puts the folder in place.</summary>
    /// <param name="mode">Mode of folder and files; null to let them follow the umask.</param>
    public void Commit(UnixFileMode? mode = null)
    {
        SetModes(mode);
        foreach (var file in Directory.GetFiles(Path))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            Durable.Flush(handle);
        }

        Durable.FlushFolder(Path);
        var aside = Hidden(_target, Old);
        var hasOld = Directory.Exists(_target);
        if (hasOld)
            Directory.Move(_target, aside);
        try
        {
            Directory.Move(Path, _target);
        }
        catch when (hasOld)
        {
            Directory.Move(aside, _target);
            throw;
        }

        try
        {
            Durable.FlushFolder(_parent);
        }
        finally
        {
            if (hasOld)
                Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>Removes what was not put in place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    /// <summary>Removes a folder in one stroke; false if there is none.</summary>
    public static bool Remove(string target)
    {
        if (!Directory.Exists(target))
            return false;
        var gone = Hidden(target, Gone);
        Directory.Move(target, gone);
        Directory.Delete(gone, recursive: true);
        return true;
    }

    /// <summary>Puts right what a run that was killed has left of a folder: the old one goes back where the new one is not in place.
    /// Nobody else may be at work on it.</summary>
    public static void Recover(string target)
    {
        foreach (var left in Leftovers(target))
        {
            if (left.EndsWith(Old, StringComparison.Ordinal) && !Directory.Exists(target))
                Directory.Move(left, target);
            else
                Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>What a run that was killed has left of a folder, or one that is at work has so far.</summary>
    public static string[] Leftovers(string target)
    {
        var parent = System.IO.Path.GetDirectoryName(target)!;
        return Directory.Exists(parent)
            ? [.. new[] { Old, New, Gone }.SelectMany(end =>
                Directory.GetDirectories(parent, $".{System.IO.Path.GetFileName(target)}.*{end}"))] : [];
    }

    private static string Hidden(string target, string end) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(target)!, $".{System.IO.Path.GetFileName(target)}.{Guid.NewGuid():N}{end}");

    /// <summary>What the folder and its files are to be like: made anew where the umask decides, since it cannot be asked.</summary>
    private void SetModes(UnixFileMode? mode)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var like = mode ?? PrivateFile.UsualMode(_parent);
        foreach (var file in Directory.GetFiles(Path))
            File.SetUnixFileMode(file, like & ~execute);
        // Who may read a file may look into its folder.
        File.SetUnixFileMode(Path, mode is null && Directory.Exists(_target)
            ? File.GetUnixFileMode(_target)
            : like | (UnixFileMode)(((int)like & 0b100_100_100) >> 2));
    }
}

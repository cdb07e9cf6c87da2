using Gruppera.Formats.Files;

namespace Gruppera.Web.Files;

/// <summary>A folder that is one server's alone and goes with it. A server that is killed cannot remove its own: the next one that starts
/// does, as nobody holds its lock any more.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Name = "gruppera-files-";
    private const string LockName = "lock";
    private readonly string _root = Directory.CreateTempSubdirectory(Name).FullName;
    private readonly FileStream _lock;

    /// <exception cref="IOException">It cannot be made.</exception>
    internal TemporaryFolder()
    {
        _lock = Lock(_root, FileMode.CreateNew);
        Path = PrivateFile.MakeFolder(System.IO.Path.Combine(_root, "files"));
    }

    internal string Path { get; }

    /// <summary>Removes what servers have left that run no more.</summary>
    internal static void Sweep()
    {
        var mine = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Name + "*", mine))
        {
            try
            {
                using (Lock(folder, FileMode.Open))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its server runs, or it is another's.
            }
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);
}

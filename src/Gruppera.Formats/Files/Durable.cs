using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gruppera.Formats.Files;

/// <summary>Sees to it that files outlast a power cut. Thread-safe.</summary>
/// <remarks>On Linux the C library is asked itself: .NET 10 takes a refusal for done (<c>SystemNative_FSync</c> in pal_io.c of
/// dotnet/runtime gives what came of comparing the answer with 0), so that a full or broken disk would go unseen.</remarks>
internal static class Durable
{
    private const int Interrupted = 4;

    /// <summary>What file systems and devices say that have nothing to wait for: EINVAL, EROFS, ENOTSUP.</summary>
    private static ReadOnlySpan<int> NothingToDo => [22, 30, 95];

    /// <summary>Waits until what was written to a file is on the disk.</summary>
    /// <exception cref="IOException">It is not there: the disk is full, or reports an error.</exception>
    internal static void Flush(FileStream file)
    {
        file.Flush();
        Flush(file.SafeFileHandle);
    }

    /// <inheritdoc cref="Flush(FileStream)"/>
    internal static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        var isHeld = false;
        file.DangerousAddRef(ref isHeld);
        try
        {
            Sync((int)file.DangerousGetHandle());
        }
        finally
        {
            file.DangerousRelease();
        }
    }

    /// <summary>Waits until names given in a folder are on the disk, where the system can.</summary>
    /// <exception cref="IOException">They are not.</exception>
    internal static void FlushFolder(string folder)
    {
        var handle = OperatingSystem.IsLinux() ? open(folder, 0, 0) : -1;
        if (handle < 0)
            return;
        try
        {
            Sync(handle);
        }
        finally
        {
            _ = close(handle);
        }
    }

    private static void Sync(int handle)
    {
        while (fsync(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (NothingToDo.Contains(error))
                return;
            if (error != Interrupted)
                throw new IOException($"fsync: error {error}", error);
        }
    }

#pragma warning disable IDE1006, SYSLIB1054, CA5392 // names and ways of the C library
    [DllImport("libc")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    private static extern int close(int handle);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}

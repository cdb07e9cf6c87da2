using Microsoft.Win32.SafeHandles;

namespace Gruppera.Formats.Files;

/// <summary>Standard input and output as they are: the console's own streams hide that nobody reads any more, and that one was closed
/// before the process began (its number then belongs to something else).</summary>
public static class StandardStreams
{
    private const int BrokenPipe = 32;
    private const int ClosedOnExecute = 0x80000;

    /// <summary>Standard input; empty if it is closed.</summary>
    public static Stream OpenInput() => IsClosed(0) ? Stream.Null : Console.OpenStandardInput();

    /// <summary>Standard output, unbuffered. Where its reader is gone, writing throws: see <see cref="IsBroken"/>.</summary>
    /// <exception cref="IOException">It is closed.</exception>
    public static Stream OpenOutput()
    {
        if (IsClosed(1))
            throw new IOException("standard output is closed");
        return OperatingSystem.IsLinux() && Console.IsOutputRedirected && Place.Of("/proc/self/fd/1").Kind == PlaceKind.Stream
            ? new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 0)
            : Console.OpenStandardOutput();
    }

    /// <summary>True if standard input (0), output (1) or error (2) was closed before the process began: what stands there now is the
    /// runtime's own, which no process inherits.</summary>
    public static bool IsClosed(int number)
    {
        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{number}")
                .FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return flags is not null && (Convert.ToInt64(flags["flags:".Length..].Trim(), 8) & ClosedOnExecute) != 0;
        }
        catch (FileNotFoundException)
        {
            return OperatingSystem.IsLinux();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return false;
        }
    }

    /// <summary>True if an exception says that the reader of a pipe is gone.</summary>
    public static bool IsBroken(IOException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.HResult == BrokenPipe;
    }

    /// <summary>True for a path that is standard output by another name.</summary>
    internal static bool IsOutput(string path) => path is "-" or "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1";

    /// <summary>True for a path of what the process has open already: it must not be replaced by a file.</summary>
    internal static bool IsOpen(string path) =>
        path.StartsWith("/dev/std", StringComparison.Ordinal) || path.StartsWith("/dev/fd/", StringComparison.Ordinal)
        || path.StartsWith("/proc/", StringComparison.Ordinal);
}

using System.Net.Sockets;

namespace Gruppera.Formats.Files;

/// <summary>Why a file, folder or port cannot be had, in words of the program in place of those of the system. Thread-safe.</summary>
public static class FileFault
{
    /// <summary>What the program itself throws has no number of the system.</summary>
    private const int Own = unchecked((int)0x80131620);

    private const int WindowsFull = unchecked((int)0x80070070);
    private const int WindowsShared = unchecked((int)0x80070020);
    private const int WindowsLocked = unchecked((int)0x80070021);

    /// <summary>The reason as a part of a sentence; null where the exception is about no file.</summary>
    /// <param name="exception">What the system threw.</param>
    public static Text? Why(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            DirectoryNotFoundException or DriveNotFoundException => "there is no such folder: make it, or correct the name",
            FileNotFoundException => "there is no such file: check the name and the folder",
            PathTooLongException => TooLong,
            UnauthorizedAccessException => NotAllowed,
            IOException { InnerException: SocketException socket } => OfSocket(socket),
            SocketException socket => OfSocket(socket),
            IOException { HResult: Own } => null,
            IOException other => OfError(other.HResult),
            _ => null,
        };
    }

    /// <summary>True where there is no room left on the disk.</summary>
    /// <param name="exception">What the system threw.</param>
    public static bool IsFull(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is IOException { HResult: WindowsFull } or IOException { HResult: 27 or 28 or 122 };
    }

    /// <summary>What went wrong with a file, for the detail of an issue.</summary>
    internal static string Detail(Exception exception) => exception switch
    {
        System.Xml.XmlException or InvalidDataException { Source: "System.IO.Compression" } => "truncated or damaged",
        System.Text.Json.JsonException { LineNumber: { } line } => $"line {line + 1}: not JSON",
        _ => Why(exception)?.ToString() ?? exception.Message,
    };

    private static Text OfError(int number) => number switch
    {
        WindowsFull => Full,
        WindowsShared or WindowsLocked => Busy,
        _ when OperatingSystem.IsWindows() => Other(number & 0xFFFF),
        5 => "the device reports an error",
        11 or 16 or 26 => Busy,
        20 => "a part of the path is a file, not a folder",
        21 => IsFolder,
        23 or 24 => "too many files are open",
        27 or 28 or 122 => Full,
        30 => "the place may only be read",
        36 => TooLong,
        _ => Other(number < 0 ? number & 0xFFFF : number),
    };

    private static Text OfSocket(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program listens there",
        SocketError.AccessDenied => NotAllowed,
        SocketError.AddressNotAvailable => "this computer has no such address",
        SocketError.ConnectionRefused => "nothing answers there",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "there is no computer of that name",
        SocketError.TimedOut => "it does not answer in time",
        _ => Other(socket.ErrorCode),
    };

    private static Text NotAllowed => "it is not allowed: ask for the right to it, or choose another place";

    private static Text Full => "the disk is full: make room, or choose another place";

    private static Text Busy => "another program has it open: close it there";

    /// <summary>That a file was needed, and a folder is there.</summary>
    public static Text IsFolder => "it is a folder: give a file";

    private static Text TooLong => "the name is too long";

    private static Text Other(int number) => $"the system reports error {number}";
}

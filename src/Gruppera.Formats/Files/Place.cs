using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gruppera.Formats.Files;

/// <summary>What stands at a path.</summary>
internal enum PlaceKind
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, device or socket: what is written to it is gone, and what is read from it is read once.</summary>
    Stream,
}

/// <summary>What stands at a path, links followed, and which file it is whatever the path.</summary>
/// <remarks>Linux tells by <c>statx</c>; elsewhere paths are compared.</remarks>
public readonly record struct Place
{
    private const int CurrentFolder = -100;
    private const uint BasicFacts = 0x7FF;
    private const int FactsLength = 256;

    private Place(PlaceKind kind, string path, ulong device = 0, ulong node = 0, int group = -1) =>
        (Kind, Path, Device, Node, Group) = (kind, path, device, node, group);

    internal PlaceKind Kind { get; }

    /// <summary>Group of the owner; -1 if it is not known.</summary>
    internal int Group { get; }

    private string Path { get; }

    private ulong Device { get; }

    private ulong Node { get; }

    /// <summary>True if two paths lead to the same file, also through links. Paths with nothing there are the same where they are
    /// written alike.</summary>
    public static bool AreSame(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (a, b) = (Of(one), Of(other));
        return a.Kind == b.Kind && a.Kind is PlaceKind.Nothing or PlaceKind.File
            && (a.Node > 0 ? (a.Device, a.Node) == (b.Device, b.Node) : a.Path == b.Path);
    }

    /// <summary>True if what stands at a path can be read only once: a pipe, a device, or <c>-</c> for standard input.</summary>
    public static bool IsReadOnce(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path == "-" || Of(path).Kind == PlaceKind.Stream;
    }

    internal static Place Of(string path)
    {
        var full = Target(path);
        if (OperatingSystem.IsLinux())
        {
            var facts = new byte[FactsLength];
            return statx(CurrentFolder, path, 0, BasicFacts, facts) == 0 ? Read(facts, full) : new(PlaceKind.Nothing, full);
        }

        return new(
            full.StartsWith("/dev/", StringComparison.Ordinal) ? PlaceKind.Stream : Directory.Exists(full)
                ? PlaceKind.Folder
                : File.Exists(full) ? PlaceKind.File : PlaceKind.Nothing,
            full);
    }

    /// <summary>The path behind symbolic links, whether anything stands there or not.</summary>
    internal static string Target(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }

    /// <summary>Gives a file the group that another had, where that is allowed.</summary>
    internal static void SetGroup(string path, int group)
    {
        if (!OperatingSystem.IsWindows())
            _ = chown(path, -1, group);
    }

    private static Place Read(ReadOnlySpan<byte> facts, string path) => new(
        (BinaryPrimitives.ReadUInt16LittleEndian(facts[28..]) & 0xF000) switch
        {
            0x8000 => PlaceKind.File,
            0x4000 => PlaceKind.Folder,
            _ => PlaceKind.Stream,
        },
        path,
        MemoryMarshal.Read<ulong>(facts[136..]),
        MemoryMarshal.Read<ulong>(facts[32..]),
        MemoryMarshal.Read<int>(facts[24..]));

#pragma warning disable IDE1006, SYSLIB1054, CA5392 // names and ways of the C library
    [DllImport("libc")]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] facts);

    [DllImport("libc")]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int owner, int group);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}

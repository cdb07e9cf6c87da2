using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using Gruppera.Formats.Sets;

namespace Gruppera.Cli;

/// <summary>The library of DuckDB within a program that is one file: unpacked when it is first asked for, into the folder <c>native</c> of
/// the store, or where that cannot be written, for this run alone. Commands that ask no database never unpack it. Thread-safe.</summary>
internal static class NativeParts
{
    internal const string Resource = "duckdb.gz";

    /// <summary>The names that .NET tries, in its order.</summary>
    private static readonly string[] OpenSsl =
        [$"libssl.so.{Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE")}", "libssl.so.3", "libssl.so.1.1"];

    private static readonly Lazy<nint> Library = new(Load);

    /// <summary>Offers the library to whoever asks for one that stands nowhere as a file.</summary>
    internal static void Serve() =>
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == "duckdb" ? Library.Value : 0;

    /// <summary>True where the hashes of .NET find what they need: on Linux OpenSSL, without which the process would be ended at
    /// once.</summary>
    internal static bool IsOpenSslThere() => !OperatingSystem.IsLinux()
        || Array.Exists(OpenSsl, name => NativeLibrary.TryLoad(name, out _));

    /// <summary>Unpacks a compressed library into a folder, whole or not at all, and never twice.</summary>
    /// <returns>Path of the library.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    internal static string Unpack(Stream packed, string folder)
    {
        var content = Convert.ToHexStringLower(SHA256.HashData(packed))[..16];
        var path = Path.Combine(folder, $"duckdb-{content}");
        if (File.Exists(path))
            return path;
        packed.Position = 0;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var work = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var file = new FileStream(work, FileMode.CreateNew))
            using (var plain = new GZipStream(packed, CompressionMode.Decompress))
                plain.CopyTo(file);
            File.Move(work, path, overwrite: true);
        }
        finally
        {
            File.Delete(work);
        }

        return path;
    }

    private static nint Load()
    {
        using var packed = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);
        if (packed is null)
            return 0;
        try
        {
            return NativeLibrary.Load(Unpack(packed, Path.Combine(SetStore.Default.Root, "native")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            // A store on a disk that may not be written, or from which nothing may be run.
            var folder = Directory.CreateTempSubdirectory("gruppera-").FullName;
            packed.Position = 0;
            var library = NativeLibrary.Load(Unpack(packed, folder));
            if (!OperatingSystem.IsWindows())
                Directory.Delete(folder, recursive: true);
            return library;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Gruppera.Tests;

/// <summary>The licensed definition tables, read in place where they lie beside the project, or where <c>GRUPPERA_SHARED</c> names the
/// folder they lie in; tests that need them are skipped where they are not.</summary>
internal static class Licensed
{
    private static readonly string Folder = Find();

    /// <summary>Path of a pack, or skips the running test. Not to be asked for within an assertion, which would take the skip for a
    /// failure.</summary>
    public static string Pack(string name)
    {
        Assert.SkipUnless(Directory.Exists(Folder), "the licensed definition tables (../shared/norddrg) are not here");
        return Path.Combine(Folder, name);
    }

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(
        Path.Combine(Environment.GetEnvironmentVariable("GRUPPERA_SHARED") ?? "../shared", "norddrg"),
        Path.GetFullPath("../..", Path.GetDirectoryName(here)!));
}

using System.Runtime.CompilerServices;

namespace Gruppera.Tests;

/// <summary>The licensed definition tables, read in place where they lie beside the project; tests that need them are skipped where they do not.</summary>
internal static class Licensed
{
    private static readonly string? Folder = Find();

    /// <summary>Path of a pack, or skips the running test.</summary>
    public static string Pack(string name)
    {
        Assert.SkipWhen(Folder is null, "the licensed definition tables (../shared/norddrg) are not here");
        return Path.Combine(Folder!, name);
    }

    private static string? Find([CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/norddrg"));
        return Directory.Exists(folder) ? folder : null;
    }
}

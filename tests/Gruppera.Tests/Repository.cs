using System.Runtime.CompilerServices;
using Gruppera.Presentation.Texts;

namespace Gruppera.Tests;

/// <summary>The files of the project that tests read: specs, documents, sources.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    /// <summary>Swedish, as its file has it.</summary>
    public static Language Swedish => Languages.Find("sv")!;
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}

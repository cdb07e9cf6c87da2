namespace Gruppera.Tests;

/// <summary>The pages of the project: every Markdown file that is not made by a build.</summary>
internal static class MarkdownPages
{
    private static readonly string[] Not = ["artifacts", "bin", "node_modules", "obj", "TestResults", ".git", ".vs"];

    /// <summary>Paths from the root, with slashes, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. In(Repository.PathOf(".")).Select(path => Path.GetRelativePath(Repository.PathOf("."), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Concat(Directory.EnumerateDirectories(folder).Where(each => !Not.Contains(Path.GetFileName(each))).SelectMany(In));
}

namespace Gruppera.Tests;

/// <summary>What holds for every source file under src.</summary>
public class SourcesTest
{
    /// <summary>As .editorconfig says, which no tool holds.</summary>
    private const int LongestLine = 140;

    [Fact]
    public void No_line_is_too_long_to_read()
    {
        string[] kinds = [".cs", ".cshtml", ".js", ".css"];
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
            .Where(path => kinds.Contains(Path.GetExtension(path)) && !path.Contains("node_modules", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var found = files.SelectMany(path => File.ReadLines(path).Index().Where(line => line.Item.Length > LongestLine)
            .Select(line => $"{Path.GetRelativePath(Repository.PathOf("."), path)}:{line.Index + 1}: {line.Item.Length} characters"))
            .ToList();
        Assert.True(found.Count == 0, $"{found.Count} lines are longer than {LongestLine} characters:\n{string.Join('\n', found)}");
    }
}

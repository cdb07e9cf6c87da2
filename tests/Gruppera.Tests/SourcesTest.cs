using System.Text.RegularExpressions;

namespace Gruppera.Tests;

/// <summary>What holds for every source file under src.</summary>
public partial class SourcesTest
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

    [Fact]
    public void Every_document_that_a_source_cites_is_there_with_the_section()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal));
        var cited = files.SelectMany(path => Citation().Matches(File.ReadAllText(path)).Select(match => (Path: path, Match: match))).ToList();
        var missing = cited.Where(each => !IsThere(each.Match.Groups["document"].Value, each.Match.Groups["section"].Value))
            .Select(each => $"{Path.GetRelativePath(Repository.PathOf("."), each.Path)}: {each.Match.Value}").ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.InRange(cited.Count, 90, int.MaxValue);
    }

    [Fact]
    public void A_type_stands_once_and_in_a_file_of_its_name_or_of_the_type_that_it_belongs_to()
    {
        var declared = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.EndsWith(".cshtml.cs", StringComparison.Ordinal))
            .Select(path => (Path: path, Stem: Path.GetFileName(path).Split('.')[0],
                Types: Declaration().Matches(File.ReadAllText(path)).Select(match => match.Groups["type"].Value).Distinct().ToList()))
            .Where(each => each.Types.Count > 0).ToList();
        Assert.Empty(declared.Where(each => !each.Types.Contains(each.Stem)).Select(each => each.Path));
        Assert.Empty(declared.SelectMany(each => each.Types.Select(type => (type, Stem: Path.Combine(Path.GetDirectoryName(each.Path)!, each.Stem))))
            .Distinct().GroupBy(each => each.type).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static bool IsThere(string document, string section) =>
        File.Exists(Repository.PathOf(document))
            && (section.Length == 0 || Repository.Read(document).Contains($"\n## {section}. ", StringComparison.Ordinal)
                || Repository.Read(document).Contains($"\n### {section} ", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<document>[\w/-]+\.md)\b(?:,?\s+(?:///\s+)?§(?<section>\d+(?:\.\d+)?))?")]
    private static partial Regex Citation();

    [GeneratedRegex(@"^(?:public|internal) (?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|record struct|record|struct|enum|interface) (?<type>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}

using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Gruppera.Tests;

/// <summary>Every link within the project leads to a file that is there, and every anchor to a heading of it.</summary>
public class DocsLinksTest
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    private static readonly Dictionary<string, MarkdownDocument> Documents = MarkdownPages.All.ToDictionary(page => page, page => Markdown.Parse(Repository.Read(page), Pipeline));

    private static readonly Dictionary<string, HashSet<string>> AnchorsOf = Documents.ToDictionary(page => page.Key, page => Anchors(page.Value).ToHashSet());

    [Fact]
    public void Every_link_and_anchor_leads_somewhere()
    {
        var links = Documents.SelectMany(page => LinksOf(page.Value).Select(link => (Page: page.Key, Link: link))).ToList();
        Assert.True(links.Count > 300, $"{links.Count} links");
        Assert.Empty(links.Where(each => !IsThere(each.Page, each.Link.Url!)).Select(each => $"{each.Page}:{each.Link.Line + 1}: {each.Link.Url}"));
    }

    /// <summary>The start page is the list of pages, from which the site has its navigation.</summary>
    [Fact]
    public void The_start_page_names_every_page_once()
    {
        var named = LinksOf(Documents["docs/README.md"]).Select(link => link.Url!.Split('#')[0]).Where(url => url.EndsWith(".md", StringComparison.Ordinal))
            .Select(url => Target("docs/README.md", url)).Where(IsOfTheSite).ToList();
        var pages = Documents.Keys.Where(page => page != "docs/README.md" && IsOfTheSite(page)).ToList();
        Assert.True(pages.Count > 40, $"{pages.Count} pages");
        Assert.Empty(pages.Except(named).Select(page => $"docs/README.md does not name {page}: add a line to the part that it belongs to"));
        Assert.Empty(named.GroupBy(page => page).Where(same => same.Count() > 1).Select(same => same.Key));

        static bool IsOfTheSite(string page) => page.StartsWith("docs/", StringComparison.Ordinal) && !page.StartsWith("docs/decisions/", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A contact", "a-contact")]
    [InlineData("Why: `gruppera explain`", "why-gruppera-explain")]
    [InlineData("2. Åtgärder, 5 % (KVÅ)", "2-åtgärder-5--kvå")]
    public void Anchors_are_made_as_those_of_common_forges(string heading, string anchor) => Assert.Equal([anchor], Anchors(Markdown.Parse("# " + heading, Pipeline)));

    [Fact]
    public void Links_that_lead_nowhere_are_found()
    {
        Assert.False(IsThere("docs/README.md", "none.md"));
        Assert.False(IsThere("docs/README.md", "concepts.md#none"));
        Assert.True(IsThere("docs/README.md", "concepts.md#concepts"));
        Assert.Equal(["same", "same-1"], Anchors(Markdown.Parse("# Same\n\n# Same\n", Pipeline)));
    }

    private static IEnumerable<LinkInline> LinksOf(MarkdownDocument document) => document.Descendants<LinkInline>()
        .Where(link => link.Url is { Length: > 0 } url && !url.Contains("://", StringComparison.Ordinal) && !url.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool IsThere(string page, string url)
    {
        var parts = url.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Target(page, parts[0]);
        return (File.Exists(Repository.PathOf(target)) || Directory.Exists(Repository.PathOf(target)))
            && (parts.Length == 1 || (AnchorsOf.TryGetValue(target, out var anchors) && anchors.Contains(Uri.UnescapeDataString(parts[1]))));
    }

    private static string Target(string page, string url) =>
        Path.GetRelativePath(Repository.PathOf("."), Path.GetFullPath(Path.Combine(Repository.PathOf("."), Path.GetDirectoryName(page)!, Uri.UnescapeDataString(url)))).Replace('\\', '/');

    private static List<string> Anchors(MarkdownDocument document)
    {
        var anchors = new List<string>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = string.Concat(heading.Inline!.Descendants().Select(inline => inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                _ => "",
            }));
            var slug = new StringBuilder();
            foreach (var letter in text.ToLowerInvariant())
                if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
                    slug.Append(letter);
                else if (letter == ' ')
                    slug.Append('-');
            var (anchor, number) = (slug.ToString(), 0);
            while (anchors.Contains(anchor))
                anchor = $"{slug}-{++number}";
            anchors.Add(anchor);
        }

        return anchors;
    }
}

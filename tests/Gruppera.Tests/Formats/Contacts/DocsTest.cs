using System.Text.RegularExpressions;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>The documents of formats say what the program does.</summary>
public partial class DocsTest
{
    private static readonly string Layouts = Repository.Read("docs/formats/layouts.md");
    private static readonly string Contacts = Repository.Read("docs/formats/contacts.md");

    [Fact]
    public void Every_key_of_a_layout_is_documented()
    {
        var keys = Key().Matches(Repository.Read("src/Gruppera.Formats/Contacts/LayoutJson.cs")).Select(match => match.Groups["text"].Value)
            .Concat(Enum.GetValues<ContactRole>().Select(LayoutJson.NameOf)).Distinct().ToList();
        Assert.InRange(keys.Count, 45, 80);
        Assert.All(keys, key => Assert.Matches($"[`\"]{key}[`\"]", Layouts));
    }

    [Fact]
    public void Every_layout_that_is_shipped_is_documented() => Assert.All(LayoutCatalog.Names, name => Assert.Contains($"`{name}`", Layouts, StringComparison.Ordinal));

    [Fact]
    public void Every_column_of_the_canonical_layout_is_documented()
    {
        var layout = LayoutCatalog.Find("canonical")!;
        var names = layout.Columns.Values.Select(column => column.Name)
            .Concat(layout.Diagnoses.Lists).Concat(layout.Procedures.Lists)
            .Concat(layout.Diagnoses.Names.Concat(layout.Diagnoses.DaggerNames).Concat(layout.Procedures.Names).Select(name => name.Replace("{n}", "1", StringComparison.Ordinal)));
        Assert.All(names, name => Assert.Contains($"`{name}`", Contacts, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_column_of_the_output_is_documented() => Assert.All(ResultText.Names, name => Assert.Contains($"| `{name}` |", Contacts, StringComparison.Ordinal));

    [Fact]
    public void The_example_of_a_layout_is_right()
    {
        var json = Example().Match(Layouts).Groups["text"].Value;
        var layout = LayoutJson.Read(json, out var problems);
        Assert.Empty(problems);
        Assert.Equal(("register", 6), (layout!.Name, layout.Columns.Count));
    }

    [Fact]
    public void The_example_of_contacts_can_be_read()
    {
        var text = CanonicalExample().Match(Contacts).Groups["text"].Value;
        Assert.Equal(["1 Female 25933 4 Alive [I714 I209] []", "2 Male 7305 0 Alive [G560] [ACC51]"], ContactText.Rows(text).Select(ContactText.Describe));
    }

    [GeneratedRegex("^ *\"(?<text>[a-z_]+)\" => ", RegexOptions.Multiline, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("```json\n(?<text>.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Example();

    [GeneratedRegex("```\n(?<text>id;.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex CanonicalExample();
}

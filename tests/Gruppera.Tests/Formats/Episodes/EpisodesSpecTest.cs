using System.Text;
using Gruppera.Tests.Formats.Contacts;
using Gruppera.Tests.Specs;
using Gruppera.Workflows.Episodes;

namespace Gruppera.Tests.Formats.Episodes;

/// <summary>Runs the examples of specs/episodes.md: the contacts of each section, read forwards and backwards, under its options.</summary>
public class EpisodesSpecTest
{
    private static readonly List<FileSpec> All = FileSpec.Read("episodes");

    public static IEnumerable<TheoryDataRow<int>> Examples => All.Select((example, number) => new TheoryDataRow<int>(number) { TestDisplayName = example.Name, Label = "" });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(int number)
    {
        var example = All[number];
        foreach (var isReversed in new[] { false, true })
        {
            using var output = new MemoryStream();
            new EpisodeMerger(() => new MemoryStream(Encoding.UTF8.GetBytes(example.Text(isReversed))), ContactText.Canonical, "f.csv", Options(example.Options))
                .Run(output, _ => { }, _ => { }, issue => Assert.Fail(issue.ToString()), TestContext.Current.CancellationToken);
            example.Check(Encoding.UTF8.GetString(output.ToArray()));
        }
    }

    [Fact]
    public void The_reading_order_names_the_spec() => Assert.Contains("[episodes](episodes.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);

    private static EpisodeOptions Options(string words) => new()
    {
        JoinsSameDay = words.Contains("same-day", StringComparison.Ordinal),
        Level = words.Contains("level=hospital", StringComparison.Ordinal) ? EpisodeLevel.Hospital : EpisodeLevel.Clinic,
        Principal = words.Contains("longest", StringComparison.Ordinal) ? PrincipalRule.Longest : words.Contains("costliest", StringComparison.Ordinal) ? PrincipalRule.Costliest : PrincipalRule.First,
    };
}

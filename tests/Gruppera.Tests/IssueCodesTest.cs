using System.Text.RegularExpressions;
using Gruppera.Presentation.Texts;

namespace Gruppera.Tests;

/// <summary>Issue codes are public: unique, in form, told in both languages, and listed in docs/issues.md.</summary>
public class IssueCodesTest
{
    public static TheoryData<string> Ids => [.. IssueCodes.All.Select(code => code.Id)];

    [Fact]
    public void The_document_lists_every_code_and_nothing_else()
    {
        var listed = Repository.Read("docs/issues.md").Split('\n').Where(line => line.StartsWith("| GRP", StringComparison.Ordinal));
        Assert.Equal(IssueCodes.All.Select(Line), listed);
    }

    [Fact]
    public void Ids_are_unique() => Assert.Equal(IssueCodes.All.Length, IssueCodes.All.DistinctBy(code => code.Id).Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_code_is_in_form_and_told_in_both_languages(string id)
    {
        var code = IssueCodes.All.Single(each => each.Id == id);
        Assert.Matches(new Regex("^GRP[1-6][0-9]{3}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), id);
        Assert.All(
            new[] { code.Meaning, code.Remedy },
            text => Assert.All(Languages.All, language => Assert.False(string.IsNullOrWhiteSpace(text.In(language)))));
        Assert.NotEqual(code.Meaning.ToString(), code.Meaning.In(Repository.Swedish));
        Assert.NotEqual(code.Remedy.ToString(), code.Remedy.In(Repository.Swedish));
    }

    [Fact]
    public void An_issue_reads_as_one_line_with_its_place() => Assert.Equal(
        $"GRP2002 rules.csv/drg_logic:7 [sex] 'Q': {IssueCodes.UnreadableCondition.Meaning.In(Repository.Swedish)} (regel 05A). {IssueCodes.UnreadableCondition.Remedy.In(Repository.Swedish)}",
        new Issue(IssueCodes.UnreadableCondition, "rules.csv", "drg_logic", 7, "sex", "Q", "regel 05A").ToString(Repository.Swedish));

    [Fact]
    public void An_issue_without_a_place_has_no_gap() => Assert.StartsWith(
        $"GRP2002: {IssueCodes.UnreadableCondition.Meaning}.", new Issue(IssueCodes.UnreadableCondition).ToString(), StringComparison.Ordinal);

    private static string Line(IssueCode code) =>
        $"| {code.Id} | {code.Severity}{(code.Severity == IssueSeverity.Error && code.Recoverable ? ", recoverable" : "")} | {code.Meaning} | {code.Remedy} |";
}

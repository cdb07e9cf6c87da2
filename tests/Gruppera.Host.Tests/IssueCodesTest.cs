using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Gruppera.Cli;
using Gruppera.Presentation.Texts;
using Gruppera.Presentation.Words;
using Gruppera.Tests;
using Gruppera.Web;

namespace Gruppera.Host.Tests;

/// <summary>Issue codes are public: unique, in form, told in both languages, and listed in docs/issues.md.</summary>
public class IssueCodesTest
{
    /// <summary>Those of all projects.</summary>
    private static ImmutableArray<IssueCode> All => [.. AllIssues.Codes.Concat(ApiIssues.All).Concat(Gruppera.Queue.QueueIssues.All).Concat(CommandIssues.All).OrderBy(code => code.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. All.Select(code => code.Id)];

    [Fact]
    public void The_document_lists_every_code_and_nothing_else()
    {
        var listed = Repository.Read("docs/issues.md").Split('\n').Where(line => line.StartsWith("| GRP", StringComparison.Ordinal));
        Assert.Equal(All.Select(Line), listed);
    }

    [Fact]
    public void Ids_are_unique() => Assert.Equal(All.Length, All.DistinctBy(code => code.Id).Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_code_is_in_form_and_told_in_both_languages(string id)
    {
        var code = All.Single(each => each.Id == id);
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

    /// <summary>What raises issues knows no options, commands or files of the documentation: the command line adds how.</summary>
    [Fact]
    public void Remedies_of_the_libraries_name_no_option_and_no_place()
    {
        Assert.All(AllIssues.Codes, code => Assert.DoesNotMatch("--|gruppera |docs/|http", code.Remedy.ToString()));
        Assert.Contains(AllIssues.Codes, code => IssueHints.RemedyOf(code).ToString().Contains("--country", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(CareContact), typeof(IssueCodes))]
    [InlineData(typeof(Formats.FormatIssues), typeof(Formats.FormatIssues))]
    [InlineData(typeof(Casemix.CasemixIssues), typeof(Casemix.CasemixIssues))]
    [InlineData(typeof(Workflows.WorkflowIssues), typeof(Workflows.WorkflowIssues))]
    [InlineData(typeof(Presentation.PaymentIssues), typeof(Presentation.PaymentIssues))]
    [InlineData(typeof(ApiIssues), typeof(ApiIssues))]
    [InlineData(typeof(CommandIssues), typeof(CommandIssues))]
    public void A_project_has_one_catalogue_of_its_own(Type inside, Type catalogue) =>
        Assert.Equal([catalogue], inside.Assembly.GetTypes().Where(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(IssueCatalogue))));

    private static string Line(IssueCode code) =>
        $"| {code.Id} | {code.Severity}{(code.Severity == IssueSeverity.Error && code.Recoverable ? ", recoverable" : "")} | {code.Meaning} | {IssueHints.RemedyOf(code)} |";
}

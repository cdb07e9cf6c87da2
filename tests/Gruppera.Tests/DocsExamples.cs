using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats;
using Gruppera.Grouping;
using Gruppera.Presentation.Texts;

namespace Gruppera.Tests;

/// <summary>Pieces of code in documents, which compile and run here; whole programs are run by DocsProgramsTest.</summary>
public class DocsExamples
{
    private static DefinitionSet Set
    {
        get
        {
            var blank = Enumerable.Repeat("", RuleColumn.All.Length).ToImmutableArray();
            return new(new() { Id = "made-up" },
            [
                new() { Ord = "1", Id = "05A", Drg = "E51C", ReturnCode = ReturnCode.Grouped, Conditions = blank.SetItem(RuleColumn.Mdc.Index, "05").SetItem(RuleColumn.Compl.Index, "1") },
                new() { Ord = "2", Id = "05B", Drg = "BAD", Conditions = blank.SetItem(RuleColumn.Sex.Index, "Q") },
                new() { Ord = "3", Id = "01A", Drg = "A01", Conditions = blank.SetItem(RuleColumn.Mdc.Index, "01") },
            ])
            {
                DiagnosisFeatures =
                [
                    new(DiagnosisCode.Parse("I714"), default, FeatureType.Dgcat, "05M20", default),
                    new(DiagnosisCode.Parse("I209"), default, FeatureType.Compl, "05C01", default),
                    new(DiagnosisCode.Parse("G940"), default, FeatureType.Dgcat, "01M10", default),
                ],
                DrgNames = [new("E51C", "", "05", new("Kärl, komplicerat", ""), TableText.None, default)],
            };
        }
    }

    [Fact]
    public void Code_of_the_document_runs()
    {
        Console.Lines.Clear();
        var set = Set;
        var contact = CareContact.Of("I71.4 I20.9") with
        {
            Sex = Sex.Female,
            Age = AgeInDays.FromYears(71),
            Duration = Duration.FromDates(new DateOnly(2025, 3, 1), new DateOnly(2025, 3, 4)),
        };
        var older = contact with { Age = AgeInDays.FromYears(72) };

        var definition = CompiledDefinition.Compile(set);
        var grouper = new Grouper(definition);
        var result = grouper.Group(contact);
        Console.WriteLine($"{result.Drg} {result.DrgName}, return code {result.ReturnCode}, rule {result.Rule.Id} of {result.Version.Id}");

        foreach (var issue in definition.Issues)
            Console.WriteLine(issue.ToString(Languages.Find("sv")!));

        var diagnoses = new Diagnosis[100];
        diagnoses[0] = Diagnosis.Parse("G94.0*A50.3");
        diagnoses[1] = new(DiagnosisCode.Parse("I209"));
        var view = new ContactView(Sex.Male, new AgeInDays(25000), new Duration(3), DischargeMode.Alive, diagnoses.AsSpan(0, 2), []);
        var drg = grouper.Group(view).Drg;

        CareContact[] contacts = [contact, older, new()];
        var checker = new Grouper(definition, Matcher.Linear);
        var differing = contacts.AsParallel().Where(each => grouper.Group(each) != checker.Group(each)).ToList();

        Assert.Equal("A01", drg);
        Assert.InRange(older.Age.Days - contact.Age.Days, 365, 366);
        Assert.Equal(4, contact.Duration.Days);
        Assert.Empty(differing);
        result = grouper.Group(contacts[2]);

        if (!result.RuleHeld)
            Console.WriteLine(new Issue(FormatIssues.NoRuleHolds));

        Assert.Equal(
            ["E51C Kärl, komplicerat, return code 0, rule 05A of made-up", "GRP2002", "GRP3006"],
            Console.Lines.Select(line => line.StartsWith("GRP", StringComparison.Ordinal) ? line[..7] : line));
    }

    [Fact]
    public void Code_of_the_explanation_runs()
    {
        Console.Lines.Clear();
        var grouper = new Grouper(Set);
        var contact = CareContact.Of("I71.4 I20.9");

        var explanation = new Explainer(grouper).Explain(contact);
        foreach (var condition in explanation.Conditions)
            Console.WriteLine($"{condition.Text}: {string.Join(" ", condition.Evidence.Codes)}");
        foreach (var complication in explanation.Complications)
            Console.WriteLine($"{complication.Code} {complication.Category}: {complication.State}");

        foreach (var outcome in new WhatIf(grouper).Of(contact).Outcomes)
            Console.WriteLine($"{outcome.Group.Drg}: {outcome.Smallest.Text}");

        Assert.Equal(["principal diagnosis in MDC 05: I714", "complicated or very complicated: I209", "I209 05C01: Counts", "A01: without I71.4"], Console.Lines.Take(4));
    }

    [Fact]
    public void Every_piece_of_code_in_the_documents_stands_here()
    {
        var here = WithoutIndentation(Repository.Read("tests/Gruppera.Tests/DocsExamples.cs"));
        var pieces = new[] { "docs/choosing-types.md", "docs/explanation.md" }
            .SelectMany(document => Repository.Read(document).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0])).ToList();
        Assert.NotEmpty(pieces);
        Assert.All(pieces, piece => Assert.Contains(WithoutIndentation(piece), here, StringComparison.Ordinal));
    }

    private static string WithoutIndentation(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    /// <summary>Stands in for the terminal, which all tests share.</summary>
    private static class Console
    {
        public static List<string> Lines { get; } = [];

        public static void WriteLine(object value) => Lines.Add($"{value}");
    }
}

namespace Gruppera.Tests.Specs;

/// <summary>Runs the examples of specs/*.md, each as a test of its own.</summary>
public class SpecsTest
{
    private static readonly Dictionary<string, Lazy<SpecDocument>> Documents =
        Directory.EnumerateFiles(Repository.PathOf("specs"), "*.md")
            .Where(path => Path.GetFileName(path) is not ("README.md" or "payment.md" or "episodes.md" or "care-forms.md" or "production.md" or "files.md" or "everyday-words.md" or "parquet.md" or "sign-in.md")).Order(StringComparer.Ordinal).ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => new Lazy<SpecDocument>(() => SpecDocument.Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))));

    public static TheoryData<string> Files => [.. Documents.Keys];

    public static IEnumerable<TheoryDataRow<string, int>> Examples => Documents.Keys.SelectMany(file =>
        ExamplesOf(file).Select((example, number) => new TheoryDataRow<string, int>(file, number) { TestDisplayName = example.Name, Label = "" }));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(string file, int number) => Documents[file].Value.Examples[number].Run();

    [Theory]
    [MemberData(nameof(Files))]
    public void Spec_is_well_formed_and_has_examples(string file) => Assert.NotEmpty(Documents[file].Value.Examples);

    [Fact]
    public void The_reading_order_names_every_spec() =>
        Assert.All(Documents.Keys, file => Assert.Contains($"[{file}]({file}.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal));

    private const string Rules = "# A\nRules, `drg_logic`:\n\n| ord | drg | icd |\n|---|---|---|\n| 1 | X | |\n\n";

    [Theory]
    [InlineData("# A\nProse alone.\n", "no example")]
    [InlineData("| ord |\n|---|\n| 1 |\n", "before the first heading")]
    [InlineData("# A\n| ord | drg |\n|---|---|\n| 1 | X |\n", "without a name")]
    [InlineData("# A\n`drg_logik`\n\n| ord |\n|---|\n| 1 |\n", "unknown table 'drg_logik'")]
    [InlineData("# A\n`drg_logic`\n\n| ord | colour |\n|---|---|\n| 1 | X |\n", "unknown column 'colour'")]
    [InlineData("# A\n`drg_logic`\n\n| ord | drg |\n|---|---|\n", "without rows")]
    [InlineData(Rules + "| diagnoses | colour | because |\n|---|---|---|\n| A00 | X | y |\n", "unknown column 'colour'")]
    [InlineData(Rules + "| diagnoses | because |\n|---|---|\n| A00 | y |\n", "without a result")]
    [InlineData(Rules + "| diagnoses | drg | because |\n|---|---|---|\n| A00 | | y |\n", "'drg' is blank")]
    [InlineData(Rules + "| diagnoses | drg | because |\n|---|---|---|\n| A00 | X | |\n", "'because' is blank")]
    [InlineData("# A\nset: `swe-2014`\n\n| diagnoses | drg | because |\n|---|---|---|\n| A00 | X | y |\n", "no set 'swe-2014'")]
    [InlineData(Rules + "| age | drg | because |\n|---|---|---|\n| old | X | y |\n", "age 'old' cannot be read")]
    [InlineData(Rules + "| diagnoses | drg | because |\n|---|---|---|\n| A*B, C*D | X | y |\n", "between backticks")]
    [InlineData("# A\n| diagnoses | drg | because |\n|---|---|---|\n| A00 | X | y |\n", "without rules")]
    public void A_malformed_spec_is_refused(string markdown, string reason) =>
        Assert.Contains(reason, Assert.Throws<MalformedSpecException>(() => SpecDocument.Parse("made-up", markdown)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_expectation_fails() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            SpecDocument.Parse("made-up", Rules + "| diagnoses | drg | because |\n|---|---|---|\n| A00 | Y | wrong |\n").Examples[0].Run());

    /// <summary>A malformed file has no examples here and fails in <see cref="Spec_is_well_formed_and_has_examples"/>.</summary>
    private static IReadOnlyList<ISpecExample> ExamplesOf(string file)
    {
        try
        {
            return Documents[file].Value.Examples;
        }
        catch (MalformedSpecException)
        {
            return [];
        }
    }
}

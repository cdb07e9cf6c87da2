using System.Globalization;
using Gruppera.Casemix.Impact;

namespace Gruppera.Tests.Specs;

/// <summary>One row about the criteria of a split: the parts are the groups of the section's contacts, the material is as many contacts as said.</summary>
internal sealed record SplitExample(string Name, IReadOnlyList<SpecTable> Tables, long Material, bool IsLevels, SplitCriterion Criterion, string Value, string Verdict) : ISpecExample
{
    public static bool Has(SpecTable table) => table.Columns is ["material", "parts_are", "criterion", "value", "verdict", "because"];

    public static IEnumerable<SplitExample> From(SpecTable table, string place, IReadOnlyList<SpecTable> tables) => table.Rows.Select((row, number) => new SplitExample(
        $"{place} › {number + 1}: {row[5]}", [.. tables], long.Parse(row[0], CultureInfo.InvariantCulture), row[1] == "levels",
        Enum.TryParse<SplitCriterion>(row[2].Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var criterion) ? criterion : throw new MalformedSpecException($"{place}: no criterion '{row[2]}'"),
        row[3], row[4])).ToList();

    public void Run()
    {
        var parts = Tables.Where(table => table.Name == CasemixExample.ContactsTable)
            .SelectMany(table => table.Rows.Select(row => (table.Cell(row, "drg"), CasemixExample.Numbers(table.Cell(row, "costs")).ToArray())));
        var found = SplitCriteria.Check("spec", parts, Material, IsLevels)!.Findings.Single(finding => finding.Criterion == Criterion);
        var text = Criterion switch
        {
            SplitCriterion.PerMillion or SplitCriterion.CvRatio => found.Value.ToString("0.##", CultureInfo.InvariantCulture),
            _ => (found.Value * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        };
        Assert.Equal((Value, Verdict), (text, found.IsMet ? "met" : "missed"));
    }
}

using System.Globalization;

namespace Gruppera.Tests.Specs;

/// <summary>One row about facts of a contact: what is given, the age and care days that hold, and what is said of it.</summary>
internal sealed record FactsExample(string Name, GivenFacts Given, string Age, string Days, string Says) : ISpecExample
{
    private static readonly string[] Known =
        ["age_days", "birth_date", "id_birth", "age_years", "birth_year", "admission", "discharge", "care_days", "leave", "care_form", "age", "days", "says", "because"];

    public static bool Has(SpecTable table) => table.Columns.Contains("says") && table.Columns.Contains("because");

    public static IEnumerable<FactsExample> From(SpecTable table, string place)
    {
        if (table.Columns.Except(Known).FirstOrDefault() is { } column)
            throw new MalformedSpecException($"{place}: unknown column '{column}' of facts");
        return table.Rows.Select((row, number) => new FactsExample(
            $"{place} › {number + 1}: {table.Cell(row, "because")}",
            new()
            {
                AgeDays = Number(row, "age_days"),
                BirthDate = Date(row, "birth_date"),
                BirthDateOfId = Date(row, "id_birth"),
                AgeYears = Number(row, "age_years"),
                BirthYear = Number(row, "birth_year"),
                Admission = Date(row, "admission"),
                Discharge = Date(row, "discharge"),
                Duration = Number(row, "care_days"),
                LeaveDays = Number(row, "leave"),
                CareForm = CareForm.TryRead(table.Cell(row, "care_form"), out var form) ? form : CareForm.ByDates,
            },
            table.Cell(row, "age"),
            table.Cell(row, "days"),
            table.Cell(row, "says"))).ToList();

        int? Number(string[] row, string column) => table.Cell(row, column) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

        DateOnly? Date(string[] row, string column) => table.Cell(row, column) is { Length: > 0 } text ? DateOnly.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    public void Run()
    {
        var facts = ContactFacts.Of(Given);
        var codes = facts.Problem is { } problem ? [problem.Id] : facts.Warnings.Select(warning => warning.Id).ToArray();
        Assert.Equal(Says, codes.Length == 0 ? "ok" : string.Join(", ", codes));
        if (facts.Problem is not null)
            return;
        if (Age.Length > 0)
            Assert.Equal(Age, $"{facts.Age.Days}");
        if (Days.Length > 0)
            Assert.Equal(Days, $"{facts.Duration.Days}");
    }
}

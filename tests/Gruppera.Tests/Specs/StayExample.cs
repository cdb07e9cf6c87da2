using System.Globalization;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Tests.Specs;

/// <summary>One row about length of stay: a unit or a group of the table <c>stays</c> of the section, and what is said of its care days.</summary>
internal sealed record StayExample(string Name, IReadOnlyList<SpecTable> Tables, Func<string, string> Cell, IReadOnlyDictionary<string, string> Expected) : ISpecExample
{
    public const string StaysTable = "stays";

    private static readonly string[] Inputs = ["unit", "drg", "trim_days", "side"];

    private static readonly Dictionary<string, Func<StayRow, StayFigures, string>> Results = new()
    {
        ["contacts"] = (_, figures) => $"{figures.Contacts}",
        ["mean"] = (_, figures) => Number(figures.Mean.Value),
        ["median"] = (_, figures) => Number(figures.Median.Value),
        ["geometric"] = (_, figures) => Number(figures.Geometric.Value),
        ["expected"] = (_, figures) => Number(figures.Expected),
        ["index"] = (_, figures) => Number(figures.Index.Value),
        ["outliers"] = (row, _) => $"{row.All.Contacts - row.Inliers.Contacts}",
        ["outlier_days"] = (row, _) => $"{row.OutlierDays}",
        ["limit"] = (row, _) => Number(row.Limit ?? double.NaN),
    };

    public static IEnumerable<StayExample> From(SpecTable table, string place, IReadOnlyList<SpecTable> tables)
    {
        if (table.Columns.FirstOrDefault(column => column != "because" && !Inputs.Contains(column) && !Results.ContainsKey(column)) is { } unknown)
            throw new MalformedSpecException($"{place}: unknown column '{unknown}' of the examples");
        return table.Rows.Select((row, number) => new StayExample(
            $"{place} › {number + 1}: {table.Cell(row, "because")}", [.. tables], column => table.Cell(row, column),
            table.Columns.Where(Results.ContainsKey).ToDictionary(column => column, column => table.Cell(row, column)))).ToList();
    }

    public void Run()
    {
        var stays = new StayTable();
        var contacts = Tables.Where(table => table.Name == StaysTable).SelectMany(table => table.Rows.SelectMany(row => CasemixExample.Numbers(table.Cell(row, "days"))
            .Select(days => Casemix.Contacts.Of(table.Cell(row, "drg"), double.NaN, (int)days, careForm: table.Cell(row, "care_form"), unit: new([table.Cell(row, "unit")])))));
        stays.Add(contacts.ToArray());
        var limits = StayIndices.LimitsOf(stays, TrimRules.Parse([Cell("trim_days") is { Length: > 0 } rule ? rule : "none"])!);
        var indices = StayIndices.Of(stays, limits);
        var found = Cell("drg") is { Length: > 0 } drg ? indices.Groups.Single(row => row.Drg == drg)
            : Cell("unit") is { Length: > 0 } unit ? indices.Units.Single(row => row.Unit.ToString() == unit) : indices.All;
        var figures = Cell("side") == "innerfall" ? found.Inliers : found.All;
        Assert.Equal(Line(column => Expected[column]), Line(column => Results[column](found, figures) is { Length: > 0 } text ? text : "none"));

        string Line(Func<string, string> value) => string.Join(", ", Expected.Keys.Select(column => $"{column} {value(column)}"));
    }

    private static string Number(double number) => double.IsFinite(number) ? number.ToString("0.####", CultureInfo.InvariantCulture) : "";
}

using System.Globalization;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Tests.Casemix;

namespace Gruppera.Tests.Specs;

/// <summary>One row about weights or limits: how they are computed from the contacts of the section, a group, and what is said of it.
/// <c>costs</c> is a list, where <c>30x7</c> is thirty contacts of 7 kronor and <c>1..50</c> one of each; <c>days</c> holds for all of the row,
/// or is a list beside it.</summary>
internal sealed record CasemixExample(string Name, IReadOnlyList<SpecTable> Tables, Func<string, string> Cell, IReadOnlyDictionary<string, string> Expected) : ISpecExample
{
    public const string ContactsTable = "contacts";

    private static readonly string[] Inputs = ["trim", "trim_days", "min", "options", "drg", "care_form"];

    private static readonly Dictionary<string, Func<WeightRow, WeightMaterial, string>> Results = new()
    {
        ["weight"] = (row, _) => Number(row.Weight, "0.00##"),
        ["flag"] = (row, _) => row.Origin.ToString().ToLowerInvariant(),
        ["reason"] = (row, _) => row.Reason.ToString(),
        ["mean"] = (row, _) => Number(row.Contacts?.Inner.Mean, "0.##"),
        ["inner"] = (row, _) => Number(row.Contacts?.Inner.Count, "0"),
        ["outliers"] = (row, _) => Number(row.Contacts?.All.Count - row.Contacts?.Inner.Count, "0"),
        ["limit"] = (row, _) => Number(row.Contacts?.CostLimit.High, "0.##"),
        ["low_limit"] = (row, _) => Number(row.Contacts?.CostLimit.Low, "0.##"),
        ["days_limit"] = (row, _) => Number(row.Contacts?.DaysLimit.High, "0.##"),
        ["low_days_limit"] = (row, _) => Number(row.Contacts?.DaysLimit.Low, "0.##"),
        ["kronor"] = (_, material) => Number(material.MeanCost, "0.##"),
    };

    public static IEnumerable<CasemixExample> From(SpecTable table, string place, IReadOnlyList<SpecTable> tables)
    {
        if (table.Columns.FirstOrDefault(column => column != "because" && !Inputs.Contains(column) && !Results.ContainsKey(column)) is { } unknown)
            throw new MalformedSpecException($"{place}: unknown column '{unknown}' of the examples");
        return table.Rows.Select((row, number) => new CasemixExample(
            $"{place} › {number + 1}: {table.Cell(row, "because")}", [.. tables], column => table.Cell(row, column),
            table.Columns.Where(Results.ContainsKey).ToDictionary(column => column, column => table.Cell(row, column)))).ToList();
    }

    public void Run()
    {
        var options = Cell("options");
        var contacts = Tables.Where(table => table.Name == ContactsTable).SelectMany(table => table.Rows.SelectMany(row => Read(table, row)));
        var computed = WeightCalculator.Compute(
            new(Contacts.Table(contacts, options.Contains("by-care-form", StringComparison.Ordinal)), Rule("trim"), Rule("trim_days")),
            new()
            {
                MinContacts = Cell("min") is { Length: > 0 } min ? int.Parse(min, CultureInfo.InvariantCulture) : 1,
                Previous = List("previous"),
                Manual = List("manual"),
                Shared = [.. options.Split(' ').Where(option => option.StartsWith("share=", StringComparison.Ordinal)).Select(option => SharedWeights.Parse(option[6..])!)],
                Adjustments = [.. Adjustments()],
                SharesPq = options.Contains("share-pq", StringComparison.Ordinal),
                RestoresOrder = options.Contains("restore-order", StringComparison.Ordinal),
            });
        var found = computed.Rows.Single(each => each.Drg == Cell("drg") && (Cell("care_form").Length == 0 || each.Material == Cell("care_form")));
        var material = computed.Materials.Single(each => each.Name == found.Material);
        Assert.Equal(Line(column => Expected[column]), Line(column => Results[column](found, material) is { Length: > 0 } text ? text : "none"));

        string Line(Func<string, string> value) => string.Join(", ", Expected.Keys.Select(column => $"{column} {value(column)}"));
    }

    private IEnumerable<WeightAdjustment> Adjustments() => Tables.Where(table => table.Name == "adjustments").SelectMany(table => WeightAdjustment.Read(
        "adjustments", table.Rows.Prepend(table.Columns).Select((cells, i) => (i + 1, cells)), new List<Issue>()));

    private WeightList? List(string name) => Tables.LastOrDefault(table => table.Name == name) is { } table
        ? new(name, table.Rows.Select(row => new DrgWeight(table.Cell(row, "drg"), double.Parse(table.Cell(row, "weight"), CultureInfo.InvariantCulture))))
        : null;

    private TrimRules Rule(string column) =>
        Cell(column) is { Length: > 0 } text ? TrimRules.Parse(text.Split(' ')) ?? throw new MalformedSpecException($"{Name}: {column} '{text}'") : TrimRules.None;

    private static IEnumerable<GroupedContact> Read(SpecTable table, string[] row)
    {
        var costs = Numbers(table.Cell(row, "costs")).ToArray();
        var days = Numbers(table.Cell(row, "days", "0")).ToArray();
        return costs.Select((cost, i) => Contacts.Of(table.Cell(row, "drg"), cost, (int)days[days.Length == 1 ? 0 : i], i, table.Cell(row, "care_form")));
    }

    internal static IEnumerable<double> Numbers(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Split("..") is [var from, var to]
        ? Enumerable.Range(int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture) - int.Parse(from, CultureInfo.InvariantCulture) + 1).Select(number => (double)number)
        : word.Split('x') is [var times, var each]
            ? Enumerable.Repeat(double.Parse(each, CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture))
            : [double.Parse(word, CultureInfo.InvariantCulture)]);

    private static string Number(double? number, string form) => number is { } known && double.IsFinite(known) ? known.ToString(form, CultureInfo.InvariantCulture) : "";
}

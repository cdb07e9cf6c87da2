using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;

namespace Gruppera.Workflows.Reports;

/// <summary>Comparisons as tables of figures.</summary>
public static class CasemixSheets
{
    /// <summary>Funnel plots: a row for each unit and measure, with its target and the limits of 95 and 99.8 %.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="measures">Measures with their points.</param>
    public static Figures Funnel(ImmutableArray<string> by, (string Measure, ImmutableArray<FunnelPoint> Points)[] measures) => new(
        "Funnel",
        ["measure", .. by, "contacts", "value", "target", "low_95", "high_95", "low_998", "high_998", "beyond"],
        [
            .. measures.SelectMany(each => each.Points.Select(point => (object[])
                [
                    each.Measure, .. point.Unit.Parts, point.Contacts, point.Value, point.Target, point.Low95, point.High95, point.Low998,
                    point.High998, point.Beyond,
                ])),
        ]);

    /// <summary>Complicated groups of each unit beside what the rates of the others would give.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="coding">The comparisons, one for each unit.</param>
    public static Figures Standardised(ImmutableArray<string> by, ImmutableArray<CodingComparison> coding) => new(
        "Coding",
        [.. by, "divided_contacts", "observed", "expected", "ratio", "ratio_low", "ratio_high", "differs", "alone"],
        [.. coding.Select(each => (object[])
        [
            .. each.Unit.Parts, each.Contacts, each.Observed, each.Expected, each.Ratio, each.Low, each.High, each.Differs, each.Alone,
        ])]);

    /// <summary>Contacts, points and costs by month and unit.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="series">The months.</param>
    public static Figures Months(ImmutableArray<string> by, MonthlySeries series) => new(
        "Months",
        [.. by, "month", "contacts", "points", "cost", "index", "cost_per_point", "real_cost"],
        [
            .. series.Months.Select(row => (object[])
            [
                .. Names(by, row.Unit), row.Month, row.Contacts, row.Sums.Points, row.Sums.Cost, (double?)row.Sums.Index ?? double.NaN,
                (double?)row.Sums.CostPerPoint ?? double.NaN,
                (double?)row.Sums.RealCost ?? double.NaN,
            ]),
        ]);

    /// <summary>Trends by unit and measure, as change per year with its interval.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="series">The months with their trends.</param>
    public static Figures Trends(ImmutableArray<string> by, MonthlySeries series) => new(
        "Trends", [.. by, "measure", "months", .. Reports.Figures.Columns("per_year")],
        [.. series.Trends.Select(trend =>
            (object[])[.. Names(by, trend.Unit), trend.Measure, trend.PerYear.Contacts, .. Reports.Figures.Cells(trend.PerYear)])]);

    private static IEnumerable<object> Names(ImmutableArray<string> by, ReportingUnit unit) =>
        by.Select((_, at) => (object)(at < unit.Parts.Length ? unit.Parts[at] : "*"));

    /// <summary>Changes between two periods, divided into volume, casemix, productivity and prices.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="parts">Changes of each side (<c>all</c>, <c>innerfall</c>) and level (<c>unit</c>, <c>mdc</c>).</param>
    public static Figures Changes(ImmutableArray<string> by, (string Side, string Level, ImmutableArray<Change> Changes)[] parts) => new(
        "Change",
        [
            "side", "level", .. by, "mdc", "contacts_a", "points_a", "cost_a", "contacts_b", "points_b", "cost_b", "cost_change",
            "cost_volume", "cost_casemix", "cost_productivity", "cost_prices", "points_change", "points_volume", "points_casemix",
            "index_change", "index_patients", "index_complicated",
        ],
        [
            .. parts.SelectMany(part => part.Changes.Select(change => (object[])
            [
                part.Side, part.Level, .. by.Select((_, at) => (object)(at < change.Unit.Parts.Length ? change.Unit.Parts[at] : "*")),
                change.Mdc, change.Before.Contacts, change.Before.Points, change.Before.Cost, change.After.Contacts,
                change.After.Points, change.After.Cost, change.Cost.Total, change.Cost.Volume, change.Cost.Casemix,
                change.Cost.Productivity, change.Cost.Price, change.Points.Total, change.Points.Volume, change.Points.Casemix,
                change.Index?.Total ?? 0, change.Index?.Patients ?? 0, change.Index?.Coding ?? 0,
            ])),
        ]);

    /// <summary>Productivity by named indices, a row for each unit, period and index.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="series">The series.</param>
    public static Figures Productivity(ImmutableArray<string> by, ImmutableArray<ProductivitySeries> series) => new(
        "Productivity",
        [
            .. by, "period", "index", "contacts", "points", "cost", "input", "pooled", .. Reports.Figures.Columns("output"),
            "output_direct", .. Reports.Figures.Columns("productivity"),
        ],
        [
            .. series.SelectMany(unit => unit.Periods.SelectMany(period => period.Indices.Select(index => (object[])
            [
                .. Names(by, unit.Unit), period.Period, index.Name.ToString(), period.Sums.Contacts, period.Sums.Points, period.Sums.Cost,
                period.Input, period.Pooled, .. Reports.Figures.Cells(index.Output), index.Direct,
                .. Reports.Figures.Cells(index.Productivity),
            ]))),
        ]);

    /// <summary>The change of the index by patients, complicated coding and changes of method.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="steps">The changes.</param>
    public static Figures IndexSteps(ImmutableArray<string> by, ImmutableArray<IndexSteps> steps) => new(
        "Index",
        [.. by, "mdc", "part", "change", "low", "high"],
        [
            .. steps.SelectMany(row => new (string Name, decimal Change, double Low, double High)[]
            {
                ("patients", row.Parts.Patients, row.Parts.PatientsInterval.Low, row.Parts.PatientsInterval.High),
                ("complicated", row.Parts.Coding, row.Parts.CodingInterval.Low, row.Parts.CodingInterval.High),
            }.Concat(row.Steps.Select(step => (step.Name, step.Change, step.Interval.Low, step.Interval.High)))
                .Append((Name: "all", Change: row.Total, Low: double.NaN, High: double.NaN))
                .Select(part => (object[])[.. Names(by, row.Unit), row.Mdc, part.Name, part.Change, part.Low, part.High])),
        ]);
}

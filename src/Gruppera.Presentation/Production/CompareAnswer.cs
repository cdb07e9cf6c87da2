using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Comparison;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>Two periods and the units of the second one, compared.</summary>
/// <param name="List">Name of the weight list.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="All">The change on all contacts.</param>
/// <param name="Inliers">The change on inliers.</param>
/// <param name="Benchmark">One unit beside the others, or null.</param>
/// <param name="CostPerPoint">Funnel of cost per point, inliers.</param>
/// <param name="Complicated">Funnel of the share of complicated groups.</param>
/// <param name="Coding">Complicated groups beside what others' rates would give.</param>
public sealed record CompareAnswer(
    string List, ImmutableArray<string> By, PeriodComparison All, PeriodComparison Inliers, Benchmark? Benchmark,
    ImmutableArray<FunnelPoint> CostPerPoint, ImmutableArray<FunnelPoint> Complicated, ImmutableArray<CodingComparison> Coding)
{
    /// <summary>How much more units differ in cost per point than by chance; null without units.</summary>
    public FunnelDispersion? CostPerPointSpread => CostPerPoint.IsDefaultOrEmpty ? null : CostPerPoint[0].Dispersion;

    /// <summary>The same in the share of complicated groups.</summary>
    public FunnelDispersion? ComplicatedSpread => Complicated.IsDefaultOrEmpty ? null : Complicated[0].Dispersion;

    /// <summary>The same in complicated groups beside what others' rates would give.</summary>
    public FunnelDispersion? CodingSpread => Coding.IsDefaultOrEmpty ? null : Coding[0].Dispersion;

    /// <summary>The price index and the year whose level productivity is at, or null.</summary>
    [JsonIgnore]
    public string? Prices { get; init; }

    /// <summary>Months and their trend, or null.</summary>
    public MonthlySeries? Series { get; init; }

    /// <summary>Productivity by named indices, where that was asked for.</summary>
    public ImmutableArray<ProductivitySeries> Productivity { get => field.IsDefault ? [] : field; init; }

    /// <summary>The change of the index with what is of changes of method, where files without them were given.</summary>
    public ImmutableArray<IndexSteps> Steps { get => field.IsDefault ? [] : field; init; }

    /// <summary>How much of each period the list knows.</summary>
    [JsonIgnore]
    public ImmutableArray<WeightCoverage> Coverage { get; init; } = [];

    /// <summary>Costs by type in the first period, or null.</summary>
    public CostTypes? TypesBefore { get; init; }

    /// <summary>Costs by type in the second period, or null.</summary>
    public CostTypes? TypesAfter { get; init; }

    /// <summary>The answer out of two periods compared.</summary>
    public static CompareAnswer Of(PeriodResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            result.List, result.By, result.All, result.Inliers, result.Benchmark, result.CostPerPoint, result.Complicated, result.Coding)
        {
            Prices = result.Prices,
            Series = result.Series,
            Productivity = result.Indices,
            Steps = result.Steps,
            Coverage = result.Coverage,
            TypesBefore = result.TypesBefore,
            TypesAfter = result.TypesAfter,
        };
    }

    /// <summary>Units that a chart shows: the largest.</summary>
    internal const int MostInChart = 40;

    private const int Shown = 15;
    private const decimal Thousand = 1000;

    /// <summary>Writes the comparison.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public Document Document(Voice voice)
    {
        var unit = string.Join(" / ", By);
        var document = new Document().Heading(voice.Say($"Two periods compared, weights {List}"), 1);
        if (Coverage is [var first, var second])
            document.Line(voice.Say(
                $"With a weight: {voice.Decimal(100 * first.Share):share} % of the first period's contacts, " +
                $"{voice.Decimal(100 * second.Share):share2} % of the second's."));
        if (Prices is not null)
            document.Line(voice.Say($"Prices by {Prices}: productivity does not include the rise in prices."));
        Changes(
            voice, document, voice.Say("Change in cost, thousand kronor"), unit, [.. All.Units, All.All], change => change.Cost,
            cost: true);
        var parts = All.All.Cost;
        document.Chart(new(
            "waterfall", voice.Say("From the cost of the first period to that of the second"), voice.Say(ChartWords.ThousandKronor),
            [
                Step(voice.Say("first period"), All.All.Before.Cost, isTotal: true), Step(voice.Say("volume"), parts.Volume),
                Step("casemix", parts.Casemix), .. Prices is null ? [] : new[] { Step(voice.Say("prices"), parts.Price) },
                Step(voice.Say("productivity"), parts.Productivity),
                Step(voice.Say("second period"), All.All.After.Cost, isTotal: true),
            ])
        {
            Marks = [("axis", voice.Say(ChartWords.Cut))],
        });
        Changes(voice, document, voice.Say("Change in points"), unit, [.. All.Units, All.All], change => change.Points, cost: false);
        Indices(voice, document, voice.Say("Change in casemix index"), unit, [.. All.Units, All.All]);
        Indices(voice, document, voice.Say("Change in casemix index by MDC"), "MDC", All.Mdcs);
        document.Line(voice.Say(
            "Patients: other base groups. Complicated: the same base groups, more or less often complicated, by patients or by coding."));
        Changes(voice, document, voice.Say("Change in cost by MDC, thousand kronor"), "MDC", All.Mdcs, change => change.Cost, cost: true);
        document.Line(voice.Say(
            "All contacts with a weight and a cost. Each row is split on its own: rows of units do not add up to the last row."));
        if (!Steps.IsEmpty)
            ProductivityText.Steps(voice, document, Steps, unit);
        if (!Productivity.IsEmpty)
            ProductivityText.Indices(voice, document, Productivity, unit, Prices is not null);
        if (TypesBefore is not null && TypesAfter is not null)
            CostTypesText.Compare(voice, document, TypesBefore, TypesAfter);
        if (Series is not null)
            SeriesText.Write(voice, document, Series, unit);
        Funnels(
            voice, document, voice.Say("Cost per point with random intervals, inliers, second period"), unit, CostPerPoint, Voice.Number,
            voice.Say(ChartWords.KronorPerPoint));
        Funnels(
            voice, document, voice.Say("Share of complicated with random intervals"), unit, Complicated,
            share => voice.Decimal(100 * share) + " %", voice.Say("share of contacts in groups divided by complication"));
        if (Coding.Any(each => each.Contacts > 0))
        {
            document.Heading(voice.Say("Complicated compared with the rates of other units"));
            if (SpreadText.Of(voice, CodingSpread) is { } said)
                document.Line(said);
            document.Table(
                [voice.Say("divided"), voice.Say("observed"), voice.Say("expected"), voice.Say("ratio (95 %)"), "", unit],
                Coding.Where(each => each.Contacts > 0).Select(each => new[]
                {
                    Voice.Number(each.Contacts), Voice.Number(each.Observed), voice.Decimal(each.Expected),
                    $"{voice.Weight2(each.Ratio)} ({voice.Weight2(each.Low)}{voice.Say("-")}{voice.Weight2(each.High)})",
                    each.Differs switch { > 0 => voice.Say("more"), < 0 => voice.Say("fewer"), _ => "" }, each.Unit.ToString(),
                }),
                0, 1, 2, 3);
        }

        return Benchmark is null ? document : Benchmarked(voice, document, Benchmark);
    }

    /// <summary>All figures as tables, one for each sheet of a workbook.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return CasemixSheets.Changes(By,
        [
            ("all", "unit", [.. All.Units, All.All]), ("all", "mdc", All.Mdcs), ("innerfall", "unit", [.. Inliers.Units, Inliers.All]),
            ("innerfall", "mdc", Inliers.Mdcs),
        ]);
        yield return CasemixSheets.Funnel(By, [("cost_per_point", CostPerPoint), ("complicated", Complicated)]);
        yield return CasemixSheets.Standardised(By, Coding);
        if (Series is not null)
        {
            yield return CasemixSheets.Months(By, Series);
            yield return CasemixSheets.Trends(By, Series);
        }

        if (!Productivity.IsEmpty)
            yield return CasemixSheets.Productivity(By, Productivity);
        if (!Steps.IsEmpty)
            yield return CasemixSheets.IndexSteps(By, Steps);
        if (TypesAfter is not null)
            yield return TypesAfter.Figures("unit", perPoint: true);
        if (Benchmark is not null)
        {
            yield return new("Benchmark",
            [
                "drg", "care_form", "contacts", .. Workflows.Reports.Figures.Columns("mean"), "others_contacts",
                .. Workflows.Reports.Figures.Columns("others_mean"), .. Workflows.Reports.Figures.Columns("contribution"),
            ],
                [.. Benchmark.Groups.Select(each => (object[])
                [
                    each.Drg, each.CareForm, each.Unit.Contacts, .. Workflows.Reports.Figures.Cells(each.Unit), each.Others.Contacts,
                    .. Workflows.Reports.Figures.Cells(each.Others), each.Contribution, each.Low, each.High,
                ])]);
        }
    }

    private static ChartRow Step(string label, decimal kronor, bool isTotal = false) =>
        new(label, (double)(kronor / Thousand)) { IsTotal = isTotal ? true : null };

    private IEnumerable<IEnumerable<(string Column, string Value)>> Behind(IEnumerable<Change> changes) => changes.Select(change =>
        change.Mdc.Length > 0 ? [("drg_mdc", change.Mdc)] : By.Zip(change.Unit.Parts, (column, part) => (column, part)));

    private void Changes(
        Voice voice, Document document, string heading, string name, ImmutableArray<Change> changes, Func<Change, ChangeParts> parts,
        bool cost) => document.Heading(heading).Table(
        [
            voice.Say("change"), voice.Say("volume"), "casemix", .. cost && Prices is not null ? new[] { voice.Say("prices") } : [],
            .. cost ? new[] { voice.Say("productivity") } : [], name,
        ],
        changes.Select(change =>
        {
            var part = parts(change);
            string Text(decimal number) => Voice.Number((double)(cost ? number / Thousand : number));
            return (string[])
            [
                Text(part.Total), Text(part.Volume), Text(part.Casemix), .. cost && Prices is not null ? new[] { Text(part.Price) } : [],
                .. cost ? new[] { Text(part.Productivity) } : [],
                change.Mdc.Length > 0 ? change.Mdc
                    : change.Unit.Parts.IsEmpty ? name == "MDC" ? voice.Say("(none)") : voice.Say("all")
                    : change.Unit.ToString(),
            ];
        }),
        !cost ? [0, 1, 2] : Prices is null ? [0, 1, 2, 3] : [0, 1, 2, 3, 4]).Behind(Behind(changes));
    private void Indices(Voice voice, Document document, string heading, string name, ImmutableArray<Change> changes)
    {
        var split = changes.Where(change => change.Index is not null).ToList();
        if (split.Count == 0)
            return;
        document.Heading(heading).Table(
            [voice.Say("before"), voice.Say("change"), voice.Say("patients (95 %)"), voice.Say("complicated (95 %)"), name],
            split.Select(change =>
            {
                var parts = change.Index!.Value;
                return new[]
                {
                    voice.Weight3((double)change.Before.Index!.Value), Signed((double)parts.Total),
                    $"{Signed((double)parts.Patients)} ({Signed(parts.PatientsInterval.Low)} {voice.Say("to")} " +
                        $"{Signed(parts.PatientsInterval.High)})",
                    $"{Signed((double)parts.Coding)} ({Signed(parts.CodingInterval.Low)} {voice.Say("to")} " +
                        $"{Signed(parts.CodingInterval.High)})",
                    change.Mdc.Length > 0 ? change.Mdc
                        : change.Unit.Parts.IsEmpty ? name == "MDC" ? voice.Say("(none)") : voice.Say("all")
                        : change.Unit.ToString(),
                };
            }),
            0, 1, 2, 3).Behind(Behind(split));

        string Signed(double number) => voice.Signed3(number);
    }

    private static void Funnels(
        Voice voice, Document document, string heading, string name, ImmutableArray<FunnelPoint> points, Func<double, string> number,
        string unit)
    {
        document.Heading(heading);
        if (SpreadText.Of(voice, points.FirstOrDefault()?.Dispersion) is { } said)
            document.Line(said);
        document.Table(
            [
                voice.Say("contacts"), voice.Say("value"), "95 %",
                "99.8 %".Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal), "", name,
            ],
            points.Select(point => new[]
            {
                Voice.Number(point.Contacts), number(point.Value), $"{number(point.Low95)}{voice.Say("-")}{number(point.High95)}",
                $"{number(point.Low998)}{voice.Say("-")}{number(point.High998)}",
                point.Beyond switch { > 0 => voice.Say("above"), < 0 => voice.Say("below"), _ => "" }, point.Unit.ToString(),
            }),
            0, 1, 2, 3)
            .Chart(new(
                "limits", heading, unit,
                [
                    .. points.OrderByDescending(point => point.Contacts).Take(MostInChart).Select(point =>
                        new ChartRow(point.Unit.ToString(), ChartRow.Number(point.Value))
                        {
                            Low = ChartRow.Number(point.Low95),
                            High = ChartRow.Number(point.High95),
                            Lowest = ChartRow.Number(point.Low998),
                            Highest = ChartRow.Number(point.High998),
                            Target = ChartRow.Number(point.Target),
                            Text = $"{point.Unit}  {number(point.Value)}",
                        }),
                ])
            {
                Marks =
                [
                    ("dot", voice.Say("unit")), ("dark", voice.Say(ChartWords.ByChance95)), ("light", voice.Say(ChartWords.ByChance998)),
                    ("line", voice.Say("all units")),
                ],
            });
    }

    private static Document Benchmarked(Voice voice, Document document, Benchmark benchmark)
    {
        var several = benchmark.Groups.CountBy(group => group.Drg).Where(drg => drg.Value > 1).Select(drg => drg.Key).ToHashSet();
        document.Heading(voice.Say($"{benchmark.Unit} compared with all others, inliers"))
            .Line(voice.Say(
                $"{CountWords.Contacts(benchmark.Contacts):contacts}, cost {Voice.Number(benchmark.Cost):benchmark} kronor; at the means " +
                $"of the others it would be {Voice.Number(benchmark.Expected):expected} " +
                $"({voice.Decimal(100 * (benchmark.Cost / benchmark.Expected - 1)):cost} %). " +
                $"Left out, in groups that no other unit has: {CountWords.Contacts(benchmark.Alone):alone}."))
            .Table(
                ["DRG", voice.Say("contacts"), voice.Say("mean"), voice.Say("others"), voice.Say("contribution, kronor (95 %)")],
                benchmark.Groups.Take(Shown).Select(group => new[]
                {
                    several.Contains(group.Drg) ? $"{group.Drg} {group.CareForm}" : group.Drg, Voice.Number(group.Unit.Contacts),
                    Voice.Number(group.Unit.Value), Voice.Number(group.Others.Value),
                    double.IsNaN(group.Low)
                        ? Voice.Number(group.Contribution)
                        : $"{Voice.Number(group.Contribution)} ({Voice.Number(group.Low)} {voice.Say("to")} {Voice.Number(group.High)})",
                }),
                1, 2, 3, 4);
        var left = benchmark.Groups.Length - Shown;
        return left <= 0
            ? document
            : document.Line(voice.Say(Text.Count(left,
                $"and {left} more group, {Voice.Number(benchmark.Groups.Skip(Shown).Sum(group => group.Contribution)):skip} kronor " +
                $"(-o file.xlsx)",
                $"and {left} more groups, {Voice.Number(benchmark.Groups.Skip(Shown).Sum(group => group.Contribution)):skip} kronor " +
                $"together (-o file.xlsx)")));
    }
}

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
    /// <summary>The price index and the year whose level productivity is at, or null.</summary>
    [JsonIgnore]
    public string? Prices { get; init; }

    /// <summary>Months and their trend, or null.</summary>
    public MonthlySeries? Series { get; init; }

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
            Coverage = result.Coverage,
            TypesBefore = result.TypesBefore,
            TypesAfter = result.TypesAfter,
        };
    }

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
        Changes(voice, document, voice.Say("Change in points"), unit, [.. All.Units, All.All], change => change.Points, cost: false);
        Changes(voice, document, voice.Say("Change in cost by MDC, thousand kronor"), "MDC", All.Mdcs, change => change.Cost, cost: true);
        document.Line(voice.Say(
            "All contacts with a weight and a cost. Each row is split on its own: rows of units do not add up to the last row."));
        if (TypesBefore is not null && TypesAfter is not null)
            CostTypesText.Compare(voice, document, TypesBefore, TypesAfter);
        if (Series is not null)
            SeriesText.Write(voice, document, Series, unit);
        Funnels(
            voice, document, voice.Say("Cost per point with random intervals, inliers, second period"), unit, CostPerPoint, Voice.Number);
        Funnels(
            voice, document, voice.Say("Share of complicated with random intervals"), unit, Complicated,
            share => voice.Decimal(100 * share) + " %");
        if (Coding.Any(each => each.Contacts > 0))
        {
            document.Heading(voice.Say("Complicated compared with the rates of other units")).Table(
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

        if (TypesAfter is not null)
            yield return TypesAfter.Figures("unit", perPoint: true);
        if (Benchmark is not null)
        {
            yield return new("Benchmark",
            [
                "drg", "contacts", .. Workflows.Reports.Figures.Columns("mean"), "others_contacts",
                .. Workflows.Reports.Figures.Columns("others_mean"), .. Workflows.Reports.Figures.Columns("contribution"),
            ],
                [.. Benchmark.Groups.Select(each => (object[])
                [
                    each.Drg, each.Unit.Contacts, .. Workflows.Reports.Figures.Cells(each.Unit), each.Others.Contacts,
                    .. Workflows.Reports.Figures.Cells(each.Others), each.Contribution, each.Low, each.High,
                ])]);
        }
    }

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
        !cost ? [0, 1, 2] : Prices is null ? [0, 1, 2, 3] : [0, 1, 2, 3, 4]);

    private static void Funnels(
        Voice voice,
        Document document,
        string heading,
        string name,
        ImmutableArray<FunnelPoint> points,
        Func<double, string> number) => document.Heading(heading).Table(
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
        0, 1, 2, 3);

    private static Document Benchmarked(Voice voice, Document document, Benchmark benchmark)
    {
        document.Heading(voice.Say($"{benchmark.Unit} compared with all others, inliers"))
            .Line(voice.Say(
                $"{Voice.Number(benchmark.Contacts):contacts} contacts cost {Voice.Number(benchmark.Cost):benchmark} kronor; at the " +
                $"means of the others the same contacts would cost {Voice.Number(benchmark.Expected):expected} " +
                $"({voice.Decimal(100 * (benchmark.Cost / benchmark.Expected - 1)):cost} %). {Voice.Number(benchmark.Alone):alone} " +
                $"contacts in groups that no other unit has are left out."))
            .Table(
                ["DRG", voice.Say("contacts"), voice.Say("mean"), voice.Say("others"), voice.Say("contribution, kronor (95 %)")],
                benchmark.Groups.Take(Shown).Select(group => new[]
                {
                    group.Drg, Voice.Number(group.Unit.Contacts), Voice.Number(group.Unit.Value), Voice.Number(group.Others.Value),
                    double.IsNaN(group.Low)
                        ? Voice.Number(group.Contribution)
                        : $"{Voice.Number(group.Contribution)} ({Voice.Number(group.Low)} {voice.Say("to")} {Voice.Number(group.High)})",
                }),
                1, 2, 3, 4);
        var left = benchmark.Groups.Length - Shown;
        return left <= 0
            ? document
            : document.Line(voice.Say(
                $"and {left} more groups, {Voice.Number(benchmark.Groups.Skip(Shown).Sum(group => group.Contribution)):skip} kronor " +
                $"together (-o file.xlsx)"));
    }
}

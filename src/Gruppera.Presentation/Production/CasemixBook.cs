using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>A casemix report as a workbook: all its figures as numbers, with headings in the reader's language, and charts. Not
/// thread-safe.</summary>
/// <param name="voice">The language.</param>
/// <param name="report">The report.</param>
/// <param name="mask">Cells that are not shown; null for none.</param>
public sealed class CasemixBook(Voice voice, CasemixReport report, CasemixMask? mask = null)
{
    private const string Whole = "#,##0";
    private const string Weight = "0.000";
    private const string Share = "0.0%";
    private const string Days = "0.00";
    private const double Narrow = 12;
    private const int ChartRows = 20;
    private readonly CasemixCells _cells = new(voice, report, mask ?? CasemixMask.None);

    /// <summary>Name of an MDC; empty if it is not known.</summary>
    public Func<string, string> MdcName { get; init; } = _ => "";

    /// <summary>The day that it is made; null to leave it out.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How many cells of the workbook are not shown; known once <see cref="Sheets"/> were made.</summary>
    public long Hidden => _cells.Hidden;

    /// <summary>The sheets.</summary>
    public IReadOnlyList<Sheet> Sheets()
    {
        var (units, mdcs) = (Units(), Mdcs());
        List<Sheet> sheets = [Charts(units, mdcs), units, mdcs, Groups()];
        if (report.Changes is { } changes)
        {
            sheets.Add(Changes(
                Say("Change by unit"), _cells.By, changes.Units.Add(changes.All), CasemixPart.UnitChange,
                change => CasemixMask.KeyOf(change.Unit), change => Parts(change.Unit)));
            sheets.Add(Changes(
                Say("Change by MDC"), ["MDC"], changes.Mdcs, CasemixPart.MdcChange, change => change.Mdc, change => [change.Mdc]));
        }

        if (!report.CostPerPoint.IsEmpty)
            sheets.Add(Funnel());
        sheets.Add(Coding());
        if (report.Stays is { } stays)
        {
            sheets.Add(Stays(
                Say("Length of stay"), _cells.By, stays.Units.Add(stays.All), CasemixPart.UnitStays, CasemixPart.UnitStayOutliers,
                row => CasemixMask.KeyOf(row.Unit), row => Parts(row.Unit)));
            sheets.Add(Stays(
                Say("Length of stay by DRG"), ["DRG"], stays.Groups, CasemixPart.GroupStays, CasemixPart.GroupStayOutliers, row => row.Drg,
                row => [row.Drg]));
        }

        sheets.Add(Quality());
        sheets.Insert(0, About());
        return sheets;
    }

    private Sheet About()
    {
        var rows = new List<string[]>
        {
            new[] { Say("File"), report.Name }, new[] { Say("File of the year before"), report.NameBefore },
            new[] { Say("Period"), report.Period }, new[] { Say("Units by"), _cells.Unit },
            new[] { Say("Definition set"), string.Join(", ", report.Quality.Sets.Select(set => set.Set)) },
            new[] { Say("Weight list"), report.Casemix.List },
            new[] { Say("Made"), Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" },
            new[] { Say("Method"), _cells.Method() }, new[] { Say("Cells not shown"), Suppression.Of(voice, _cells.Mask, _cells.Hidden) },
        };
        return new(Say("About"), [Say("What"), Say("Value")], [.. rows.Where(row => row[1].Length > 0)])
        {
            Columns = [new(26), new(110)],
        };
    }

    private Sheet Charts(Sheet units, Sheet mdcs)
    {
        var (names, shown) = (report.Casemix.By.Length - 1, Math.Min(ChartRows, _cells.Units.Length));
        int Column(Sheet sheet, string header) => sheet.Header.Index().First(each => each.Item == header).Index;
        var charts = new List<SheetChart>();
        if (shown > 0 && names >= 0)
        {
            charts.Add(new(
                Say("Casemix index"), units.Name, names, [Column(units, Say("Casemix index"))], shown)
            {
                Format = Days,
                Unit = Say(CasemixWords.PointsPerContact),
            });
            if (_cells.HasCost)
            {
                charts.Add(new(
                    Say(CasemixWords.InlierCost), units.Name, names, [Column(units, Say(CasemixWords.InlierCost))], shown)
                {
                    Format = Whole,
                    Unit = Say("kronor"),
                });
                charts.Add(new(
                    Say(Titles.OutlierShares), units.Name, names,
                    [Column(units, Say(CasemixWords.OutlierShare)), Column(units, Say(CasemixWords.OutlierCost))], shown)
                {
                    Format = "0%",
                });
            }
        }

        charts.Add(new(
            Say("DRG points by MDC"), mdcs.Name, 0, [Column(mdcs, Say("DRG points"))],
            Math.Min(ChartRows, report.Mdcs.Count(mdc => !_cells.Mask[CasemixPart.Mdc, mdc.Mdc])))
        {
            Format = Whole,
        });
        return new(Say("Charts"), [], []) { Charts = charts };
    }

    private Sheet Units()
    {
        (string, string, double)[] columns =
        [
            (Say("Contacts"), Whole, Narrow), (Say("Contacts without weight"), Whole, Narrow),
            (Say("Contacts without cost"), Whole, Narrow), (Say("DRG points"), Whole, Narrow), (Say("Care days"), Whole, Narrow),
            (Say("Cost, kronor"), Whole, 15),
            .. Interval(Say("Casemix index"), Weight), .. Interval(Say("Mean cost, kronor"), Whole),
            .. Interval(Say("Cost per DRG point, all contacts"), Whole), (Say("Contacts, inliers"), Whole, Narrow),
            (Say("DRG points, inliers"), Whole, Narrow), (Say("Cost, inliers, kronor"), Whole, 15),
            .. Interval(Say(CasemixWords.InlierCost), Whole), (Say("Outliers"), Whole, Narrow),
            .. Interval(Say(CasemixWords.OutlierShare), Share), (Say(CasemixWords.OutlierCost), Share, Narrow),
            (Say("Secondary diagnoses per contact"), Days, Narrow), (Say("Too small to compare"), "", Narrow),
        ];
        var rows = report.Casemix.Units.OrderBy(unit => _cells.Mask[CasemixPart.Unit, CasemixMask.KeyOf(unit.Unit)])
            .ThenByDescending(unit => unit.All.Contacts).Append(report.Casemix.All).Select(unit =>
            {
                var (all, inner) = (unit.All, unit.Inliers);
                return Row(
                    Parts(unit.Unit), CasemixPart.Unit, CasemixMask.KeyOf(unit.Unit),
                    [
                        all.Contacts, (all.WithoutWeight, CasemixPart.WithoutWeight), (all.WithoutCost, CasemixPart.WithoutCost),
                        all.Points, all.Days, all.Cost, .. Cells(all.Index), .. Cells(all.MeanCost), .. Cells(all.CostPerPoint),
                        .. Of(CasemixPart.Outliers, inner.Contacts, inner.Points, inner.Cost),
                        .. Of(CasemixPart.Outliers, Cells(inner.CostPerPoint)),
                        .. Of(CasemixPart.Outliers, all.Contacts - inner.Contacts), .. Of(CasemixPart.Outliers, Cells(unit.Outliers)),
                        .. Of(CasemixPart.Outliers, unit.OutlierCost), all.SecondaryDiagnoses.Value, unit.IsSmall ? Say("yes") : "",
                    ]);
            });
        return Table(Say("Units"), _cells.By, columns, rows, totals: 1);
    }

    private Sheet Mdcs() => Table(
        "MDC", ["MDC"],
        [
            (Say("Name"), "", 44), (Say("Contacts"), Whole, Narrow), (Say("DRG points"), Whole, Narrow),
            (Say(CasemixWords.PointsPerContact), Weight, Narrow), (Say("Share of DRG points"), Share, Narrow),
            (Say("Cost, kronor"), Whole, 15),
        ],
        report.Mdcs.OrderBy(mdc => _cells.Mask[CasemixPart.Mdc, mdc.Mdc]).Select(mdc => Row(
            [mdc.Mdc, MdcName(mdc.Mdc)], CasemixPart.Mdc, mdc.Mdc,
            [mdc.Contacts, mdc.Points, mdc.Points / mdc.Contacts, mdc.Points / report.Casemix.All.All.Points, mdc.Cost])));

    private Sheet Groups()
    {
        var hasBefore = report.Changes is not null;
        return Table(
            Say("DRGs"), ["DRG"],
            [
                (Say("Name"), "", 44), ("MDC", "", 8), (Say("Contacts"), Whole, Narrow), (Say("Weight"), "0.0000", Narrow),
                (Say("DRG points"), Whole, Narrow), (Say("Cost, kronor"), Whole, 15), (Say("Mean cost, kronor"), Whole, Narrow),
                (Say("Outliers"), Whole, Narrow),
                .. hasBefore
                    ? [(Say("Contacts the year before"), Whole, Narrow), (Say("Mean cost the year before, kronor"), Whole, Narrow)]
                    : Array.Empty<(string, string, double)>(),
            ],
            report.Groups.Select(group => Row(
                [group.Drg, group.Name, group.Mdc], CasemixPart.Group, group.Drg,
                [
                    group.Contacts, new Cell(group.Weight, null) { IsKnown = true }, group.Points, group.Cost, group.MeanCost,
                    (group.Outliers, CasemixPart.GroupOutliers),
                    .. hasBefore
                        ? Of(CasemixPart.GroupBefore, group.Before?.Contacts ?? (object)"", group.Before?.MeanCost ?? double.NaN)
                        : [],
                ])));
    }

    private Sheet Changes(
        string name, string[] by, ImmutableArray<Change> changes, CasemixPart part, Func<Change, string> keyOf,
        Func<Change, string[]> names)
    {
        // Contacts with weight and cost, less all contacts, would tell how few have none.
        var isMasked = _cells.Mask.Below > 0;
        return Table(
            name, by,
            [
                .. new[] { Say("the year before"), Say("this year") }.SelectMany(year => new (string, string, double)[]
                {
                    ($"{Say("Contacts")}, {year}", Whole, Narrow), ($"{Say("DRG points")}, {year}", Whole, Narrow),
                    ($"{Say("Cost, kronor")}, {year}", Whole, 15),
                }.Skip(isMasked ? 1 : 0)),
                (Say("Change in cost, kronor"), Whole, 15), (Say("of which volume"), Whole, 15), (Say("of which casemix"), Whole, 15),
                (Say("of which productivity"), Whole, 15), (Say("of which price"), Whole, 15), (Say("Change in DRG points"), Whole, Narrow),
                (Say("Change in index"), "0.0000", Narrow), (Say("of which patients"), "0.0000", Narrow),
                (Say("of which complicated coding"), "0.0000", Narrow),
            ],
            changes.Select(change => Row(names(change), part, keyOf(change),
            [
                .. new[] { change.Before, change.After }.SelectMany(sums => (Cell[])
                    [.. isMasked ? [] : new Cell[] { sums.Contacts }, sums.Points, sums.Cost]),
                change.Cost.Total, change.Cost.Volume, change.Cost.Casemix, change.Cost.Productivity, change.Cost.Price,
                change.Points.Total, change.Index?.Total ?? 0, change.Index?.Patients ?? 0, change.Index?.Coding ?? 0,
            ])), totals: part == CasemixPart.UnitChange ? 1 : 0);
    }

    private Sheet Funnel()
    {
        var isMasked = _cells.Mask.Below > 0;
        return Table(
            Say(CasemixWords.CostPerPoint), _cells.By,
            [
                .. isMasked ? [] : new[] { (Say("Contacts, inliers"), Whole, Narrow) }, (Say(CasemixWords.InlierCost), Whole, Narrow),
                (Say("All units"), Whole, Narrow), (Say("Chance, 95 %, from"), Whole, Narrow), (Say("Chance, 95 %, to"), Whole, Narrow),
                (Say("Chance, 99.8 %, from"), Whole, Narrow), (Say("Chance, 99.8 %, to"), Whole, Narrow),
                (Say("Beyond 99.8 %"), "", Narrow),
            ],
            report.CostPerPoint.Select(point => Row(
                Parts(point.Unit), CasemixPart.Outliers, CasemixMask.KeyOf(point.Unit),
                [
                    .. isMasked ? [] : new Cell[] { point.Contacts }, point.Value, point.Target, point.Low95, point.High95, point.Low998,
                    point.High998, point.Beyond switch { > 0 => Say("above"), < 0 => Say("below"), _ => "" },
                ])));
    }

    private Sheet Coding() => Table(
        Say("Coding"), _cells.By,
        [
            (Say("Contacts in divided groups"), Whole, Narrow), (Say("Complicated contacts"), Whole, Narrow),
            (Say("Share complicated"), Share, Narrow), (Say("Expected complicated contacts"), "#,##0.0", Narrow),
            .. Interval(Say("Observed / expected"), Days), (Say("Differs"), "", Narrow),
        ],
        report.Coding.Select(each => Row(
            Parts(each.Unit), CasemixPart.Complicated, CasemixMask.KeyOf(each.Unit),
            [
                each.Contacts, each.Observed, (double)each.Observed / each.Contacts, each.Expected, each.Ratio, each.Low, each.High,
                each.Differs switch { > 0 => Say("more"), < 0 => Say("fewer"), _ => "" },
            ])));

    private Sheet Stays(
        string name, string[] by, ImmutableArray<Casemix.Stays.StayRow> rows, CasemixPart part, CasemixPart outliers,
        Func<Casemix.Stays.StayRow, string> keyOf, Func<Casemix.Stays.StayRow, string[]> names) => Table(
        name, by,
        [
            (Say("Contacts"), Whole, Narrow), (Say("Care days"), Whole, Narrow), .. Interval(Say(CasemixWords.MeanStay), Days),
            (Say("Median length of stay"), "0.0", Narrow), (Say("Expected mean length of stay"), Days, Narrow),
            .. Interval(Say("Observed / expected"), Days), (Say("Mean length of stay, inliers"), Days, Narrow),
            (Say(CasemixWords.OutlierShare), Share, Narrow), (Say("Care days above the limits"), Whole, Narrow),
            (Say("Limit, care days"), "0.0", Narrow),
        ],
        rows.Select(row => Row(names(row), part, keyOf(row),
        [
            row.All.Contacts, row.All.Days, .. Cells(row.All.Mean), row.All.Median.Value, row.All.Expected, .. Cells(row.All.Index),
            .. Of(outliers, row.Inliers.Mean.Value, row.Outliers.Value, row.OutlierDays), row.Limit ?? double.NaN,
        ])), totals: part == CasemixPart.UnitStays ? 1 : 0);

    private Sheet Quality() => new(
        Say("Data quality"), [Say("Code"), Say("What"), "DRG", Say("Contacts")],
        [
            ["", Say(CasemixWords.Rows), "", Text(_cells.Show<object>(report.Quality.Read, CasemixPart.Reason, "*"))],
            .. _cells.Reasons().Select(reason => new[]
            {
                reason.Code, reason.Meaning, "", reason.Contacts.Replace(" ", "", StringComparison.Ordinal),
            }),
            .. report.Casemix.WithoutWeight.Select(each => new[]
            {
                Gruppera.Workflows.WorkflowIssues.NoWeight.Id, Say("without weight"), each.Drg,
                Text(_cells.Show<object>(each.Contacts, CasemixPart.Lacking, each.Drg)),
            }),
        ])
    {
        Numbers = new HashSet<int> { 3 },
        Columns = [new(10), new(80), new(8), new(Narrow, Whole)],
        HasFilter = true,
    };

    private static (string, string, double)[] Interval(string name, string format) =>
        [(name, format, Narrow), (name + ", 95 % −", format, Narrow), (name + ", 95 % +", format, Narrow)];

    private static Cell[] Cells(Estimate estimate) => [estimate.Value, estimate.Low, estimate.High];

    private static Cell[] Of(CasemixPart part, params object[] values) =>
        [.. values.Select(value => value is Cell cell ? cell with { Part = part } : new Cell(value, part))];

    private static Cell[] Of(CasemixPart part, Cell[] values) => [.. values.Select(cell => cell with { Part = part })];

    private string[] Parts(ReportingUnit unit) =>
        [.. report.Casemix.By.Select((_, at) => at < unit.Parts.Length ? unit.Parts[at] : at == 0 ? Say("All units") : "")];

    private string[] Row(string[] names, CasemixPart part, string key, Cell[] cells) =>
    [
        .. names,
        .. cells.Select(cell => Text(cell.IsKnown ? cell.Value : _cells.Show(cell.Value, cell.Part ?? part, key))),
    ];

    private static Sheet Table(
        string name, string[] names, (string Header, string Format, double Width)[] columns, IEnumerable<string[]> rows,
        int totals = 0) => new(
        name, [.. names, .. columns.Select(column => column.Header)], [.. rows])
        {
            Numbers = columns.Index().Where(column => column.Item.Format.Length > 0).Select(column => column.Index + names.Length)
                .ToHashSet(),
            Columns =
            [
                .. names.Select(_ => new SheetColumn(names is ["DRG"] or ["MDC"] ? 8 : 32)),
                .. columns.Select(column => new SheetColumn(column.Width, column.Format.Length > 0 ? column.Format : "General")),
            ],
            Frozen = Math.Max(1, names.Length),
            HasFilter = true,
            Totals = totals,
        };

    private static string Text(object cell) => cell switch
    {
        double number => double.IsFinite(number) ? Math.Round(number, 6).ToString(CultureInfo.InvariantCulture) : "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private string Say(Text text) => voice.Say(text);

    /// <summary>A cell and what it rests on, where that is less than its row does.</summary>
    private sealed record Cell(object Value, CasemixPart? Part)
    {
        /// <summary>True if it tells nothing of contacts.</summary>
        internal bool IsKnown { get; init; }

        public static implicit operator Cell(double value) => new(value, null);

        public static implicit operator Cell(long value) => new(value, null);

        public static implicit operator Cell(decimal value) => new(value, null);

        public static implicit operator Cell(string value) => new(value, null);

        public static implicit operator Cell((long Value, CasemixPart Part) value) => new(value.Value, value.Part);
    }
}

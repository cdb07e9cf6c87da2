using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Payment;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>What a payer pays, by unit, and what was not paid.</summary>
/// <param name="Rules">Name of the rules.</param>
/// <param name="Version">Their version.</param>
/// <param name="List">Name of the weight list.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="All">All units together.</param>
/// <param name="Units">Each unit.</param>
/// <param name="Other">Name and version of the other rules, or null.</param>
/// <param name="WithoutWeight">Groups that the list lacks.</param>
/// <param name="WithoutPrice">Payer, care form and period that no price holds for.</param>
/// <param name="LackCost">Contacts that lack the cost that their rule pays.</param>
public sealed record PaymentAnswer(
    string Rules, string Version, string List, ImmutableArray<string> By, PaymentAnswer.Row All, ImmutableArray<PaymentAnswer.Row> Units,
    string? Other,
    ImmutableArray<LackingGroup> WithoutWeight, ImmutableArray<PaymentAnswer.Lacking> WithoutPrice, long LackCost)
{
    /// <summary>The answer out of what was paid.</summary>
    public static PaymentAnswer Of(PaymentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (rules, other, totals) = (result.Rules, result.Other, result.Totals);
        var others = result.OtherTotals?.Units.ToDictionary(unit => unit.Unit, unit => unit.Sums.Amounts.Total);
        return new(
            rules.Name, rules.Version, result.List, result.By, Of(ReportingUnit.All, totals.All(), result.OtherTotals?.All().Amounts.Total),
            [.. totals.Units.Where(unit => unit.Sums.Contacts > 0).Select(unit => Of(unit.Unit, unit.Sums, others?[unit.Unit]))],
            other is null ? null : $"{other.Name} {other.Version}",
            [.. totals.WithoutWeight.Select(each => new LackingGroup(each.Key, each.Value))],
            [.. totals.WithoutPrice.Select(each => new Lacking(
                string.Join(", ", new[] { each.Key.Payer, each.Key.CareForm, each.Key.Period }.Where(part => part.Length > 0)),
                each.Value))],
            totals.LackCost)
        {
            Groups = [.. totals.Groups.Select(group => Balance.Of(group.Name, group.Sums))],
            Mdcs = [.. totals.Mdcs.Select(mdc => Balance.Of(mdc.Name, mdc.Sums))],
            Settlements = [.. totals.Settle(rules)],
            Pool = totals.Pool(rules),
        };

        Row Of(ReportingUnit unit, PaymentSums sums, decimal? other) =>
            Row.Of(unit.Parts, sums, other) with { IsSmall = result.SmallUnits.Contains(unit) };
    }

    /// <summary>Payment less cost by group, the largest surplus or deficit first.</summary>
    public ImmutableArray<Balance> Groups { get; init; } = [];

    /// <summary>The same by MDC.</summary>
    public ImmutableArray<Balance> Mdcs { get; init; } = [];

    /// <summary>What the terms of contracts make of the sums.</summary>
    public ImmutableArray<PaymentSettlement> Settlements { get; init; } = [];

    /// <summary>What of patients' sums is above the ceiling of the rules; null where they have none.</summary>
    public PatientPool? Pool { get; init; }

    /// <summary>True if contacts lack a price, or the cost that they are paid by.</summary>
    [JsonIgnore]
    public bool HasUnusable => LackCost > 0 || !WithoutPrice.IsEmpty;

    /// <summary>What was not paid, and amounts that could not be read, as issues.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="file">Name of the file of contacts.</param>
    /// <param name="unreadable">Columns with amounts that are no numbers, with the contacts that have them.</param>
    public IEnumerable<Issue> Issues(Voice voice, string file, IReadOnlyDictionary<string, long> unreadable)
    {
        string Contacts(long count) => voice.Say(CountWords.Contacts(count));
        foreach (var each in WithoutPrice)
            yield return new(PaymentIssues.NoPrice, Rules, Value: each.Value, Detail: Contacts(each.Contacts));
        if (LackCost > 0)
            yield return new(PaymentIssues.NoCostToPay, Rules, Detail: Contacts(LackCost));
        foreach (var (column, contacts) in unreadable)
            yield return new(PaymentIssues.UnreadableAmount, file, Column: column, Detail: Contacts(contacts));
    }

    /// <summary>Writes payments by unit, and what was not paid.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public Document Document(Voice voice)
    {
        var rows = By.IsEmpty ? [All] : Units.Add(All);
        var unit = string.Join(" / ", By);
        var document = new Document().Heading(voice.Say($"Payment by {Rules}, version {Version}; weights {List}"), 1)
            .Heading(voice.Say("Units, kronor")).Table(
                [voice.Say("contacts"), voice.Say("points"), voice.Say("DRG price"), voice.Say("total"), unit],
                rows.Select(row => new[]
                {
                    Voice.Number(row.Contacts), Voice.Number((double)row.Points), Voice.Number((double)row.Amounts.Drg),
                    voice.Kronor(row.Amounts.Total), Name(voice, row),
                }), 0, 1, 2, 3).Behind(rows.Select(row => By.Zip(row.Unit, (column, part) => (column, part))))
            .Heading(voice.Say("From DRG price to total, kronor")).Table(["", voice.Say("kronor")], Steps(voice, All.Amounts), 1)
            .Chart(new(
                "waterfall", voice.Say("From DRG price to total"), voice.Say("kronor, all units"), Bars(voice, All.Amounts))
            {
                Marks = [("axis", voice.Say(ChartWords.Cut))],
            })
            .Heading(voice.Say("Contacts")).Table(
                [voice.Say("contacts"), voice.Say("share"), voice.Say("paid as")],
                All.Kinds.Select(kind => new[]
                {
                    Voice.Number(kind.Value), kind.Key == PaymentKind.PartOfStay ? "" : voice.Percent(kind.Value, All.Contacts),
                    Say(voice, kind.Key, kind.Value),
                }),
                0, 1);
        if (Pool is { } pool)
        {
            document.Line(voice.Say(
                $"{Voice.Number(pool.Above):above} of {Voice.Number(pool.Patients):patients} patients are above the ceiling in a " +
                $"period, by " +
                $"{voice.Kronor(pool.Kronor):kronor} kronor; the pool bears {voice.Kronor(pool.Borne):borne} of it."));
        }

        PaymentBalance.Write(voice, document, this, unit, Name);
        if (Other is not null)
        {
            document.Heading(voice.Say($"With {Other}, kronor")).Table(
                [voice.Say("total"), voice.Say("difference"), "%", unit],
                rows.Select(row => new[]
                {
                    voice.Kronor(row.OtherTotal!.Value), voice.Kronor(row.OtherTotal.Value - row.Amounts.Total),
                    row.Amounts.Total == 0
                        ? "-"
                        : voice.Decimal((double)(100 * (row.OtherTotal.Value - row.Amounts.Total) / row.Amounts.Total)),
                    Name(voice, row),
                }),
                0, 1, 2);
        }

        return LackingGroups.Write(voice, document, WithoutWeight, All.Contacts);
    }

    /// <summary>Sums by unit, then payment less cost by group and MDC, then settlements.</summary>
    public IEnumerable<Figures> Figures() => [Sums(), .. PaymentBalance.Figures(this)];

    private Figures Sums() => new(
        "Payment",
        [
            .. By, "contacts", "points", "drg_price", "days_outlier", "cost_outlier", "outside", "reduction", "supplement", "addition",
            "fee", "gross", "discount", "vat", "total", .. Enum.GetValues<PaymentKind>().Select(PaymentKinds.Word), "costed", "cost",
            "balance", "too_small",
            "other_total", "difference", "list", "rules",
        ],
        [
            .. (By.IsEmpty ? [All] : Units.Add(All)).Select(row => (object[])
            [
                .. By.Select((_, part) => (object)(part < row.Unit.Length ? row.Unit[part] : "*")), row.Contacts, row.Points,
                row.Amounts.Drg, row.Amounts.DaysOutlier, row.Amounts.CostOutlier, row.Amounts.Outside, row.Amounts.Reduction,
                row.Amounts.Supplement, row.Amounts.Addition, row.Amounts.Fee, row.Amounts.Gross, row.Amounts.Discount, row.Amounts.Vat,
                row.Amounts.Total,
                .. Enum.GetValues<PaymentKind>().Select(kind => (object)row.Kinds.GetValueOrDefault(kind)),
                row.Costed, row.Cost, row.Balance, row.IsSmall,
                row.OtherTotal is { } other ? other : double.NaN, row.OtherTotal is { } next ? next - row.Amounts.Total : double.NaN, List,
                Version,
            ]),
        ]);

    private static IEnumerable<string[]> Steps(Voice voice, Amounts amounts) =>
    [
        [voice.Say("DRG price"), voice.Kronor(amounts.Drg)],
        .. amounts.Reduction == 0 ? Array.Empty<string[]>()
            : [[voice.Say("- few days and transfers"), voice.Kronor(amounts.Reduction)]],
        [voice.Say("+ outliers by care days"), voice.Kronor(amounts.DaysOutlier)],
        [voice.Say("+ cost outliers"), voice.Kronor(amounts.CostOutlier)],
        .. amounts.Supplement == 0 ? Array.Empty<string[]>()
            : [[voice.Say("+ supplements"), voice.Kronor(amounts.Supplement)]],
        [voice.Say("+ outside DRG, at cost"), voice.Kronor(amounts.Outside)],
        [voice.Say("+ patient-specific additions"), voice.Kronor(amounts.Addition)],
        [voice.Say("- patient fees"), voice.Kronor(amounts.Fee)],
        [voice.Say("= gross"), voice.Kronor(amounts.Gross)],
        [voice.Say("- discount"), voice.Kronor(amounts.Discount)],
        [voice.Say("+ VAT compensation"), voice.Kronor(amounts.Vat)],
        [voice.Say("= total"), voice.Kronor(amounts.Total)],
    ];

    private static ImmutableArray<ChartRow> Bars(Voice voice, Amounts amounts)
    {
        (string Label, decimal Kronor, bool IsTotal)[] bars =
        [
            (voice.Say("DRG price"), amounts.Drg, true), (voice.Say("few days and transfers"), -amounts.Reduction, false),
            (Say(voice, PaymentKind.DaysOutlier, 0), amounts.DaysOutlier, false), (voice.Say("cost outliers"), amounts.CostOutlier, false),
            (voice.Say("supplements"), amounts.Supplement, false), (voice.Say("outside DRG, at cost"), amounts.Outside, false),
            (voice.Say("patient-specific additions"), amounts.Addition, false), (voice.Say("patient fees"), -amounts.Fee, false),
            (voice.Say("gross"), amounts.Gross, true), (voice.Say("discount"), -amounts.Discount, false),
            (voice.Say("VAT compensation"), amounts.Vat, false), (voice.Say("total"), amounts.Total, true),
        ];
        return
        [
            .. bars.Where(bar => bar.Kronor != 0).Select(bar => new ChartRow(bar.Label, (double)bar.Kronor)
            {
                IsTotal = bar.IsTotal ? true : null,
                Text = $"{bar.Label}  {voice.Kronor(bar.Kronor)}",
            }),
        ];
    }

    private static string Say(Voice voice, PaymentKind kind, long contacts) => kind switch
    {
        PaymentKind.Innerfall => voice.Say("inliers: weight x price"),
        PaymentKind.CostOutlier => voice.Say("cost outliers"),
        PaymentKind.DaysOutlier => voice.Say("outliers by care days"),
        PaymentKind.BothOutliers => voice.Say("outliers of both types"),
        PaymentKind.LowOutlier => voice.Say("below a lower limit"),
        PaymentKind.Outside => voice.Say("outside DRG by a rule"),
        PaymentKind.WithoutGroup => voice.Say("without a group"),
        PaymentKind.WithoutWeight => voice.Say("group without a weight"),
        PaymentKind.Transfer => voice.Say("transferred before the mean care days"),
        PaymentKind.PartOfStay => voice.Say(Titles.PartOfStay(contacts)),
        _ => voice.Say("no price applies"),
    };

    private static string Name(Voice voice, Row row) => (row.IsSmall ? "* " : "") + Unit(voice, row);

    private static string Unit(Voice voice, Row row) => row.Unit.IsEmpty ? voice.Say("all") : string.Join(" / ", row.Unit);

    /// <summary>A unit.</summary>
    /// <param name="Unit">Its parts; empty for all units.</param>
    /// <param name="Contacts">Contacts.</param>
    /// <param name="Points">DRG points that were priced.</param>
    /// <param name="Amounts">Kronor.</param>
    /// <param name="Kinds">Contacts by kind, without those that are none.</param>
    /// <param name="OtherTotal">The total by the other rules.</param>
    public sealed record Row(
        ImmutableArray<string> Unit, long Contacts, decimal Points, Amounts Amounts, IReadOnlyDictionary<PaymentKind, long> Kinds,
        decimal? OtherTotal)
    {
        /// <summary>Contacts with a cost.</summary>
        public long Costed { get; init; }

        /// <summary>Their cost.</summary>
        public decimal Cost { get; init; }

        /// <summary>What they are paid, less their cost.</summary>
        public decimal Balance { get; init; }

        /// <summary>True if the unit is too small to settle by DRG without other terms, as in the casemix.</summary>
        public bool IsSmall { get; init; }

        internal static Row Of(ImmutableArray<string> unit, PaymentSums sums, decimal? other) => new(
            unit, sums.Contacts, sums.Points, sums.Amounts,
            Enum.GetValues<PaymentKind>().Where(kind => sums.Of(kind) > 0).ToDictionary(kind => kind, sums.Of), other)
        {
            Costed = sums.Costed,
            Cost = sums.Cost,
            Balance = sums.Balance,
        };
    }

    /// <summary>Payment less cost of a group or an MDC.</summary>
    /// <param name="Name">The group or the MDC.</param>
    /// <param name="Contacts">Contacts with a cost.</param>
    /// <param name="Paid">What they are paid.</param>
    /// <param name="Cost">Their cost.</param>
    public sealed record Balance(string Name, long Contacts, decimal Paid, decimal Cost)
    {
        /// <summary>Above 0 a surplus.</summary>
        public decimal Surplus => Paid - Cost;

        internal static Balance Of(string name, PaymentSums sums) => new(name, sums.Costed, sums.PaidOfCosted, sums.Cost);
    }

    /// <summary>What lacks a price.</summary>
    /// <param name="Value">Payer, care form and period.</param>
    /// <param name="Contacts">Its contacts.</param>
    public sealed record Lacking(string Value, long Contacts);
}

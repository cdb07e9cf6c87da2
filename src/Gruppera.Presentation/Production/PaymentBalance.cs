using System.Collections.Immutable;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>Payment less cost, and settlements by contract, in words and figures.</summary>
internal static class PaymentBalance
{
    private const int Shown = 10;

    /// <summary>Whether surplus in some groups outweighs deficit in others, the largest first; small units; what contracts take.</summary>
    internal static Document Write(
        Voice voice, Document document, PaymentAnswer answer, string unit, Func<Voice, PaymentAnswer.Row, string> nameOf)
    {
        ImmutableArray<PaymentAnswer.Row> rows = answer.By.IsEmpty ? [answer.All] : answer.Units.Add(answer.All);
        if (answer.All.Costed > 0)
        {
            var (surplus, deficit) = (
                answer.Groups.Where(group => group.Surplus > 0).Sum(group => group.Surplus),
                answer.Groups.Where(group => group.Surplus < 0).Sum(group => group.Surplus));
            document.Heading(voice.Say("Payment less cost, kronor")).Table(
                    [voice.Say("with a cost"), voice.Say("cost"), voice.Say("surplus"), unit],
                    rows.Select(row => new[]
                    {
                        Voice.Number(row.Costed), Voice.Number((double)row.Cost), Voice.Number((double)row.Balance), nameOf(voice, row),
                    }), 0, 1, 2).Behind(rows.Select(row => answer.By.Zip(row.Unit, (column, part) => (column, part))))
                .Chart(new(
                    "bars", voice.Say("Payment beside cost"), voice.Say("thousand kronor, contacts with a cost"),
                    [
                        .. rows.Where(row => !row.Unit.IsEmpty || rows.Length == 1).Take(CompareAnswer.MostInChart).SelectMany(row =>
                            new[] { (voice.Say("paid"), row.Cost + row.Balance), (voice.Say("cost"), row.Cost) }, (row, bar) =>
                            new ChartRow(nameOf(voice, row), (double)(bar.Item2 / 1000)) { Series = bar.Item1 }),
                    ]))
                .Line(voice.Say(
                    $"Groups with a surplus: {Voice.Number((double)surplus):surplus}; with a deficit: " +
                    $"{Voice.Number((double)deficit):deficit}; together {Voice.Number((double)(surplus + deficit)):deficit2}."));
            Balances(voice, document, voice.Say("Groups, the largest surplus or deficit first"), "DRG", answer.Groups);
            Balances(voice, document, voice.Say("MDCs, the largest first"), "MDC", answer.Mdcs);
        }

        if (!answer.Settlements.IsEmpty)
        {
            document.Heading(voice.Say("Settled by the terms, kronor")).Table(
                [voice.Say("contacts paid"), voice.Say("guard"), voice.Say("bands"), voice.Say("ceiling"), voice.Say("settled"), ""],
                answer.Settlements.Select(each => new[]
                {
                    voice.Kronor(each.Total), Voice.Number((double)-each.Guarded), Voice.Number((double)-each.Banded),
                    Voice.Number((double)-each.Capped), voice.Kronor(each.Settled),
                    string.Join(", ", new[] { each.Provider, each.Contract, each.Period }.Where(part => part.Length > 0)),
                }),
                0, 1, 2, 3, 4);
        }

        return rows.Any(row => row.IsSmall)
            ? document.Line(voice.Say(CountWords.TooSmall))
            : document;
    }

    internal static IEnumerable<Figures> Figures(PaymentAnswer answer)
    {
        yield return Sheet("Groups", "drg", answer.Groups);
        yield return Sheet("MDC", "mdc", answer.Mdcs);
        if (!answer.Settlements.IsEmpty)
        {
            yield return new(
                "Settlements",
                ["provider", "contract", "period", "contacts", "points", "total", "casemix_guard", "volume_bands", "ceiling", "settled"],
            [
                .. answer.Settlements.Select(each => (object[])
                    [
                        each.Provider, each.Contract, each.Period, each.Contacts, each.Points, each.Total, each.Guarded, each.Banded,
                        each.Capped, each.Settled,
                    ]),
            ]);
        }
    }

    private static Figures Sheet(string name, string column, ImmutableArray<PaymentAnswer.Balance> rows) => new(
        name, [column, "costed", "paid", "cost", "balance"],
        [.. rows.Select(row => (object[])[row.Name, row.Contacts, row.Paid, row.Cost, row.Surplus])]);

    private static void Balances(Voice voice, Document document, string heading, string name, ImmutableArray<PaymentAnswer.Balance> rows) =>
        document.Heading(heading).Table(
            [voice.Say("contacts"), voice.Say("paid"), voice.Say("cost"), voice.Say("surplus"), name],
            rows.Where(row => row.Contacts > 0).Take(Shown).Select(row => new[]
            {
                Voice.Number(row.Contacts), Voice.Number((double)row.Paid), Voice.Number((double)row.Cost),
                Voice.Number((double)row.Surplus), row.Name.Length > 0 ? row.Name : "-",
            }),
            0, 1, 2, 3).Behind(rows.Where(row => row.Contacts > 0).Take(Shown)
                .Select(row => new[] { (name == "DRG" ? "drg" : "drg_mdc", row.Name) }));
}

using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Output;

/// <summary>Two periods and the units of the second one, compared.</summary>
/// <param name="List">Name of the weight list.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="All">The change on all contacts.</param>
/// <param name="Inliers">The change on innerfall.</param>
/// <param name="Benchmark">One unit beside the others, or null.</param>
/// <param name="CostPerPoint">Funnel of cost per point, innerfall.</param>
/// <param name="Complicated">Funnel of the share of complicated groups.</param>
/// <param name="Coding">Complicated groups beside what others' rates would give.</param>
internal sealed record CompareAnswer(
    string List, ImmutableArray<string> By, PeriodComparison All, PeriodComparison Inliers, Benchmark? Benchmark,
    ImmutableArray<FunnelPoint> CostPerPoint, ImmutableArray<FunnelPoint> Complicated, ImmutableArray<CodingComparison> Coding)
{
    private const int Shown = 15;
    private const decimal Thousand = 1000;

    internal Document Document(Session session)
    {
        var unit = string.Join(" / ", By);
        var document = new Document().Heading(session.Say($"Two periods compared, weights {List}", $"Två perioder jämförda, vikter {List}"), 1);
        Changes(session, document, session.Say("Change in cost, thousand kronor", "Förändrad kostnad, tusental kronor"), unit, [.. All.Units, All.All], change => change.Cost, cost: true);
        Changes(session, document, session.Say("Change in points", "Förändrade poäng"), unit, [.. All.Units, All.All], change => change.Points, cost: false);
        Changes(session, document, session.Say("Change in cost by MDC, thousand kronor", "Förändrad kostnad per MDC, tusental kronor"), "MDC", All.Mdcs, change => change.Cost, cost: true);
        document.Line(session.Say("All contacts with a weight and a cost. Each row is split on its own: rows of units do not add up to the last row.", "Alla vårdkontakter med vikt och kostnad. Varje rad delas upp för sig: enheternas rader summerar inte till sista raden."));
        Funnels(session, document, session.Say("Cost per point and what chance allows, innerfall, second period", "Kostnad per poäng och vad slumpen tillåter, innerfall, andra perioden"), unit, CostPerPoint, Session.Number);
        Funnels(session, document, session.Say("Share of complicated and what chance allows", "Andel komplicerade och vad slumpen tillåter"), unit, Complicated, share => session.Decimal(100 * share) + " %");
        if (Coding.Any(each => each.Contacts > 0))
        {
            document.Heading(session.Say("Complicated beside what others' rates would give", "Komplicerade mot vad andras andelar skulle ge")).Table(
                [session.Say("divided", "uppdelade"), session.Say("observed", "utfall"), session.Say("expected", "väntat"), session.Say("ratio (95 %)", "kvot (95 %)"), "", unit],
                Coding.Where(each => each.Contacts > 0).Select(each => new[]
                {
                    Session.Number(each.Contacts), Session.Number(each.Observed), session.Decimal(each.Expected), $"{session.Weight2(each.Ratio)} ({session.Weight2(each.Low)}{session.Say("-", "–")}{session.Weight2(each.High)})",
                    each.Differs switch { > 0 => session.Say("more", "fler"), < 0 => session.Say("fewer", "färre"), _ => "" }, each.Unit.ToString(),
                }),
                0, 1, 2, 3);
        }

        return Benchmark is null ? document : Benchmarked(session, document, Benchmark);
    }

    internal IEnumerable<Figures> Figures()
    {
        yield return CasemixSheets.Changes(By, [("all", "unit", [.. All.Units, All.All]), ("all", "mdc", All.Mdcs), ("innerfall", "unit", [.. Inliers.Units, Inliers.All]), ("innerfall", "mdc", Inliers.Mdcs)]);
        yield return CasemixSheets.Funnel(By, [("cost_per_point", CostPerPoint), ("complicated", Complicated)]);
        yield return CasemixSheets.Standardised(By, Coding);
        if (Benchmark is not null)
        {
            yield return new("Benchmark", ["drg", "contacts", .. Web.Reports.Figures.Columns("mean"), "others_contacts", .. Web.Reports.Figures.Columns("others_mean"), .. Web.Reports.Figures.Columns("contribution")],
                [.. Benchmark.Groups.Select(each => (object[])[each.Drg, each.Unit.Contacts, .. Web.Reports.Figures.Cells(each.Unit), each.Others.Contacts, .. Web.Reports.Figures.Cells(each.Others), each.Contribution, each.Low, each.High])]);
        }
    }

    private static void Changes(Session session, Document document, string heading, string name, ImmutableArray<Change> changes, Func<Change, ChangeParts> parts, bool cost) => document.Heading(heading).Table(
        [session.Say("change", "ändring"), session.Say("volume", "volym"), "casemix", .. cost ? new[] { session.Say("productivity", "produktivitet") } : [], name],
        changes.Select(change =>
        {
            var part = parts(change);
            string Text(decimal number) => Session.Number((double)(cost ? number / Thousand : number));
            return (string[])
            [
                Text(part.Total), Text(part.Volume), Text(part.Casemix), .. cost ? new[] { Text(part.Productivity) } : [],
                change.Mdc.Length > 0 ? change.Mdc : change.Unit.Parts.IsEmpty ? name == "MDC" ? session.Say("(none)", "(ingen)") : session.Say("all", "alla") : change.Unit.ToString(),
            ];
        }),
        cost ? [0, 1, 2, 3] : [0, 1, 2]);

    private static void Funnels(Session session, Document document, string heading, string name, ImmutableArray<FunnelPoint> points, Func<double, string> number) => document.Heading(heading).Table(
        [session.Say("contacts", "kontakter"), session.Say("value", "värde"), "95 %", "99.8 %".Replace(".", session.Say(".", ","), StringComparison.Ordinal), "", name],
        points.Select(point => new[]
        {
            Session.Number(point.Contacts), number(point.Value), $"{number(point.Low95)}{session.Say("-", "–")}{number(point.High95)}", $"{number(point.Low998)}{session.Say("-", "–")}{number(point.High998)}",
            point.Beyond switch { > 0 => session.Say("above", "över"), < 0 => session.Say("below", "under"), _ => "" }, point.Unit.ToString(),
        }),
        0, 1, 2, 3);

    private static Document Benchmarked(Session session, Document document, Benchmark benchmark)
    {
        document.Heading(session.Say($"{benchmark.Unit} beside all others, innerfall", $"{benchmark.Unit} mot alla andra, innerfall"))
            .Line(session.Say(
                $"{Session.Number(benchmark.Contacts)} contacts cost {Session.Number(benchmark.Cost)} kronor; at the means of the others the same contacts would cost {Session.Number(benchmark.Expected)} ({session.Decimal(100 * (benchmark.Cost / benchmark.Expected - 1))} %). {Session.Number(benchmark.Alone)} contacts in groups that no other unit has are left out.",
                $"{Session.Number(benchmark.Contacts)} vårdkontakter kostar {Session.Number(benchmark.Cost)} kronor; till de andras medelkostnader skulle samma kontakter kosta {Session.Number(benchmark.Expected)} ({session.Decimal(100 * (benchmark.Cost / benchmark.Expected - 1))} %). {Session.Number(benchmark.Alone)} kontakter i grupper som ingen annan enhet har är utelämnade."))
            .Table(
                ["DRG", session.Say("contacts", "kontakter"), session.Say("mean", "medel"), session.Say("others", "andra"), session.Say("contribution, kronor (95 %)", "bidrag, kronor (95 %)")],
                benchmark.Groups.Take(Shown).Select(group => new[]
                {
                    group.Drg, Session.Number(group.Unit.Contacts), Session.Number(group.Unit.Value), Session.Number(group.Others.Value),
                    double.IsNaN(group.Low) ? Session.Number(group.Contribution) : $"{Session.Number(group.Contribution)} ({Session.Number(group.Low)} {session.Say("to", "till")} {Session.Number(group.High)})",
                }),
                1, 2, 3, 4);
        var left = benchmark.Groups.Length - Shown;
        return left <= 0 ? document : document.Line(session.Say($"and {left} more groups, {Session.Number(benchmark.Groups.Skip(Shown).Sum(group => group.Contribution))} kronor together (-o file.xlsx)", $"och {left} grupper till, tillsammans {Session.Number(benchmark.Groups.Skip(Shown).Sum(group => group.Contribution))} kronor (-o fil.xlsx)"));
    }
}

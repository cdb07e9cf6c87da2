using Gruppera.Casemix.Indices;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Output;

/// <summary>Casemix indices by unit, in words.</summary>
internal static class CasemixDocument
{
    internal static Document Document(this CasemixAnswer answer, Session session)
    {
        var units = answer.By.IsEmpty ? [answer.All] : answer.Units.Add(answer.All);
        var unit = string.Join(" / ", answer.By);
        var document = new Document().Heading(session.Say($"Casemix by {answer.List}", $"Casemix enligt {answer.List}"), 1)
            .Heading("Casemix").Table(
                [session.Say("contacts", "kontakter"), session.Say("points", "poäng"), session.Say("index (95 %)", "index (95 %)"), session.Say("care days", "vårddagar"), unit],
                units.Select(each => new[]
                {
                    Session.Number(each.All.Contacts), Session.Number(each.All.Points), Interval(session, each.All.Index, session.Weight3), Session.Number(each.All.Days), Name(session, each),
                }),
                0, 1, 2, 3);
        if (units.Any(each => each.All.Cost > 0))
        {
            document.Heading(session.Say("Cost per DRG point, kronor", "Kostnad per DRG-poäng, kronor")).Table(
                [session.Say("all (95 %)", "alla (95 %)"), session.Say("innerfall (95 %)", "innerfall (95 %)"), unit],
                units.Select(each => new[] { Interval(session, each.All.CostPerPoint, Kronor), Interval(session, each.Inliers.CostPerPoint, Kronor), Name(session, each) }), 0, 1);
            document.Heading(session.Say("Cost per contact, kronor", "Kostnad per kontakt, kronor"))
                .Table(
                    [session.Say("mean, all", "medel, alla"), session.Say("adjusted", "justerad"), session.Say("mean, innerf.", "medel, innerf."), session.Say("adjusted", "justerad"), unit],
                    units.Select(each => new[] { Kronor(each.All.MeanCost.Value), Kronor(each.All.AdjustedCost.Value), Kronor(each.Inliers.MeanCost.Value), Kronor(each.Inliers.AdjustedCost.Value), Name(session, each) }), 0, 1, 2, 3)
                .Line(session.Say("Adjusted: what a contact would cost with the casemix of all units together.", "Justerad: vad en kontakt skulle kosta med alla enheters gemensamma casemix."));
        }

        document.Heading(session.Say("Outliers and coding", "Ytterfall och kodning")).Table(
            [session.Say("outliers", "ytterfall"), session.Say("of cost", "av kostn."), session.Say("complicated (95 %)", "komplicerade (95 %)"), session.Say("secondary", "bidiagnoser"), unit],
            units.Select(each => new[]
            {
                Percent(session, each.Outliers.Value), Percent(session, each.OutlierCost), Interval(session, each.All.Complicated, share => Percent(session, share)), session.Weight2(each.All.SecondaryDiagnoses.Value), Name(session, each),
            }),
            0, 1, 2, 3);
        if (units.Any(each => each.IsSmall))
        {
            document.Line(session.Say(
                $"* too small to compare: fewer than {CasemixIndices.FewestContacts} contacts, or an interval of cost per point wider than ±{CasemixIndices.WidestInterval * 100:0} %. DRG is not made for settling with units as small as a clinic.",
                $"* för liten att jämföra: färre än {CasemixIndices.FewestContacts} kontakter, eller ett intervall för kostnad per poäng bredare än ±{CasemixIndices.WidestInterval * 100:0} %. DRG är inte gjort för avräkning med så små enheter som kliniker."));
        }

        return LackingGroups.Write(session, document, answer.WithoutWeight, answer.All.All.Contacts);
    }

    private static string Name(Session session, UnitIndices each) => (each.IsSmall ? "* " : "") + (each.Unit.Parts.IsEmpty ? session.Say("all", "alla") : each.Unit.ToString());

    private static string Interval(Session session, Estimate estimate, Func<double, string> number) => double.IsNaN(estimate.Value) ? "-"
        : double.IsNaN(estimate.Low) ? number(estimate.Value)
        : $"{number(estimate.Value)} ({number(estimate.Low)}{session.Say("-", "–")}{number(estimate.High)})";

    private static string Kronor(double kronor) => double.IsNaN(kronor) ? "-" : Session.Number(kronor);

    private static string Percent(Session session, double share) => double.IsNaN(share) ? "-" : session.Decimal(100 * share) + " %";
}

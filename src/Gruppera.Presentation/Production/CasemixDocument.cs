using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>Casemix indices by unit, in words.</summary>
public static class CasemixDocument
{
    /// <summary>Writes the indices, costs and outliers of units.</summary>
    /// <param name="answer">The indices.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public static Document Document(this CasemixAnswer answer, Voice voice)
    {
        var units = answer.By.IsEmpty ? [answer.All] : answer.Units.Add(answer.All);
        var unit = string.Join(" / ", answer.By);
        var document = new Document().Heading(voice.Say($"Casemix by {answer.List}"), 1)
            .Heading("Casemix").Table(
                [
                    voice.Say("contacts"), voice.Say("weighted"), voice.Say("points"), voice.Say("index (95 %)"),
                    voice.Say("care days"), unit,
                ],
                units.Select(each => new[]
                {
                    Voice.Number(each.All.Contacts), Percent(voice, each.All.WeightedShare), Voice.Number(each.All.Points),
                    Interval(voice, each.All.Index, voice.Weight3),
                    Voice.Number(each.All.Days), Name(voice, each),
                }),
                0, 1, 2, 3, 4);
        if (units.Any(each => each.All.Cost > 0))
        {
            document.Heading(voice.Say("Cost per DRG point, kronor")).Table(
                [voice.Say("all (95 %)"), voice.Say("inliers (95 %)"), unit],
                units.Select(each => new[]
                {
                    Interval(voice, each.All.CostPerPoint, Kronor), Interval(voice, each.Inliers.CostPerPoint, Kronor), Name(voice, each),
                }), 0, 1);
            document.Heading(voice.Say("Cost per contact, kronor"))
                .Table(
                    [voice.Say("mean, all"), voice.Say("adjusted"), voice.Say("mean, inliers"), voice.Say("adjusted"), unit],
                    units.Select(each => new[]
                    {
                        Kronor(each.All.MeanCost.Value), Kronor(each.All.AdjustedCost.Value), Kronor(each.Inliers.MeanCost.Value),
                        Kronor(each.Inliers.AdjustedCost.Value), Name(voice, each),
                    }), 0, 1, 2, 3)
                .Line(voice.Say("Adjusted: what a contact would cost with the casemix of all units together."));
        }

        document.Heading(voice.Say("Outliers and coding")).Table(
            [voice.Say("outliers"), voice.Say("of cost"), voice.Say("complicated (95 %)"), voice.Say("secondary"), unit],
            units.Select(each => new[]
            {
                Percent(voice, each.Outliers.Value), Percent(voice, each.OutlierCost),
                Interval(voice, each.All.Complicated, share => Percent(voice, share)), voice.Weight2(each.All.SecondaryDiagnoses.Value),
                Name(voice, each),
            }),
            0, 1, 2, 3);
        if (units.Any(each => each.IsSmall))
        {
            document.Line(voice.Say(CountWords.TooSmall));
        }

        return LackingGroups.Write(voice, document, answer.WithoutWeight, answer.All.All.Contacts);
    }

    private static string Name(Voice voice, UnitIndices each) =>
        (each.IsSmall ? "* " : "") + (each.Unit.Parts.IsEmpty ? voice.Say("all") : each.Unit.ToString());

    private static string Interval(Voice voice, Estimate estimate, Func<double, string> number) => double.IsNaN(estimate.Value) ? "-"
        : double.IsNaN(estimate.Low) ? number(estimate.Value)
        : $"{number(estimate.Value)} ({number(estimate.Low)}{voice.Say("-")}{number(estimate.High)})";

    private static string Kronor(double kronor) => double.IsNaN(kronor) ? "-" : Voice.Number(kronor);

    private static string Percent(Voice voice, double share) => double.IsNaN(share) ? "-" : voice.Decimal(100 * share) + " %";
}

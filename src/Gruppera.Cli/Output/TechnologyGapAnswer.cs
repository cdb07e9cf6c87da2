using Gruppera.Casemix.Technology;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Output;

/// <summary>A new technology year by year.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Gap">What weights do not carry.</param>
internal sealed record TechnologyGapAnswer(TechnologyPlan Plan, TechnologyGap Gap)
{
    internal Document Document(Session session) => new Document()
        .Heading(session.Say($"{Plan.Name} in {Plan.Drg}, from {Plan.Start}", $"{Plan.Name} i {Plan.Drg}, från {Plan.Start}"), 1)
        .Table(
            [session.Say("year", "år"), session.Say("contacts", "kontakter"), session.Say("cost", "kostnad"), session.Say("weight", "vikt"), session.Say("paid by weight", "betalt av vikten"), session.Say("set aside", "att avsätta"), session.Say("weights from", "vikter från")],
            Gap.Years.Select(year => new[]
            {
                $"{year.Year}", Session.Number(year.Contacts), Session.Number(year.Cost), session.Weight3(year.Weight), Session.Number(year.Paid), Session.Number(year.SetAside),
                year.IsInWeights ? $"{year.WeightsFrom}" : session.Say($"{year.WeightsFrom}, without", $"{year.WeightsFrom}, utan"),
            }),
            1, 2, 3, 4, 5)
        .Line(session.Say(
            $"National weights are made from the costs of {TechnologyGap.Delay} years before: the first year whose weights have the technology is {Plan.Start + TechnologyGap.Delay}. Until then {Session.Number(Gap.BeforeWeights)} kronor must be found outside DRG.",
            $"Nationella vikter görs av kostnader från {TechnologyGap.Delay} år tidigare: första året vars vikter har tekniken är {Plan.Start + TechnologyGap.Delay}. Dessförinnan måste {Session.Number(Gap.BeforeWeights)} kronor hittas utanför DRG."))
        .Line(session.Say(
            "After that the group's weight is a mean of contacts with and without the technology; what is left to set aside is what the mean does not pay for those with it.",
            "Därefter är gruppens vikt ett medel av kontakter med och utan tekniken; det som återstår att avsätta är vad medlet inte betalar för dem med den."));

    internal Figures Figures() => new(
        "TechnologyGap",
        ["year", "weights_from", "in_weights", "contacts", "cost", "weight", "paid", "set_aside"],
        [.. Gap.Years.Select(year => (object[])[year.Year, year.WeightsFrom, year.IsInWeights, year.Contacts, year.Cost, year.Weight, year.Paid, year.SetAside])]);
}

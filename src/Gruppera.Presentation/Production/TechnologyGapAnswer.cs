using Gruppera.Casemix.Funding;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>A new technology year by year.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Gap">What weights do not carry.</param>
public sealed record TechnologyGapAnswer(TechnologyPlan Plan, TechnologyGap Gap)
{
    /// <summary>Writes the years.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public Document Document(Voice voice) => new Document()
        .Heading(voice.Say($"{Plan.Name} in {Plan.Drg}, from {Plan.Start}"), 1)
        .Table(
            [
                voice.Say("year"), voice.Say("contacts"), voice.Say("cost"), voice.Say("weight"), voice.Say("paid by weight"),
                voice.Say("to set aside"), voice.Say("weights from"),
            ],
            Gap.Years.Select(year => new[]
            {
                $"{year.Year}", Voice.Number(year.Contacts), Voice.Number(year.Cost), voice.Weight3(year.Weight), Voice.Number(year.Paid),
                Voice.Number(year.SetAside),
                year.IsInWeights ? $"{year.WeightsFrom}" : voice.Say($"{year.WeightsFrom}, without"),
            }),
            1, 2, 3, 4, 5)
        .Line(voice.Say(
            $"National weights are based on the costs of {TechnologyGap.Delay} years before: the first year whose weights include the " +
            $"technology is {Plan.Start + TechnologyGap.Delay:start}. Until then {Voice.Number(Gap.BeforeWeights):beforeWeights} kronor " +
            $"must be set aside outside DRG."))
        .Line(voice.Say(
            "After that the group's weight is a mean of contacts with and without the technology; the amount still to set aside is what " +
            "that mean does not cover for contacts with it."));

    /// <summary>The years as a table of figures.</summary>
    public Figures Figures() => new(
        "TechnologyGap",
        ["year", "weights_from", "in_weights", "contacts", "cost", "weight", "paid", "set_aside"],
        [.. Gap.Years.Select(year =>
            (object[])[year.Year, year.WeightsFrom, year.IsInWeights, year.Contacts, year.Cost, year.Weight, year.Paid, year.SetAside])]);
}

using System.Collections.Immutable;
using Gruppera.Casemix.Funding;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Technology;

namespace Gruppera.Presentation.Changes;

/// <summary>What a region must fund of a technology until weights carry it, by what contacts in its groups cost or weigh.</summary>
/// <param name="Years">The years whose weights are without it, all its groups together.</param>
/// <param name="IsByWeights">True if weights x cost per point are what is paid; false if the mean cost of the groups' others is.</param>
/// <param name="LeftOut">Contacts of groups whose cost or weight is not known.</param>
public sealed record TechnologyFunding(ImmutableArray<TechnologyGapYear> Years, bool IsByWeights, long LeftOut)
{
    internal double SetAside => Years.Sum(year => year.SetAside);

    /// <summary>Calculates it; null if the contacts have no costs.</summary>
    public static TechnologyFunding? Of(TechnologyFindings findings, WeightList? list)
    {
        var perPoint = list is null ? findings.MeanCost : findings.CostPerPoint;
        var groups = findings.Groups.Where(group => double.IsFinite(group.MeanCost)
            && (list?.Of(group.Drg) is not null || double.IsFinite(group.MeanCostOfOthers))).ToList();
        if (groups.Count == 0 || !double.IsFinite(perPoint))
            return null;
        var known = findings.Groups.SelectMany(group => group.Years.Keys).Where(year => year > 0).ToList();
        var gaps = groups.Select(group => TechnologyGap.Of(
            new()
            {
                Name = findings.Question.Name,
                Drg = group.Drg,
                Start = findings.Question.Start,
                Years = [.. Enumerable.Range(findings.Question.Start, TechnologyGap.Delay)
                    .Select(year => new TechnologyYear(In(group, year), group.MeanCost))],
                GroupContacts = group.All - group.Contacts,
                GroupCost = list?.Of(group.Drg) is null ? group.MeanCostOfOthers : null,
                MeanCostOfAll = perPoint,
            },
            list?.Of(group.Drg)));
        return new(
            [
                .. gaps.SelectMany(gap => gap.Years).Where(year => !year.IsInWeights).GroupBy(year => year.Year)
                    .Select(year => year.Aggregate((one, other) =>
                        one with
                        {
                            Weight = double.NaN,
                            Contacts = one.Contacts + other.Contacts,
                            Cost = one.Cost + other.Cost,
                            Paid = one.Paid + other.Paid,
                            SetAside = one.SetAside + other.SetAside,
                        })),
            ],
            list is not null, findings.Contacts - groups.Sum(group => group.Contacts));

        // Years that the file lacks are taken as the nearest that it has.
        long In(TechnologyGroup group, int year) =>
            known.Count == 0 ? group.Contacts : group.Years.GetValueOrDefault(Math.Clamp(year, known.Min(), known.Max()));
    }

    internal void Write(Voice voice, Document document)
    {
        document.Table(
            [
                voice.Say("year"), voice.Say("weights from"), voice.Say("contacts"), voice.Say("cost"), voice.Say("paid by weights"),
                voice.Say("to set aside"),
            ],
            Years.Select(year => new[]
            {
                $"{year.Year}", $"{year.WeightsFrom}", Voice.Number(year.Contacts), Voice.Number(year.Cost), Voice.Number(year.Paid),
                Voice.Number(year.SetAside),
            }),
            2, 3, 4, 5);
        document.Line(IsByWeights
            ? voice.Say(
                $"{Voice.Number(SetAside):setAside} kronor must be set aside until then: cost less the weight of the group x cost per " +
                $"point in the file.")
            : voice.Say(
                $"{Voice.Number(SetAside):setAside} kronor must be set aside until then: contacts x (their mean cost - that of the " +
                $"others of the group)."));
        document.Line(voice.Say("The file's contacts are used; a year that the file lacks has those of its nearest year.")
            + (LeftOut == 0 ? "" : voice.Say(
                $" {Voice.Number(LeftOut):leftOut} contacts are left out: their groups have no other contacts with costs, or no weight.")));
    }

    /// <summary>The years as a table; without rows where nothing is known.</summary>
    internal static Figures Figures(TechnologyFunding? funding) => new(
        "funding", ["year", "weights_from", "contacts", "cost", "paid", "set_aside"],
        [.. (funding?.Years ?? [])
            .Select(year => (object[])[year.Year, year.WeightsFrom, year.Contacts, year.Cost, year.Paid, year.SetAside])]);
}

using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>Costs by type, in words.</summary>
internal static class CostTypesText
{
    /// <summary>The types of all contacts together: mean cost and share of each.</summary>
    internal static Document Write(Voice voice, Document document, CostTypes? types)
    {
        if (types is not { Rows: [.., var all] } || all.Contacts == 0)
            return document;
        return document.Heading(voice.Say("Cost by type, inliers")).Table(
            [voice.Say("mean, kronor"), voice.Say("share"), voice.Say("type")],
            types.Types.Select((type, i) =>
                new[] { Voice.Number(all.Kronor[i] / all.Contacts), voice.Decimal(100 * all.Kronor[i] / all.Sum) + " %", type }), 0, 1);
    }

    /// <summary>The types of each unit: kronor for a DRG point, in two periods.</summary>
    internal static Document Compare(Voice voice, Document document, CostTypes before, CostTypes after)
    {
        var (first, second) = (before.Rows[^1], after.Rows[^1]);
        return document.Heading(voice.Say("Cost per point by type, inliers")).Table(
            [voice.Say("first"), voice.Say("second"), voice.Say("change"), voice.Say("type")],
            after.Types.Select((type, i) =>
            {
                var (then, now) = (first.Kronor[i] / first.Points, second.Kronor[i] / second.Points);
                return new[] { Voice.Number(then), Voice.Number(now), voice.Decimal(100 * ((now / then) - 1)) + " %", type };
            }),
            0, 1, 2);
    }
}

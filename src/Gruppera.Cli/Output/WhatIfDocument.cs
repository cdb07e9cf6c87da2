using Gruppera.Web.Contracts;

namespace Gruppera.Cli.Output;

/// <summary>A what-if answer as a document.</summary>
internal static class WhatIfDocument
{
    internal static Document Of(Session session, WhatIfAnswer answer)
    {
        var hasWeights = answer.Weight is not null || answer.Outcomes.Any(row => row.Weight is not null);
        var document = new Document()
            .Heading($"{answer.Group.Drg} {answer.Group.Name.In(session.Language)}", 1)
            .Line(session.Say(
                $"{answer.Outcomes.Length} other groups are one change away{(answer.Weight is { } now ? $"; weight now {session.Weight(now)}" : "")}.",
                $"{answer.Outcomes.Length} andra grupper är en ändring bort{(answer.Weight is { } nu ? $"; vikt nu {session.Weight(nu)}" : "")}."));
        string[] headers = hasWeights
            ? ["DRG", session.Say("weight", "vikt"), session.Say("diff", "skillnad"), session.Say("smallest change, and the group", "minsta ändring, och gruppen")]
            : ["DRG", "rtc", session.Say("smallest change, and the group", "minsta ändring, och gruppen")];
        return document.Table(headers, answer.Outcomes.Select(row => Cells(session, row, hasWeights)), hasWeights ? [1, 2] : []);
    }

    private static string[] Cells(Session session, WeighedOutcome row, bool hasWeights)
    {
        var others = row.Changes.Length - 1;
        var more = others switch
        {
            0 => "",
            1 => session.Say(" (1 other way)", " (1 annat sätt)"),
            _ => session.Say($" ({others} other ways)", $" ({others} andra sätt)"),
        };
        var text = $"{row.Changes[0].Text.In(session.Language)}{more}: {row.Group.Name.In(session.Language)}";
        return hasWeights
            ? [row.Group.Drg, session.Weight(row.Weight), row.Difference is { } difference ? (difference > 0 ? "+" : "") + session.Weight(difference) : "-", text]
            : [row.Group.Drg, $"{row.Group.ReturnCode}", text];
    }
}

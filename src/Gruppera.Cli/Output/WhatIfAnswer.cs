using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Explanation;

namespace Gruppera.Cli.Output;

/// <summary>A what-if report with weights joined to its groups.</summary>
internal sealed record WhatIfAnswer(GroupOutcome Group, double? Weight, ImmutableArray<WhatIfAnswer.Row> Outcomes)
{
    /// <summary>Outcomes by weight, the highest first, where there is a list; otherwise as the report has them.</summary>
    internal static WhatIfAnswer Of(WhatIfReport report, WeightList? list)
    {
        var weight = list?.Of(report.Group.Drg);
        var rows = report.Outcomes.Select(outcome => new Row(outcome.Group, list?.Of(outcome.Group.Drg), list?.Of(outcome.Group.Drg) - weight, outcome.Changes));
        return new(report.Group, weight, [.. list is null ? rows : rows.OrderByDescending(row => row.Weight ?? double.MinValue)]);
    }

    internal Document Document(Session session)
    {
        var hasWeights = Weight is not null || Outcomes.Any(row => row.Weight is not null);
        var document = new Document()
            .Heading($"{Group.Drg} {Group.Name.In(session.Language)}", 1)
            .Line(session.Say(
                $"{Outcomes.Length} other groups are one change away{(Weight is { } now ? $"; weight now {session.Weight(now)}" : "")}.",
                $"{Outcomes.Length} andra grupper är en ändring bort{(Weight is { } nu ? $"; vikt nu {session.Weight(nu)}" : "")}."));
        string[] headers = hasWeights
            ? ["DRG", session.Say("weight", "vikt"), session.Say("diff", "skillnad"), session.Say("smallest change, and the group", "minsta ändring, och gruppen")]
            : ["DRG", "rtc", session.Say("smallest change, and the group", "minsta ändring, och gruppen")];
        return document.Table(headers, Outcomes.Select(row => Cells(session, row, hasWeights)), hasWeights ? [1, 2] : []);
    }

    private static string[] Cells(Session session, Row row, bool hasWeights)
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

    /// <summary>An outcome.</summary>
    internal sealed record Row(GroupOutcome Group, double? Weight, double? Difference, ImmutableArray<ContactChange> Changes);
}

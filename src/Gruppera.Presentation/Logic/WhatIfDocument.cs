using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Logic;

/// <summary>A what-if answer as a document.</summary>
public static class WhatIfDocument
{
    /// <summary>Writes the groups that single changes lead to.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="answer">The answer.</param>
    public static Document Of(Voice voice, WhatIfAnswer answer)
    {
        var hasWeights = answer.Weight is not null || answer.Outcomes.Any(row => row.Weight is not null);
        var document = new Document()
            .Heading($"{answer.Group.Drg} {answer.Group.Name.In(voice.Language)}", 1)
            .Line(voice.Say(
                $"{answer.Outcomes.Length:outcomes} other groups are one change " +
                $"away{(answer.Weight is { } now ? (Text)$"; weight now {voice.Weight(now):weight}" : ""):weight}."));
        string[] headers =
        [
            "DRG", .. hasWeights ? [voice.Say("weight"), voice.Say("diff")] : (string[])["rtc"],
            voice.Say("smallest change, and the group"),
        ];
        return document.Table(headers, answer.Outcomes.Select(row => Cells(voice, row, hasWeights)), hasWeights ? [1, 2] : []);
    }

    private static string[] Cells(Voice voice, WeighedOutcome row, bool hasWeights)
    {
        var others = row.Changes.Length - 1;
        var more = others switch
        {
            0 => "",
            1 => voice.Say(" (1 other way)"),
            _ => voice.Say($" ({others} other ways)"),
        };
        var text = $"{row.Changes[0].Text.In(voice.Language)}{more}: {row.Group.Name.In(voice.Language)}";
        return hasWeights
            ?
            [
                row.Group.Drg, voice.Weight(row.Weight),
                row.Difference is { } difference ? (difference > 0 ? "+" : "") + voice.Weight(difference) : "-", text,
            ]
            : [row.Group.Drg, $"{row.Group.ReturnCode}", text];
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>Ways of trimming side by side.</summary>
/// <param name="effects">What each way does.</param>
/// <param name="names">Name of a group; empty if it has none.</param>
public sealed class TrimAnswer(ImmutableArray<TrimEffect> effects, Func<string, string> names)
{
    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    public object Json() => effects.Select(effect => new
    {
        Trim = effect.Cost.ToString(),
        TrimDays = effect.Days.ToString(),
        effect.Contacts,
        effect.Outside,
        effect.CostShare,
        effect.CvBefore,
        effect.CvAfter,
        effect.SkewnessBefore,
        effect.SkewnessAfter,
        effect.MeanMove,
        effect.LargestMove,
        effect.LargestMoveOf,
        Units = effect.Indices.Select(each => new { Unit = each.Unit.ToString(), each.Contacts, each.Index }),
    }).ToList();

    /// <summary>Writes one way on a row.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public Document Document(Voice voice)
    {
        var document = new Document();
        document.Line(voice.Say(
            $"{CountWords.Contacts(effects[0].Contacts):contacts}. CV and skewness are those within groups, weighted by contacts; " +
            $"weights move from those without trimming."));
        document.Heading(voice.Say("Outliers"));
        document.Lines(
            [
                voice.Say("method"), voice.Say("contacts"), voice.Say("cost"), "CV", voice.Say("skewness"), voice.Say("weights move"),
                voice.Say("most"),
            ],
            effects.Select(effect => new[]
            {
                Name(voice, effect), voice.Percent(effect.Outside, effect.Contacts), Number(voice, 100 * effect.CostShare, "0.0") + " %",
                Number(voice, effect.CvAfter, "0.00"), Number(voice, effect.SkewnessAfter, "0.00"),
                Number(voice, 100 * effect.MeanMove, "0.0") + " %",
                effect.LargestMove == 0
                    ? "-"
                    : $"{effect.LargestMoveOf} {Number(voice, 100 * effect.LargestMove, "+0.0;-0.0;0.0")} % {names(effect.LargestMoveOf)}"
                        .TrimEnd(),
            }),
            1, 2, 3, 4, 5);
        document.Heading(voice.Say("Casemix index"));
        document.Lines(
            [.. effects.Select(effect => Short(voice, effect)).Prepend(voice.Say("contacts")), voice.Say("unit")],
            effects[0].Indices.Select((unit, i) => effects.Select(effect => Number(voice, effect.Indices[i].Index, "0.000"))
                .Prepend(Voice.Number(unit.Contacts)).Append(unit.Unit.ToString() is { Length: > 0 } name ? name : "-").ToArray()),
            [.. Enumerable.Range(0, effects.Length + 1)]);
        return document;
    }

    private static string Name(Voice voice, TrimEffect effect) =>
        effect.Cost.IsNone && effect.Days.IsNone ? voice.Say("none")
        : effect.Days.IsNone ? effect.Cost.ToString() : $"{effect.Cost} + {voice.Say("days")} {effect.Days}";

    private static string Short(Voice voice, TrimEffect effect) =>
        effect.Cost.IsNone ? effect.Days.IsNone ? voice.Say("none") : voice.Say("days") : effect.Cost.ToString().Split(':')[0];

    private static string Number(Voice voice, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal);
}

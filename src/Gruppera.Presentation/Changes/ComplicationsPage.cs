using Gruppera.Casemix.Impact;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Presentation.Changes;

/// <summary>A review of complications to read: candidates to promote, demote and exclude, and categories whose members differ.</summary>
public static class ComplicationsPage
{
    private const int Shown = 20;

    /// <summary>What a change with the proposed levels is about.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="file">Name of the file.</param>
    public static ChangeAbout About(Voice voice, ComplicationFindings findings, string file) => new()
    {
        Title = voice.Say("Levels of complications"),
        Motive = voice.Say($"Review of {Voice.Number(findings.Contacts):contacts} contacts of {file:file}"),
    };

    /// <summary>Writes the review.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="isComplete">True for whole tables; otherwise the first rows of each.</param>
    /// <param name="nameOf">Name of a code or group; empty if it has none.</param>
    public static Document Of(Voice voice, ComplicationFindings findings, bool isComplete, Func<string, string> nameOf)
    {
        var isHighest = findings.Method == ReviewMethod.Highest;
        var document = new Document().Heading(voice.Say("Complications compared with costs"), 1).Line(voice.Say(
            $"{Voice.Number(findings.Contacts):contacts} contacts; {Voice.Number(findings.BaseGroups):baseGroups} base groups and " +
            $"{Voice.Number(findings.Effects.Length):effects} secondary diagnoses judged. Ratio: cost with the code divided by cost " +
            $"without it, in the same base group, with age bands, sex and other secondary diagnoses alike; nothing else is adjusted for. " +
            $"5 % of the proposals may be due to chance (Benjamini-Hochberg)."));
        if (findings.Clusters > 0)
        {
            document.Line(voice.Say(
                $"Errors are by cluster ({Voice.Number(findings.Clusters):clusters}): contacts of one are not independent. " +
                $"With fewer than about twenty, intervals may be too narrow."));
        }

        if (isHighest)
        {
            document.Line(voice.Say(
                $"A code is judged where it alone gives the contact its level, or where no code gives one (for codes without a level). " +
                $"Beside: its ratio where another code is as high or higher, which the logic does not count."));
            document.Line(voice.Say(
                $"Not judged: {Voice.Number(findings.SeldomHighest):seldom} codes that are too seldom the highest; " +
                $"{Voice.Number(findings.HeldBack.Length):heldBack} that are held back (not activated, or excluded by the principal " +
                $"diagnosis), listed with --all; {Voice.Number(findings.UndividedContacts):undivided} contacts in base groups that no " +
                $"level divides."));
        }
        else
        {
            document.Line(voice.Say($"The diagnoses of a contact multiply (--method additive), while the logic counts the highest only."));
        }

        Effects(voice.Say("Cost more than their level: candidates for a higher level"), ComplicationAdvice.Promote);
        Effects(voice.Say("Cost less than their level: candidates for a lower level"), ComplicationAdvice.Demote);
        Table(
            voice.Say("Cost less than their level in a base group: candidates for exclusion"), findings.Exclusions,
            effect => effect.BaseGroup);
        Together();
        Pairs();
        Stays();
        var categories = findings.Categories.Where(category => isComplete || category.FalseRate <= 0.05).ToList();
        if (categories.Count > 0)
        {
            document.Heading(voice.Say("Categories whose members differ")).Table(
                [voice.Say("category"), voice.Say("codes"), voice.Say("ratio"), "I2 %", voice.Say("false rate")],
                categories.Select(category => new[]
                {
                    category.Category, Voice.Number(category.Codes), voice.Weight2(category.Ratio), voice.Decimal(100 * category.Scatter),
                    voice.Weight3(category.FalseRate),
                }), 1, 2, 3, 4);
        }

        if (isComplete)
        {
            Effects(voice.Say("Nothing beyond what chance could explain"), ComplicationAdvice.Keep);
            Subsets();
            Table(voice.Say("Held back: not activated, or excluded by the principal diagnosis; not judged"), findings.HeldBack,
                effect => nameOf(effect.Code));
            Table(voice.Say("In base groups that no level divides; not judged"), findings.Undivided, effect => nameOf(effect.Code));
        }

        return document;

        // A proposal that cost makes, and what care days say of it.
        void Together()
        {
            var stays = findings.Stays.ToDictionary(stay => stay.Code, StringComparer.Ordinal);
            var told = findings.Effects.Where(effect => effect.Advice is ComplicationAdvice.Promote or ComplicationAdvice.Demote)
                .Select(effect => (Effect: effect, Stay: stays.GetValueOrDefault(effect.Code)))
                .OrderBy(each => each.Effect.FalseRate).Take(isComplete ? int.MaxValue : Shown).ToList();
            if (told.Count == 0)
                return;
            document.Heading(voice.Say("Cost and care days together")).Lines(
                [
                    voice.Say("code"), voice.Say("level"), voice.Say("by cost"), voice.Say("ratio"), voice.Say("longer %"),
                    voice.Say("care days"), "",
                ],
                told.Select(each => new[]
                {
                    CodeNotation.Written(each.Effect.Code), $"{each.Effect.Level}", $"{ComplicationVerdicts.LevelOf(each.Effect.Ratio)}",
                    voice.Weight2(each.Effect.Ratio), each.Stay is { } stay ? voice.Decimal(100 * stay.Alone.Value) : "-",
                    ComplicationVerdicts.Of(each.Effect, each.Stay) switch
                    {
                        ComplicationVerdict.Agrees => voice.Say("say the same"),
                        ComplicationVerdict.Contradicts => voice.Say("say the opposite"),
                        _ => voice.Say("unclear"),
                    },
                    nameOf(each.Effect.Code),
                }),
                1, 2, 3, 4);
        }

        // What the definition of a complication says of care days: codes that have a level and miss it, and codes that have none and meet
        // it.
        void Stays()
        {
            var told = findings.Stays.Where(stay => isComplete || (stay.Level > 0 ? stay.Meets < 0 : stay.Meets > 0))
                .Take(isComplete ? int.MaxValue : Shown).ToList();
            if (told.Count == 0)
                return;
            document.Heading(voice.Say("On care days: a day more in at least 75 % of cases?")).Lines(
                [
                    voice.Say("code"), voice.Say("level"), voice.Say("contacts"), voice.Say("longer %"), voice.Say("alone"),
                    voice.Say("longer % (95 %)"), "", "",
                ],
                told.Select(stay => new[]
                {
                    CodeNotation.Written(stay.Code), $"{stay.Level}", Voice.Number(stay.All.Contacts), voice.Decimal(100 * stay.All.Value),
                    Voice.Number(stay.Alone.Contacts),
                    double.IsNaN(stay.Alone.Value)
                        ? "-"
                        : $"{voice.Decimal(100 * stay.Alone.Value)} ({voice.Decimal(100 * stay.Alone.Low)} - " +
                            $"{voice.Decimal(100 * stay.Alone.High)})",
                    stay.Meets switch { > 0 => voice.Say("meets it"), < 0 => voice.Say("does not meet it"), _ => voice.Say("unclear") },
                    nameOf(stay.Code),
                }),
                1, 2, 3, 4, 5);
        }

        // What the logic does not see: two diagnoses that together cost more, or less, than the higher of them.
        void Pairs()
        {
            var told = findings.Pairs.Where(pair => isComplete || pair.FalseRate <= 0.05).Take(isComplete ? int.MaxValue : Shown).ToList();
            if (told.Count == 0)
                return;
            document.Heading(voice.Say("Two codes together, compared with the higher of them")).Lines(
                [
                    voice.Say("code"), voice.Say("code"), voice.Say("contacts"), voice.Say("ratio"), voice.Say("95 % interval"),
                    voice.Say("false rate"), "",
                ],
                told.Select(pair => new[]
                {
                    pair.First, pair.Second, Voice.Number(pair.Contacts), voice.Weight2(pair.Ratio),
                    $"{voice.Weight2(pair.Low)} - {voice.Weight2(pair.High)}", voice.Weight3(pair.FalseRate),
                    $"{nameOf(pair.First)}; {nameOf(pair.Second)}",
                }),
                2, 3, 4, 5);
        }

        void Subsets()
        {
            if (findings.Effects.All(effect => effect.Subsets.IsEmpty))
                return;
            document.Heading(voice.Say("Cost by the highest level of the other codes: 1 as none, 2 as level 1, 3 as level 2")).Lines(
                [
                    voice.Say("code"), voice.Say("level"), "C1", voice.Say("contacts"), "C2", voice.Say("contacts"), "C3",
                    voice.Say("contacts"), "",
                ],
                findings.Effects.Where(effect => !effect.Subsets.IsEmpty).Select(effect => (string[])
                [
                    CodeNotation.Written(effect.Code), $"{effect.Level}",
                    .. effect.Subsets.SelectMany(subset => new[]
                    {
                        subset.Contacts > 0 ? voice.Weight2(subset.Value) : "-", Voice.Number(subset.Contacts),
                    }),
                    nameOf(effect.Code),
                ]),
                1, 2, 3, 4, 5, 6, 7);
        }

        void Effects(string heading, ComplicationAdvice advice) => Table(
            heading, [.. findings.Effects.Where(effect => effect.Advice == advice).OrderBy(effect => effect.FalseRate)],
            effect => nameOf(effect.Code));

        void Table(string heading, IReadOnlyList<ComplicationEffect> effects, Func<ComplicationEffect, string> last)
        {
            if (effects.Count == 0)
                return;
            document.Heading(heading).Lines(
                [
                    voice.Say("code"), voice.Say("category"), voice.Say("contacts"), voice.Say("ratio"), voice.Say("95 % interval"),
                    voice.Say("false rate"), .. isHighest ? [voice.Say("beside"), voice.Say("contacts")] : Array.Empty<string>(), "",
                ],
                (isComplete ? effects : effects.Take(Shown)).Select(effect => (string[])
                [
                    CodeNotation.Written(effect.Code), effect.Category.Length > 0 ? effect.Category : "-", Voice.Number(effect.Contacts),
                    voice.Weight2(effect.Ratio),
                    $"{voice.Weight2(effect.Interval.Low)} - {voice.Weight2(effect.Interval.High)}", voice.Weight3(effect.FalseRate),
                    .. isHighest
                        ? [effect.BesideRatio is { } beside ? voice.Weight2(beside) : "-", Voice.Number(effect.BesideContacts)]
                        : Array.Empty<string>(),
                    last(effect),
                ]),
                isHighest ? [2, 3, 4, 5, 6, 7] : [2, 3, 4, 5]);
            if (!isComplete && effects.Count > Shown)
                document.Line(voice.Say(CountWords.More(effects.Count - Shown)));
        }
    }
}

using Gruppera.Casemix.Impact;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Changes;

/// <summary>A review of complications to read: candidates to promote, demote and exclude, and categories whose members differ.</summary>
internal static class ComplicationsPage
{
    private const int Shown = 20;

    internal static Document Of(Voice voice, ComplicationFindings findings, bool isComplete, Func<string, string> nameOf)
    {
        var document = new Document().Heading(voice.Say("Complications beside costs", "Komplikationer mot kostnader"), 1).Line(voice.Say(
            $"{Voice.Number(findings.Contacts)} contacts in {Voice.Number(findings.BaseGroups)} base groups; {Voice.Number(findings.Effects.Length)} secondary diagnoses with enough contacts. Ratio: cost with the code over cost without it, in the same base group, with other secondary diagnoses, age and sex alike. Of all that is advised 5 % may be chance (Benjamini-Hochberg).",
            $"{Voice.Number(findings.Contacts)} vårdkontakter i {Voice.Number(findings.BaseGroups)} basgrupper; {Voice.Number(findings.Effects.Length)} bidiagnoser med tillräckligt många kontakter. Kvot: kostnad med koden genom kostnad utan den, i samma basgrupp, med övriga bidiagnoser, ålder och kön lika. Av allt som föreslås kan 5 % vara slump (Benjamini-Hochberg)."));
        Effects(voice.Say("Cost more than their level: candidates to promote", "Kostar mer än sin grad: kandidater att höja"), ComplicationAdvice.Promote);
        Effects(voice.Say("Cost less than their level: candidates to demote", "Kostar mindre än sin grad: kandidater att sänka"), ComplicationAdvice.Demote);
        Table(voice.Say("Cost less than their level in a base group: candidates to exclude", "Kostar mindre än sin grad i en basgrupp: kandidater att undanta"), findings.Exclusions, effect => effect.BaseGroup);
        Stays();
        var categories = findings.Categories.Where(category => isComplete || category.FalseRate <= 0.05).ToList();
        if (categories.Count > 0)
        {
            document.Heading(voice.Say("Categories whose members differ", "Kategorier vars medlemmar skiljer sig")).Table(
                [voice.Say("category", "kategori"), voice.Say("codes", "koder"), voice.Say("ratio", "kvot"), "I2 %", voice.Say("false rate", "felandel")],
                categories.Select(category => new[] { category.Category, Voice.Number(category.Codes), voice.Weight2(category.Ratio), voice.Decimal(100 * category.Scatter), voice.Weight3(category.FalseRate) }), 1, 2, 3, 4);
        }

        if (isComplete)
            Effects(voice.Say("Nothing that chance could not do", "Inget som slumpen inte kunde ge"), ComplicationAdvice.Keep);
        return document;

        // What the definition of a complication says of care days: codes that have a level and miss it, and codes that have none and meet it.
        void Stays()
        {
            var told = findings.Stays.Where(stay => isComplete || (stay.Level > 0 ? stay.Meets < 0 : stay.Meets > 0)).Take(isComplete ? int.MaxValue : Shown).ToList();
            if (told.Count == 0)
                return;
            document.Heading(voice.Say("On care days: a day more in at least 75 % of cases?", "På vårddagar: ett dygn mer i minst 75 % av fallen?")).Lines(
                [voice.Say("code", "kod"), voice.Say("level", "grad"), voice.Say("contacts", "kontakter"), voice.Say("longer %", "längre %"), voice.Say("alone", "ensam"), voice.Say("longer % (95 %)", "längre % (95 %)"), "", ""],
                told.Select(stay => new[]
                {
                    stay.Code, $"{stay.Level}", Voice.Number(stay.All.Contacts), voice.Decimal(100 * stay.All.Value), Voice.Number(stay.Alone.Contacts),
                    double.IsNaN(stay.Alone.Value) ? "-" : $"{voice.Decimal(100 * stay.Alone.Value)} ({voice.Decimal(100 * stay.Alone.Low)} - {voice.Decimal(100 * stay.Alone.High)})",
                    stay.Meets switch { > 0 => voice.Say("meets it", "uppfyller"), < 0 => voice.Say("misses it", "uppfyller inte"), _ => voice.Say("unclear", "oklart") }, nameOf(stay.Code),
                }),
                1, 2, 3, 4, 5);
        }

        void Effects(string heading, ComplicationAdvice advice) => Table(heading, [.. findings.Effects.Where(effect => effect.Advice == advice).OrderBy(effect => effect.FalseRate)], effect => nameOf(effect.Code));

        void Table(string heading, IReadOnlyList<ComplicationEffect> effects, Func<ComplicationEffect, string> last)
        {
            if (effects.Count == 0)
                return;
            document.Heading(heading).Lines(
                [voice.Say("code", "kod"), voice.Say("category", "kategori"), voice.Say("contacts", "kontakter"), voice.Say("ratio", "kvot"), voice.Say("95 % interval", "95 % intervall"), voice.Say("false rate", "felandel"), ""],
                (isComplete ? effects : effects.Take(Shown)).Select(effect => new[]
                {
                    effect.Code, effect.Category.Length > 0 ? effect.Category : "-", Voice.Number(effect.Contacts), voice.Weight2(effect.Ratio),
                    $"{voice.Weight2(effect.Interval.Low)} - {voice.Weight2(effect.Interval.High)}", voice.Weight3(effect.FalseRate), last(effect),
                }),
                2, 3, 4, 5);
            if (!isComplete && effects.Count > Shown)
                document.Line(voice.Say($"... and {effects.Count - Shown} more (--all)", $"... och {effects.Count - Shown} till (--all)"));
        }
    }
}

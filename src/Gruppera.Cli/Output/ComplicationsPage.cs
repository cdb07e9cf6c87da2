using Gruppera.Casemix.Impact;

namespace Gruppera.Cli.Output;

/// <summary>A review of complications to read: candidates to promote, demote and exclude, and categories whose members differ.</summary>
internal static class ComplicationsPage
{
    private const int Shown = 20;

    internal static Document Of(Session session, ComplicationFindings findings, bool isComplete, Func<string, string> nameOf)
    {
        var document = new Document().Heading(session.Say("Complications beside costs", "Komplikationer mot kostnader"), 1).Line(session.Say(
            $"{Session.Number(findings.Contacts)} contacts in {Session.Number(findings.BaseGroups)} base groups; {Session.Number(findings.Effects.Length)} secondary diagnoses with enough contacts. Ratio: cost with the code over cost without it, in the same base group, with other secondary diagnoses, age and sex alike. Of all that is advised 5 % may be chance (Benjamini-Hochberg).",
            $"{Session.Number(findings.Contacts)} vårdkontakter i {Session.Number(findings.BaseGroups)} basgrupper; {Session.Number(findings.Effects.Length)} bidiagnoser med tillräckligt många kontakter. Kvot: kostnad med koden genom kostnad utan den, i samma basgrupp, med övriga bidiagnoser, ålder och kön lika. Av allt som föreslås kan 5 % vara slump (Benjamini-Hochberg)."));
        Effects(session.Say("Cost more than their level: candidates to promote", "Kostar mer än sin grad: kandidater att höja"), ComplicationAdvice.Promote);
        Effects(session.Say("Cost less than their level: candidates to demote", "Kostar mindre än sin grad: kandidater att sänka"), ComplicationAdvice.Demote);
        Table(session.Say("Cost less than their level in a base group: candidates to exclude", "Kostar mindre än sin grad i en basgrupp: kandidater att undanta"), findings.Exclusions, effect => effect.BaseGroup);
        var categories = findings.Categories.Where(category => isComplete || category.FalseRate <= 0.05).ToList();
        if (categories.Count > 0)
        {
            document.Heading(session.Say("Categories whose members differ", "Kategorier vars medlemmar skiljer sig")).Table(
                [session.Say("category", "kategori"), session.Say("codes", "koder"), session.Say("ratio", "kvot"), "I2 %", session.Say("false rate", "felandel")],
                categories.Select(category => new[] { category.Category, Session.Number(category.Codes), session.Weight2(category.Ratio), session.Decimal(100 * category.Scatter), session.Weight3(category.FalseRate) }), 1, 2, 3, 4);
        }

        if (isComplete)
            Effects(session.Say("Nothing that chance could not do", "Inget som slumpen inte kunde ge"), ComplicationAdvice.Keep);
        return document;

        void Effects(string heading, ComplicationAdvice advice) => Table(heading, [.. findings.Effects.Where(effect => effect.Advice == advice).OrderBy(effect => effect.FalseRate)], effect => nameOf(effect.Code));

        void Table(string heading, IReadOnlyList<ComplicationEffect> effects, Func<ComplicationEffect, string> last)
        {
            if (effects.Count == 0)
                return;
            document.Heading(heading).Lines(
                [session.Say("code", "kod"), session.Say("category", "kategori"), session.Say("contacts", "kontakter"), session.Say("ratio", "kvot"), session.Say("95 % interval", "95 % intervall"), session.Say("false rate", "felandel"), ""],
                (isComplete ? effects : effects.Take(Shown)).Select(effect => new[]
                {
                    effect.Code, effect.Category.Length > 0 ? effect.Category : "-", Session.Number(effect.Contacts), session.Weight2(effect.Ratio),
                    $"{session.Weight2(effect.Interval.Low)} - {session.Weight2(effect.Interval.High)}", session.Weight3(effect.FalseRate), last(effect),
                }),
                2, 3, 4, 5);
            if (!isComplete && effects.Count > Shown)
                document.Line(session.Say($"... and {effects.Count - Shown} more (--all)", $"... och {effects.Count - Shown} till (--all)"));
        }
    }
}

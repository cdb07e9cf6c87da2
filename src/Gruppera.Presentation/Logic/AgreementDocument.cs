using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Agreement;

namespace Gruppera.Presentation.Logic;

/// <summary>What two sets that should agree have differently, in words.</summary>
public static class AgreementDocument
{
    private const int Shown = 20;
    private const int Listed = 5;

    /// <summary>Writes the differences, those that decide most first.</summary>
    /// <param name="agreement">The comparison.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="isComplete">True for all of them, false for the first.</param>
    public static Document Document(this SetAgreement agreement, Voice voice, bool isComplete)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(voice);
        var ranked = agreement.Ranked;
        var (here, there) = (agreement.Here.Version.Id, agreement.There.Version.Id);
        var document = new Document().Heading(voice.Say($"What differs between {here} and {there}"), 1);
        if (ranked.Count == 0)
            return document.Line(voice.Say("Nothing that can matter to a contact."));
        var hasContacts = agreement.Contacts > 0;
        if (hasContacts)
            document.Line(voice.Say(
                $"{Voice.Number(agreement.Contacts):contacts} contacts, {Voice.Number(agreement.Moved):moved} of them in another group; " +
                $"{Voice.Number(agreement.Unexplained):unexplained} by no single difference. Each counts for the first difference."));
        string[] figures =
        [
            .. hasContacts ? [voice.Say("contacts")] : (string[])[],
            .. hasContacts && agreement.HasWeights ? [voice.Say("points at stake"), voice.Say("net points")] : (string[])[],
        ];
        document.Table(
            [.. figures, voice.Say("code"), voice.Say("what")],
            ranked.Take(isComplete ? ranked.Count : Shown).Select(each => (string[])
            [
                .. hasContacts ? [Voice.Number(each.Contacts)] : (string[])[],
                .. hasContacts && agreement.HasWeights ? [voice.Decimal(each.AtStake), voice.Decimal(each.Points)] : (string[])[],
                each.Issue.Code.Id, What(each),
            ]),
            [.. Enumerable.Range(0, figures.Length)]);
        if (!isComplete && ranked.Count > Shown)
            document.Line(voice.Say(CountWords.More(ranked.Count - Shown)));
        return document.Table(
            ["", "", ""],
            ranked.GroupBy(each => each.Issue.Code).OrderBy(code => code.Key.Id, StringComparer.Ordinal)
                .Select(code => new[] { Voice.Number(code.Count()), code.Key.Id, code.Key.Meaning.In(voice.Language) }),
            0);

        string What(SetDifference each) => string.Join("; ", new[]
        {
            $"{(each.Issue.Column is "id" or "code_nat" ? each.Issue.Table : each.Issue.Column)} {each.Issue.Value}" +
                (each.Issue.Detail.Length > 0 ? $" ({each.Issue.Detail})" : ""),
            Side(here, [.. each.OnlyHere]), Side(there, [.. each.OnlyThere]),
        }.Where(part => part.Length > 0));

        string Side(string set, string[] codes)
        {
            var listed = string.Join(", ", codes.Take(Listed)) + (codes.Length > Listed ? $", … ({codes.Length})" : "");
            return codes.Length == 0 ? "" : voice.Say($"only in {set}: {listed}");
        }
    }
}

using Gruppera.Formats.Contacts;

namespace Gruppera.Presentation.Words;

/// <summary>What is to be said of a file that was grouped, besides its counts by MDC and return code.</summary>
internal static class GroupingWords
{
    private const int Shown = 5;

    internal static IEnumerable<string> Of(Voice voice, GroupingSummary summary)
    {
        if (summary.ByCareForm.Length > 0)
            yield return voice.Say("care form: ", "vårdform: ") + string.Join(", ", summary.ByCareForm.Select(each => $"{CareFormOf(voice, each.Form)} {Voice.Number(each.Contacts)} ({SourceOf(voice, each.From)})"));
        if (summary.Outside > 0)
            yield return $"{Voice.Number(summary.Outside)}: {IssueCodes.OutsideNordDrg.Id} {IssueCodes.OutsideNordDrg.Meaning.In(voice.Language)}";
        if (summary.PartOfStay > 0)
            yield return voice.Say($"{Voice.Number(summary.PartOfStay)} visits are part of an inpatient stay: they weigh 0 and are no contacts", $"{Voice.Number(summary.PartOfStay)} besök är en del av ett slutenvårdstillfälle: de väger 0 och är inga vårdkontakter");
        if (summary.PartOfStayByMark > 0)
            yield return voice.Say($"  {Voice.Number(summary.PartOfStayByMark)} of them have another group than {JoinedVisit.Group}, and {IssueCodes.PartOfStay.Id} in column issue", $"  {Voice.Number(summary.PartOfStayByMark)} av dem har en annan grupp än {JoinedVisit.Group}, och {IssueCodes.PartOfStay.Id} i kolumnen issue");
        if (summary.NoRule > 0)
            yield return new Issue(IssueCodes.NoRuleHolds, Detail: Voice.Number(summary.NoRule)).ToString(voice.Language);
        if (summary.Unknown > 0)
            yield return UnknownCodes(voice, summary);
        if (summary.UnknownPrincipal * 2 > summary.Grouped)
            yield return voice.Say("Most principal diagnoses are not known to the set: it does not fit the file.", "De flesta huvuddiagnoser är okända för uppsättningen: den passar inte filen.");
    }

    private static string UnknownCodes(Voice voice, GroupingSummary summary)
    {
        var codes = string.Join(", ", summary.UnknownCodes.Take(Shown).Select(each => $"{each.Code} ({Voice.Number(each.Times)})")) + (summary.UnknownCodes.Length > Shown ? " ..." : "");
        return voice.Say(
            $"{Voice.Number(summary.Unknown)} codes in {Voice.Number(summary.WithUnknown)} contacts are not known to the set and were ignored: {codes}",
            $"{Voice.Number(summary.Unknown)} koder i {Voice.Number(summary.WithUnknown)} vårdkontakter är okända för uppsättningen och lämnades utan avseende: {codes}");
    }

    private static string CareFormOf(Voice voice, CareForm form) => form switch
    {
        CareForm.Inpatient => voice.Say("inpatient", "slutenvård"),
        CareForm.Primary => voice.Say("primary", "primärvård"),
        _ => voice.Say("outpatient", "öppenvård"),
    };

    private static string SourceOf(Voice voice, FactSource source) => source switch
    {
        FactSource.Column => voice.Say("from its column", "ur sin kolumn"),
        FactSource.Layout => voice.Say("by the layout", "enligt layouten"),
        _ => voice.Say("by care days", "efter vårddagar"),
    };
}

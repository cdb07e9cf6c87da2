using Gruppera.Formats;
using Gruppera.Formats.Contacts;

namespace Gruppera.Presentation.Words;

/// <summary>What is to be said of a file that was grouped, besides its counts by MDC and return code.</summary>
public static class GroupingWords
{
    private const int Shown = 5;

    /// <summary>The lines, none of which says what did not happen.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="summary">What grouping came to.</param>
    public static IEnumerable<string> Of(Voice voice, GroupingSummary summary)
    {
        if (summary.ByCareForm.Length > 0)
        {
            var forms = summary.ByCareForm.Select(each =>
                $"{CareFormOf(voice, each.Form)} {Voice.Number(each.Contacts)} ({SourceOf(voice, each.From)})");
            yield return voice.Say($"care form: {string.Join(", ", forms):forms}");
        }
        if (summary.Outside > 0)
            yield return $"{Voice.Number(summary.Outside)}: {FormatIssues.OutsideNordDrg.Id} " +
                $"{FormatIssues.OutsideNordDrg.Meaning.In(voice.Language)}";
        if (summary.PartOfStay > 0)
            yield return voice.Say(
                Text.Count(summary.PartOfStay,
                    $"{Voice.Number(summary.PartOfStay):partOfStay} visit is part of an inpatient stay: it has weight 0 and is not a " +
                    $"contact of its own",
                    $"{Voice.Number(summary.PartOfStay):partOfStay} visits are part of an inpatient stay: they have weight 0 and are not " +
                    $"contacts of their own"));
        if (summary.PartOfStayByMark > 0)
            yield return voice.Say(
                $"  {Voice.Number(summary.PartOfStayByMark):partOfStayByMark} of them have another group than {JoinedVisit.Group}, and " +
                $"{FormatIssues.PartOfStay.Id} in column issue");
        if (summary.NoRule > 0)
            yield return new Issue(FormatIssues.NoRuleHolds, Detail: Voice.Number(summary.NoRule)).ToString(voice.Language);
        if (summary.Unknown > 0)
            yield return UnknownCodes(voice, summary);
        if (summary.Blank > 0)
            yield return Blank(voice, summary.Blank);
    }

    /// <summary>Rows of nothing but delimiters.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="rows">How many.</param>
    public static string Blank(Voice voice, long rows)
    {
        ArgumentNullException.ThrowIfNull(voice);
        return voice.Say(Text.Count(rows,
            $"{Voice.Number(rows):rows} row without any text was passed over",
            $"{Voice.Number(rows):rows} rows without any text were passed over"));
    }

    private static string UnknownCodes(Voice voice, GroupingSummary summary)
    {
        var codes = string.Join(", ", summary.UnknownCodes.Take(Shown)
            .Select(each => $"{CodeNotation.Written(each.Code)} ({Voice.Number(each.Times)})"))
            + (summary.UnknownCodes.Length > Shown ? " ..." : "");
        return voice.Say(
            Text.Count(summary.Unknown,
                $"{Voice.Number(summary.Unknown):unknown} code in {Voice.Number(summary.WithUnknown):withUnknown} contact is not in the " +
                $"set and was ignored: {codes}",
                $"{Voice.Number(summary.Unknown):unknown} codes in {Voice.Number(summary.WithUnknown):withUnknown} contacts are " +
                $"not in the " +
                $"set and were ignored: {codes}"));
    }

    private static string CareFormOf(Voice voice, CareForm form) => form switch
    {
        CareForm.Inpatient => voice.Say("inpatient"),
        CareForm.Primary => voice.Say("primary"),
        _ => voice.Say("outpatient"),
    };

    private static string SourceOf(Voice voice, FactSource source) => source switch
    {
        FactSource.Column => voice.Say("from its column"),
        FactSource.Layout => voice.Say("by the layout"),
        _ => voice.Say("by care days"),
    };
}

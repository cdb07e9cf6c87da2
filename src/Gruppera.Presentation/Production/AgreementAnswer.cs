using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Agreement;

namespace Gruppera.Presentation.Production;

/// <summary>How far the groups of a file agree with those of a set, and why they differ.</summary>
/// <param name="summary">What comparing them came to.</param>
/// <param name="set">The set.</param>
public sealed class AgreementAnswer(AgreementSummary summary, DefinitionSet set)
{
    private const int Shown = 20;

    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    public object Json() => new
    {
        Set = set.Version.Id,
        summary.All.Contacts,
        summary.All.Same,
        summary.Outside,
        summary.Unreadable,
        Units = summary.ByUnit.Select(unit => new { Unit = unit.Key, unit.Value.Contacts, unit.Value.Same }),
        Groups = summary.ByGroup.Select(group => new { Drg = group.Key, group.Value.Contacts, group.Value.Same }),
        Differences = Differences()
            .Select(each => new { each.Key.Before, each.Key.After, Cause = WordOf(each.Key.Cause), Contacts = each.Value }),
    };

    /// <summary>Writes the agreement, and the most frequent differences with their causes.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public Document Document(Voice voice)
    {
        var (document, all) = (new Document(), summary.All);
        document.Line(voice.Say(
            Text.Count(all.Same,
                $"{Voice.Number(all.Same):same} of {CountWords.Contacts(all.Contacts):contacts} " +
                $"({voice.Percent(all.Same, all.Contacts):share}) has the group that {set.Version.Id} gives",
                $"{Voice.Number(all.Same):same} of {CountWords.Contacts(all.Contacts):contacts} " +
                $"({voice.Percent(all.Same, all.Contacts):share}) have the group that {set.Version.Id} gives")));
        if (summary.Outside > 0)
            document.Line(voice.Say(
                Text.Count(summary.Outside,
                    $"{Voice.Number(summary.Outside):outside} contact of care that NordDRG does not describe is not compared",
                    $"{Voice.Number(summary.Outside):outside} contacts of care that NordDRG does not describe are not compared")));
        if (summary.ByUnit.Count > 0)
        {
            document.Heading(voice.Say("Agreement by unit"));
            document.Lines(
                [voice.Say("contacts"), voice.Say("same"), voice.Say("share"), voice.Say("unit")],
                summary.ByUnit.Select(unit => Row(voice, unit.Value, unit.Key)), 0, 1, 2);
        }

        var groups = summary.ByGroup.Where(group => group.Value.Same < group.Value.Contacts)
            .OrderByDescending(group => group.Value.Contacts - group.Value.Same).ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        if (groups.Count == 0)
            return document;
        document.Heading(voice.Say("Groups of the file that agree least"));
        document.Lines(
            [voice.Say("contacts"), voice.Say("same"), voice.Say("share"), "DRG"],
            groups.Take(Shown).Select(group => Row(voice, group.Value, group.Key)), 0, 1, 2);
        document.Heading(voice.Say("Differences, the most frequent first"));
        document.Lines(
            [voice.Say("contacts"), voice.Say("file"), voice.Say("set"), voice.Say("cause")],
            Differences().Take(Shown).Select(each => new[]
            {
                Voice.Number(each.Value), each.Key.Before.Length > 0 ? each.Key.Before : "-", each.Key.After,
                CauseOf(voice, each.Key.Cause),
            }), 0);
        return document;
    }

    /// <summary>A cause as files and JSON have it.</summary>
    public static string WordOf(DifferenceCause cause) => cause switch
    {
        DifferenceCause.NoGroup => "no_group",
        DifferenceCause.NotInSet => "not_in_set",
        DifferenceCause.UnknownCode => "unknown_code",
        DifferenceCause.ReturnCode => "return_code",
        DifferenceCause.CareForm => "care_form",
        DifferenceCause.Complication => "complication",
        DifferenceCause.Mdc => "mdc",
        _ => "group",
    };

    private IEnumerable<KeyValuePair<(string Before, string After, DifferenceCause Cause), long>> Differences() => summary.Differences
        .OrderByDescending(each => each.Value).ThenBy(each => each.Key.Before, StringComparer.Ordinal)
        .ThenBy(each => each.Key.After, StringComparer.Ordinal).ThenBy(each => each.Key.Cause);

    private static string[] Row(Voice voice, AgreementTally tally, string name) =>
        [Voice.Number(tally.Contacts), Voice.Number(tally.Same), voice.Percent(tally.Same, tally.Contacts), name.Length > 0 ? name : "-"];

    private static string CauseOf(Voice voice, DifferenceCause cause) => cause switch
    {
        DifferenceCause.NoGroup => voice.Say("the file has no group"),
        DifferenceCause.NotInSet => voice.Say("the set has no such group"),
        DifferenceCause.UnknownCode => voice.Say("a code is not in the definition tables"),
        DifferenceCause.ReturnCode => voice.Say("the set gives a return code"),
        DifferenceCause.CareForm => voice.Say("another care form or visit form"),
        DifferenceCause.Complication => voice.Say("another complication level"),
        DifferenceCause.Mdc => voice.Say("another MDC"),
        _ => voice.Say("another group of the MDC"),
    };
}

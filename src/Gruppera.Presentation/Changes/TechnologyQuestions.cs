using Gruppera.Casemix.Impact;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Technology;

namespace Gruppera.Presentation.Changes;

/// <summary>The questions about a technology that figures leave to people.</summary>
internal static class TechnologyQuestions
{
    internal static IEnumerable<string> Of(Voice voice, TechnologyFindings findings, TechnologyFunding? funding, DraftedTechnology drafted)
    {
        var draft = drafted.Draft;
        if (findings.LacksCodes)
            yield return voice.Say("Which new primary codes are needed, and when can they apply?");
        else
            yield return voice.Say("Do the texts of the codes cover older technology too?");
        if (findings.Codes.Where(code => code.InSet is null).Select(code => code.Code).ToList() is { Count: > 0 } medicines)
            yield return voice.Say(
                $"No rule can ask for {string.Join(", ", medicines):medicines}, which the set does not have as codes. Should it?");
        if (draft.Combination is { } combination && combination.WithTechnology < combination.Contacts)
            yield return voice.Say(
                Text.Count(combination.Contacts - combination.WithTechnology,
                    $"{Voice.Number(combination.Contacts - combination.WithTechnology):contacts} contact has part " +
                    $"{string.Join(" + ", combination.Parts):parts} without the technology. Is a new primary code needed first?",
                    $"{Voice.Number(combination.Contacts - combination.WithTechnology):contacts} contacts have part " +
                    $"{string.Join(" + ", combination.Parts):parts} without the technology. Is a new primary code needed first?"));
        foreach (var question in OfDraft(voice, findings, drafted))
            yield return question;
        if (findings.Units.Any(unit => unit.WithMedicine < unit.Coded) && findings.Question.HasMedicine)
            yield return voice.Say("How will the units that lack ATC codes start to record them?");
        if (findings.Apart > 0)
            yield return voice.Say("How is the cost assigned to the contact that has the codes?");
        if (funding is { SetAside: > 0 })
            yield return voice.Say(
                $"Who funds {Voice.Number(funding.SetAside):setAside} kronor before the list of {findings.FirstYearInWeights}?");
        if (findings.PatientsInSeries > 0 || !findings.IsWithinScope)
            yield return voice.Say("How are series of contacts, home care or self-care, which groups cannot describe, paid for?");
    }

    private static IEnumerable<string> OfDraft(Voice voice, TechnologyFindings findings, DraftedTechnology drafted)
    {
        foreach (var (split, moved, _, verdict) in drafted.Splits)
        {
            yield return voice.Say($"Are {split.Into} and its name right?");
            if (split.RulesLeft > 0)
                yield return voice.Say(Text.Count(split.RulesLeft,
                    $"{split.RulesLeft} rule of {split.Drg} has no room for the conditions. How are they split?",
                    $"{split.RulesLeft} rules of {split.Drg} have no room for the conditions. How are they split?"));
            if (findings.Groups.First(group => group.Drg == split.Drg).Contacts is var expected && moved < expected)
                yield return voice.Say(
                    $"Of {Voice.Number(expected):expected} contacts with the technology in {split.Drg} {Voice.Number(moved):moved} move. " +
                    $"Are the codes recorded where grouping uses them?");
            var missed = verdict?.Findings.Where(finding => !finding.IsMet).Select(finding => Named(voice, finding)).ToList() ?? [];
            if (missed.Count > 0)
                yield return voice.Say($"{split.Into} does not meet: {string.Join("; ", missed):missed}. What still speaks for the group?");
            if (verdict is { IsCertain: false })
                yield return voice.Say($"Chance could reverse the verdict on {split.Into}. Do more contacts give the same result?");
        }

        if (drafted.MovedElsewhere is > 0 and var others)
            yield return voice.Say($"{Voice.Number(others):others} contacts move between other groups. Is that intended?");
        if (drafted.Result is not null && findings.Groups.Where(group => drafted.Splits.All(split => split.Split.Drg != group.Drg))
            .Sum(group => group.Contacts) is > 0 and var left)
            yield return voice.Say(
                $"Contacts with the technology in groups that are not split: {Voice.Number(left):left}. Should these be split too?");
        if (!drafted.Issues.IsEmpty)
            yield return voice.Say(
                $"How are the findings of the check resolved " +
                $"({string.Join(", ", drafted.Issues.Select(issue => issue.Code.Id).Distinct()):issues})?");
    }

    private static string Named(Voice voice, SplitFinding finding) => SplitReport.NameOf(voice, finding.Criterion);
}

using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Presentation.Changes;

/// <summary>The paper that an expert group reads of a change: what, why, consequences, cases, and rules in words.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
public sealed class ChangePaper(Voice voice)
{
    /// <summary>True for whole tables; otherwise the first rows of each.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The same for programs.</summary>
    public static object Json(ChangeDossier dossier, Language language)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return new
        {
            dossier.Change.Name,
            dossier.Change.About,
            Difference = Answers.DiffAnswer.Of(language, dossier.Diff, Answers.DiffParts.All),
            Cases = dossier.Cases.Select(each => new
            {
                each.Case.Contact.Id,
                Expected = each.Case.Drg,
                each.Before,
                each.After,
                each.IsAsExpected,
            }),
            Findings = dossier.Findings.Select(issue => new { issue.Code.Id, issue.Table, issue.Row, Text = issue.ToString(language) }),
            Effect = dossier.Effect is { } effect ? SimulationAnswer.Of(effect, language) : null,
        };
    }

    /// <summary>Writes the paper of a change into a document.</summary>
    public void Write(Document document, ChangeDossier dossier)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(dossier);
        var (change, diff) = (dossier.Change, dossier.Diff);
        var about = change.About;
        document.Heading(change.Title, 1).Table(
            ["", ""],
            new (string Name, string Value)[]
            {
                (voice.Say("status"), voice.Say(RegisterDocument.WordOf(about.Status))), (voice.Say("author"), about.Author),
                (voice.Say("changes"), diff.Before.Version.Id),
                (voice.Say("version to change"), Joined(change.Rows.Select(row => row.VersionToChange))),
                (voice.Say("national id"), Joined(change.Rows.Select(row => row.NationalId))),
                ("NCC id", Joined(change.Rows.Select(row => row.NccId))), (voice.Say("file"), change.Name),
            }.Where(row => row.Value.Length > 0).Select(row => new[] { row.Name, row.Value }));
        document.Heading(voice.Say("Why"));
        document.Line(about.Motive.Length > 0 ? about.Motive : voice.Say("No motive is given."));
        foreach (var comment in change.Rows.Select(row => row.Comment).Where(text => text.Length > 0).Distinct())
            document.Item(comment);
        if (!about.References.IsEmpty)
        {
            document.Heading(voice.Say("References"));
            foreach (var reference in about.References)
                document.Item(reference);
        }

        What(document, diff);
        document.Heading(voice.Say("Consequences"));
        if (dossier.Effect is { } effect)
            new SimulationDocument(voice, effect) { Level = 3, IsComplete = IsComplete }.Write(document);
        else
            document.Line(voice.Say("Not tried on contacts: give a file with --contacts."));
        Cases(document, dossier);
        Findings(document, dossier);
    }

    private void What(Document document, SetDiff diff)
    {
        var words = new DiffWords(voice.Language, diff);
        document.Heading(voice.Say("What"));
        if (diff.IsEmpty)
            document.Line(voice.Say("Nothing in the tables."));
        foreach (var group in diff.Groups)
        {
            document.Item(group.Kind == ChangeKind.Added
                ? voice.Say($"new group {group.Drg:drg} {group.Name.Text.In(voice.Language):name}")
                : voice.Say($"group {group.Drg:drg} {group.Name.Text.In(voice.Language):name} is removed"));
        }

        foreach (var line in diff.Diagnoses.Select(words.Of).Concat(diff.Procedures.Select(words.Of))
            .Concat(diff.Exclusions.Select(words.Of)).Concat(diff.Activators.Select(words.Of))
            .Concat(diff.Names.Where(name => diff.Groups.All(group => group.Drg != name.Key)).Select(words.Of))
            .Concat(diff.Options.Select(words.Of)))
            document.Item(line);
        var rules = diff.Rules.Where(rule => rule.Steers).ToList();
        var renumbered = diff.Rules.Length - rules.Count;
        if (renumbered > 0)
        {
            document.Item(voice.Say(Text.Count(renumbered,
                $"{renumbered:rules} rule gets another number, which changes nothing else",
                $"{renumbered:rules} rules get other numbers, which changes nothing else")));
        }

        if (rules.Count == 0)
            return;
        document.Heading(voice.Say("Rules in words"), 3);
        foreach (var rule in rules)
        {
            document.Heading($"{rule.Rule.Id}: {rule.Rule.Drg} {words.NameOfDrg(rule.Rule.Drg)} ({words.Kind(rule)})", 4);
            if (rule.Before is { } before)
                document.Line(voice.Say($"Before: {In(before, diff.Before.Index):rule}"));
            if (rule.After is { } after)
                document.Line(voice.Say($"After: {In(after, diff.After.Index):rule}"));
            if (rule.AfterRank >= 0 && NextIn(diff.After, rule.AfterRank) is { } next)
                document.Line(voice.Say($"It is tried just before rule {next.Id} ({next.Drg})."));
            if (rule is { Kind: ChangeKind.Changed, Moved: { } places })
                document.Line(words.Moved(places));
        }
    }

    private static RuleRow? NextIn(DefinitionSet set, int rank) => rank + 1 < set.Rules.Length ? set.Rules[rank + 1] : null;

    /// <summary>A rule as a sentence.</summary>
    private string In(RuleRow rule, DefinitionIndex index)
    {
        var asked = RuleWording.Of(rule, index).Select(word => word.Text.In(voice.Language)).ToList();
        return (asked.Count == 0 ? voice.Say("no conditions") : string.Join("; ", asked)) + $" -> {rule.Drg}"
            + (rule.ReturnCode == ReturnCode.Grouped ? "" : $", {voice.Say("return code")} {rule.ReturnCode}");
    }

    private void Cases(Document document, ChangeDossier dossier)
    {
        document.Heading(voice.Say("Test cases"));
        if (dossier.Cases.IsEmpty)
        {
            document.Line(voice.Say("The change brings no test cases."));
            return;
        }

        document.Table(
            ["id", voice.Say("contact"), voice.Say("before"), voice.Say("after"), ""],
            dossier.Cases.Select(each => new[]
            {
                each.Case.Contact.Id, Contact(each.Case.Contact), OrDash(each.Before), OrDash(each.After),
                each.IsAsExpected ? voice.Say("as expected") : voice.Say($"expected {each.Case.Drg}"),
            }));
    }

    private void Findings(Document document, ChangeDossier dossier)
    {
        document.Heading(voice.Say("What the check finds"));
        if (dossier.Findings.IsEmpty)
            document.Line(voice.Say("Nothing."));
        foreach (var issue in dossier.Findings)
            document.Item(issue.ToString(voice.Language));
    }

    private string Contact(CareContact contact)
    {
        string[] parts =
        [
            contact.Sex.Letter, Age(contact.Age.Days),
            voice.Say(Text.Count(contact.Duration.Days,
                $"{contact.Duration.Days:days} care day", $"{contact.Duration.Days:days} care days")),
            .. contact.Diagnoses.Where(code => !code.IsBlank).Select(code => CodeNotation.Written($"{code}")),
            .. contact.Procedures.Select(code => $"{code}"),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private string Age(int days) => days < 366
        ? voice.Say(Text.Count(days, $"{days:days} day old", $"{days:days} days old"))
        : voice.Say($"{(int)(days / 365.25):years} years");

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts.Where(text => text.Length > 0).Distinct());

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}

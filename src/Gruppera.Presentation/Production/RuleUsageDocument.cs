using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Production;

namespace Gruppera.Presentation.Production;

/// <summary>How the rules of a set are used, in words.</summary>
public static class RuleUsageDocument
{
    private const int Shown = 20;

    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    /// <param name="result">The figures.</param>
    public static object Json(this RuleUsageResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var uses = result.Uses.ToLookup(use => use.Rule, StringComparer.Ordinal);
        return new
        {
            Set = result.Set?.Version.Id,
            result.By,
            Rules = result.Rules.Select(rule => new
            {
                rule.Rule,
                rule.Drg,
                rule.Contacts,
                Points = Finite(rule.Points),
                rule.Cost,
                rule.WithoutCost,
                ShareOfGroup = result.ShareOf(rule),
                Findings = result.Findings[rule.Rule],
                Units = result.By.IsEmpty ? null : uses[rule.Rule].Select(use => new
                {
                    Unit = use.Unit.Parts,
                    use.Contacts,
                    Points = Finite(use.Points),
                    use.Cost,
                    use.WithoutCost,
                }),
            }),
            TakeMost = result.Dominant.Select(rule => new { rule.Rule.Rule, rule.Rule.Drg, rule.Share, rule.Rules }),
            Unused = result.Unused.Select(rule => new { Rule = rule.Id, rule.Drg, Findings = result.Findings[rule.Id] }),
        };

        static double? Finite(double number) => double.IsFinite(number) ? number : null;
    }

    /// <summary>Writes the rules with most contacts, the units, the rules that take most of a group, and those that are never
    /// used.</summary>
    /// <param name="result">The figures.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="isComplete">True for every rule, false for the first.</param>
    public static Document Document(this RuleUsageResult result, Voice voice, bool isComplete)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(voice);
        var most = isComplete ? int.MaxValue : Shown;
        var linter = voice.Say("findings of the linter");
        var contacts = result.Rules.Sum(rule => rule.Contacts);
        var unused = result.Unused.ToList();
        var hasCost = result.Rules.Any(rule => rule.Cost != 0);
        var document = new Document().Heading(voice.Say("Results by rule"), 1);
        if (result.Set is { } set)
            document.Line(voice.Say(
                $"{Voice.Number(contacts):contacts} contacts; {Voice.Number(set.Rules.Length - unused.Count):used} of " +
                $"{Voice.Number(set.Rules.Length):rules} rules of {set.Version.Id:set} are used"));
        else
            document.Line(voice.Say(
                $"{Voice.Number(contacts):contacts} contacts; {Voice.Number(result.Rules.Length):used} rules are used. The set is not " +
                $"at hand, so rules that are never used are not known: name it with --set"));
        string[] sums = [.. result.HasPoints ? [voice.Say("points")] : (string[])[], .. hasCost ? [voice.Say("cost")] : (string[])[]];
        document.Table(
            [
                voice.Say("contacts"), voice.Say("share"), .. sums, voice.Say("share of group"), voice.Say("rule"), "DRG",
                linter,
            ],
            result.Rules.Take(most).Select(rule => (string[])
            [
                Voice.Number(rule.Contacts), voice.Percent(rule.Contacts, contacts), .. Sums(rule), Share(result.ShareOf(rule)), rule.Rule,
                rule.Drg, Findings(rule.Rule),
            ]),
            [.. Enumerable.Range(0, 3 + sums.Length)]);
        More(result.Rules.Length);
        if (!result.By.IsEmpty)
            document.Heading(voice.Say("By unit")).Table(
                [voice.Say("contacts"), voice.Say("rules"), .. sums, string.Join(" / ", result.By)],
                result.Units.Select(unit => (string[])
                    [Voice.Number(unit.All.Contacts), Voice.Number(unit.Rules), .. Sums(unit.All), unit.All.Unit.ToString()]),
                [.. Enumerable.Range(0, 2 + sums.Length)]);
        var dominant = result.Dominant.ToList();
        if (dominant.Count > 0)
        {
            document.Heading(voice.Say("Rules that take most of a group with several")).Table(
                [voice.Say("share"), voice.Say("contacts"), voice.Say("rules of the group"), voice.Say("rule"), "DRG"],
                dominant.Take(most).Select(rule => new[]
                {
                    Share(rule.Share), Voice.Number(rule.Rule.Contacts), Voice.Number(rule.Rules), rule.Rule.Rule, rule.Rule.Drg,
                }),
                0, 1, 2);
            More(dominant.Count);
        }

        if (unused.Count > 0)
        {
            document.Heading(voice.Say("Rules that are never used")).Table(
                [voice.Say("rule"), "DRG", linter],
                unused.OrderBy(rule => Findings(rule.Id).Length == 0).Take(most)
                    .Select(rule => new[] { rule.Id, rule.Drg, Findings(rule.Id) }));
            More(unused.Count);
        }

        return document;

        void More(int count)
        {
            if (count > most)
                document.Line(voice.Say(CountWords.More(count - most)));
        }

        string[] Sums(UsedRule use) =>
        [
            .. result.HasPoints ? [voice.Decimal(use.Points)] : (string[])[], .. hasCost ? [Voice.Number(use.Cost)] : (string[])[],
        ];

        string Share(double share) => $"{voice.Decimal(100 * share)} %";

        string Findings(string rule) => string.Join(' ', result.Findings[rule]);
    }
}

using Gruppera.Casemix.Weights;
using Gruppera.Explanation;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Logic;

/// <summary>An explanation as a document. To be written once.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="explanation">The explanation.</param>
/// <param name="weights">Weights to show beside groups, or null.</param>
public sealed class ExplanationDocument(Voice voice, ContactExplanation explanation, WeightList? weights)
{
    private const int ShownNearMisses = 12;
    private readonly Document _document = new();

    /// <summary>Writes the explanation: the group, the codes, complications, the rule, and what was near.</summary>
    public Document Write()
    {
        Head();
        ProblemDocument.Write(_document, voice, explanation.Problems);
        Codes();
        Complications();
        Rule();
        Siblings();
        NearMisses();
        Failed();
        return _document;
    }

    private string In(TableText text) => text.In(voice.Language);

    private string In(Text text) => text.In(voice.Language);

    private string Group(GroupOutcome group) => $"{group.Drg} {In(group.Name)}".TrimEnd();

    private void Head()
    {
        var (contact, group) = (explanation.Contact, explanation.Group);
        var weight = weights?.Of(group.Drg) is { } known ? voice.Say($", weight {voice.Weight(known):known}") : "";
        var code = explanation.ReturnCodeText is var text && In(text).Length > 0 ? $" ({In(text)})" : "";
        _document.Heading(Group(group) + weight, 1)
            .Line(voice.Say($"Rule {group.Rule} of {explanation.Version.Id}, return code {group.ReturnCode}{code}."))
            .Line(voice.Say("Contact: ") + string.Join(", ", Circumstances(contact)) + ".");
        if (!explanation.RuleHeld)
            _document.Line(In(ExplanationWords.NoRuleHolds));
        var recoded = explanation.RecodedFrom.Length > 0 ? voice.Say($" (recoded by sex from {explanation.RecodedFrom})") : "";
        _document.Line(explanation.Mdc.Length == 0
            ? voice.Say($"No MDC; complication level {explanation.Level}.")
            : voice.Say(
                $"MDC {$"{explanation.Mdc} {In(explanation.MdcName)}".TrimEnd():mdc}, category {explanation.Category}{recoded}, " +
                $"complication level {explanation.Level}."));
    }

    private IEnumerable<string> Circumstances(CareContact contact)
    {
        yield return In(new ContactChange { Kind = ContactChangeKind.Sex, Sex = contact.Sex }.Text);
        yield return In(new ContactChange { Kind = ContactChangeKind.Age, Days = contact.Age.Days }.Text);
        yield return In(new ContactChange { Kind = ContactChangeKind.Duration, Days = contact.Duration.Days }.Text);
        yield return In(new ContactChange { Kind = ContactChangeKind.Discharge, Discharge = contact.Discharge }.Text);
    }

    private void Codes()
    {
        _document.Heading(voice.Say("Codes"));
        foreach (var code in explanation.Codes)
        {
            var (role, influence) = (In(ExplanationWords.Role(code.Role)), In(ExplanationWords.Influence(code, explanation.Group)));
            _document.Item($"{Written(code, code.Code)} {In(code.Text)}".TrimEnd() + $": {role}, {influence}");
        }

        string[] headers =
        [
            voice.Say("code"), voice.Say("type"), voice.Say("value"), voice.Say("counts"), voice.Say("row"), voice.Say("name"),
        ];
        _document.Table(headers, explanation.Codes.SelectMany(code => code.Properties, (code, property) => new[]
        {
            Written(code, property.Code), property.Type.ToString().ToUpperInvariant(), property.Value,
            property.Counts ? voice.Say("yes") : "-", $"{property.File}:{property.Row}", In(property.Name),
        }));
    }

    private static string Written(ExplainedCode of, string code) => CodeNotation.Written(code, of.Role == CodeRole.Procedure);

    private void Complications()
    {
        if (explanation.Complications.IsEmpty)
            return;
        _document.Heading(voice.Say("Complications"));
        foreach (var complication in explanation.Complications)
        {
            var category = complication.Role == CodeRole.Procedure
                ? voice.Say("procedure")
                : $"{complication.Category} {In(complication.Name)}".TrimEnd();
            var state = ExplanationWords.State(voice.Language, complication, showsRow: true);
            _document.Item($"{explanation.Written(complication.Code)}, {category}: {state}");
        }
    }

    private void Rule()
    {
        _document.Heading(voice.Say($"Rule {explanation.Group.Rule}"));
        if (explanation.Conditions.IsEmpty)
            _document.Line(In(ExplanationWords.NoConditions));
        foreach (var condition in explanation.Conditions)
            _document.Item($"{In(condition.Text)}  <- {Evidence(condition.Evidence)}");
    }

    private string Evidence(Evidence evidence) =>
        evidence.Codes.IsEmpty
            ? In(evidence.Text)
            : $"{string.Join(", ", evidence.Codes.Select(explanation.Written))}: {In(evidence.Text)}";

    private void Siblings()
    {
        if (explanation.Siblings.IsEmpty)
            return;
        _document.Heading(In(ExplanationWords.Siblings));
        foreach (var sibling in explanation.Siblings)
            _document.Item($"{Group(sibling.Group)}: {In(sibling.Reason)}");
    }

    private void NearMisses()
    {
        if (explanation.NearMisses.IsEmpty)
            return;
        var reached = explanation.NearMisses.Count(miss => miss.Change is not null);
        _document.Heading(voice.Say("Near misses"))
            .Line(In(ExplanationWords.NearMisses(explanation.NearMisses.Length, reached)));
        foreach (var miss in explanation.NearMisses.Where(miss => miss.Change is not null).Take(ShownNearMisses))
        {
            _document.Item(voice.Say(
                $"{Group(miss.Group):group}, rule {miss.Group.Rule}: asks for {miss.Unmet.Text:condition}; here: " +
                $"{Evidence(miss.Unmet.Evidence):evidence}. Smallest change: {miss.Change!.Text:change}"));
        }

        if (reached > ShownNearMisses || reached < explanation.NearMisses.Length)
            _document.Line(voice.Say("All of them: --format json"));
    }

    private void Failed()
    {
        if (explanation.Failed.IsEmpty)
            return;
        _document.Heading(voice.Say("Rules tried before it"))
            .Table(
                [voice.Say("rule"), "DRG", voice.Say("failed on")],
                explanation.Failed.Select(rule => new[]
                {
                    rule.Group.Rule, rule.Group.Drg, string.Join(' ', rule.Unmet.Select(column => column.ToString().ToLowerInvariant())),
                }));
    }
}

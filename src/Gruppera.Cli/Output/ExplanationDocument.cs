using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Explanation;

namespace Gruppera.Cli.Output;

/// <summary>An explanation as a document.</summary>
internal sealed class ExplanationDocument(Session session, ContactExplanation explanation, WeightList? weights)
{
    private const int ShownNearMisses = 12;
    private readonly Document _document = new();

    internal Document Write()
    {
        Head();
        Codes();
        Complications();
        Rule();
        Siblings();
        NearMisses();
        Failed();
        return _document;
    }

    private string In(TableText text) => text.In(session.Language);

    private string In(LocalText text) => text.In(session.Language);

    private string Group(GroupOutcome group) => $"{group.Drg} {In(group.Name)}".TrimEnd();

    private void Head()
    {
        var (contact, group) = (explanation.Contact, explanation.Group);
        var weight = weights?.Of(group.Drg) is { } known ? session.Say($", weight {session.Weight(known)}", $", vikt {session.Weight(known)}") : "";
        var code = explanation.ReturnCodeText is var text && In(text).Length > 0 ? $" ({In(text)})" : "";
        _document.Heading(Group(group) + weight, 1)
            .Line(session.Say(
                $"Rule {group.Rule} of {explanation.Version.Id}, return code {group.ReturnCode}{code}.",
                $"Regel {group.Rule} i {explanation.Version.Id}, returkod {group.ReturnCode}{code}."))
            .Line(session.Say("Contact: ", "Vårdkontakt: ") + string.Join(", ", Circumstances(contact)) + ".");
        if (!explanation.RuleHeld)
            _document.Line(session.Say("No rule holds: the last rule's group was given.", "Ingen regel gäller: den sista regelns grupp gavs."));
        var recoded = explanation.RecodedFrom.Length > 0 ? session.Say($" (recoded by sex from {explanation.RecodedFrom})", $" (omkodad efter kön från {explanation.RecodedFrom})") : "";
        _document.Line(explanation.Mdc.Length == 0
            ? session.Say($"No MDC; complication level {explanation.Level}.", $"Ingen MDC; komplikationsgrad {explanation.Level}.")
            : session.Say(
                $"MDC {$"{explanation.Mdc} {In(explanation.MdcName)}".TrimEnd()}, category {explanation.Category}{recoded}, complication level {explanation.Level}.",
                $"MDC {$"{explanation.Mdc} {In(explanation.MdcName)}".TrimEnd()}, kategori {explanation.Category}{recoded}, komplikationsgrad {explanation.Level}."));
    }

    private IEnumerable<string> Circumstances(CareContact contact)
    {
        yield return In(new ContactChange { Kind = ChangeKind.Sex, Sex = contact.Sex }.Text);
        yield return In(new ContactChange { Kind = ChangeKind.Age, Days = contact.Age.Days }.Text);
        yield return In(new ContactChange { Kind = ChangeKind.Duration, Days = contact.Duration.Days }.Text);
        yield return In(new ContactChange { Kind = ChangeKind.Discharge, Discharge = contact.Discharge }.Text);
    }

    private void Codes()
    {
        _document.Heading(session.Say("Codes", "Koder"));
        foreach (var code in explanation.Codes)
        {
            var role = code.Role switch
            {
                CodeRole.Principal => session.Say("principal diagnosis", "huvuddiagnos"),
                CodeRole.Secondary => session.Say("secondary diagnosis", "bidiagnos"),
                _ => session.Say("procedure", "åtgärd"),
            };
            var influence = code.Influence switch
            {
                CodeInfluence.Decides => session.Say($"decides; without it {code.Without.Drg}", $"avgör; utan den {code.Without.Drg}"),
                CodeInfluence.Supports => session.Say("supports the rule; not needed alone", "stöder regeln; behövs inte ensam"),
                _ => session.Say("no influence", "inget inflytande"),
            };
            if (code.Influence == CodeInfluence.Decides && code.Without.Drg == explanation.Group.Drg)
                influence = session.Say($"decides; without it rule {code.Without.Rule} of the same group", $"avgör; utan den regel {code.Without.Rule} i samma grupp");
            if (!code.IsKnown)
                influence = session.Say("unknown to the tables", "okänd i tabellerna");
            _document.Item($"{code.Code} {In(code.Text)}".TrimEnd() + $": {role}, {influence}");
        }

        string[] headers = [session.Say("code", "kod"), session.Say("type", "typ"), session.Say("value", "värde"), session.Say("counts", "räknas"), session.Say("row", "rad"), session.Say("name", "namn")];
        _document.Table(headers, explanation.Codes.SelectMany(code => code.Properties).Select(property => new[]
        {
            property.Code, property.Type.ToString().ToUpperInvariant(), property.Value, property.Counts ? session.Say("yes", "ja") : "-", $"{property.File}:{property.Row}", In(property.Name),
        }));
    }

    private void Complications()
    {
        if (explanation.Complications.IsEmpty)
            return;
        _document.Heading(session.Say("Complications", "Komplikationer"));
        foreach (var complication in explanation.Complications)
        {
            var category = complication.Role == CodeRole.Procedure ? session.Say("procedure", "åtgärd") : $"{complication.Category} {In(complication.Name)}".TrimEnd();
            _document.Item($"{complication.Code}, {category}: {State(complication)}");
        }
    }

    private string State(ExplainedComplication complication) => complication.State switch
    {
        ComplicationState.Inactive => session.Say(
            $"inactive; counts only with {string.Join(session.Say(" or ", " eller "), complication.Activators)}",
            $"inaktiv; räknas bara med {string.Join(" eller ", complication.Activators)}"),
        ComplicationState.Excluded => session.Say(
            $"excluded by the principal diagnosis {complication.ExcludedBy} ({complication.File}:{complication.Row})",
            $"undantas av huvuddiagnosen {complication.ExcludedBy} ({complication.File}:{complication.Row})"),
        _ when complication.ActivatedBy is { } by => session.Say(
            $"gives level {complication.Level}; activated by {In(by.Text)} of {string.Join(", ", by.Codes)}",
            $"ger grad {complication.Level}; aktiveras av {In(by.Text)} från {string.Join(", ", by.Codes)}"),
        _ => session.Say($"gives level {complication.Level}", $"ger grad {complication.Level}"),
    };

    private void Rule()
    {
        _document.Heading(session.Say($"Rule {explanation.Group.Rule}", $"Regel {explanation.Group.Rule}"));
        if (explanation.Conditions.IsEmpty)
            _document.Line(session.Say("It asks for nothing.", "Den kräver ingenting."));
        foreach (var condition in explanation.Conditions)
            _document.Item($"{In(condition.Text)}  <- {Evidence(condition.Evidence)}");
    }

    private string Evidence(Evidence evidence) => evidence.Codes.IsEmpty ? In(evidence.Text) : $"{string.Join(", ", evidence.Codes)}: {In(evidence.Text)}";

    private void Siblings()
    {
        if (explanation.Siblings.IsEmpty)
            return;
        _document.Heading(session.Say("Siblings by complication", "Syskon efter komplikation"));
        foreach (var sibling in explanation.Siblings)
            _document.Item($"{Group(sibling.Group)}: {In(sibling.Reason)}");
    }

    private void NearMisses()
    {
        if (explanation.NearMisses.IsEmpty)
            return;
        var reached = explanation.NearMisses.Count(miss => miss.Change is not null);
        _document.Heading(session.Say("Near misses", "Nära träffar"))
            .Line(session.Say(
                $"{explanation.NearMisses.Length} earlier rules fail on one condition; one change fires {reached} of them.",
                $"{explanation.NearMisses.Length} tidigare regler faller på ett villkor; en enda ändring utlöser {reached} av dem."));
        foreach (var miss in explanation.NearMisses.Where(miss => miss.Change is not null).Take(ShownNearMisses))
        {
            _document.Item(session.Say(
                $"{Group(miss.Group)}, rule {miss.Group.Rule}: asks for {In(miss.Unmet.Text)}; here: {Evidence(miss.Unmet.Evidence)}. Smallest change: {In(miss.Change!.Text)}",
                $"{Group(miss.Group)}, regel {miss.Group.Rule}: kräver {In(miss.Unmet.Text)}; här: {Evidence(miss.Unmet.Evidence)}. Minsta ändring: {In(miss.Change.Text)}"));
        }

        if (reached > ShownNearMisses || reached < explanation.NearMisses.Length)
            _document.Line(session.Say("All of them: --format json", "Alla: --format json"));
    }

    private void Failed()
    {
        if (explanation.Failed.IsEmpty)
            return;
        _document.Heading(session.Say("Rules tried before it", "Regler som prövades före"))
            .Table(
                [session.Say("rule", "regel"), "DRG", session.Say("failed on", "föll på")],
                explanation.Failed.Select(rule => new[] { rule.Group.Rule, rule.Group.Drg, string.Join(' ', rule.Unmet.Select(column => column.ToString().ToLowerInvariant())) }));
    }
}

using System.Collections.Immutable;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>A value of a property on a page.</summary>
public static class PropertyPage
{
    /// <summary>Writes which codes give a property, and which rules ask for it.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="view">The property.</param>
    public static void Write(Page page, PropertyView view)
    {
        var property = view.Use.Property;
        page.Document.Heading($"{page.Name(property)} ({page.Type(property.Type)})", 1);
        if (view.IsVisitMarker)
            page.Document.Line(page.Say("Indicates visit form or profession; not a procedure."));
        Codes(page, page.Say(Titles.DiagnosesThatGive), view.Diagnoses);
        Codes(page, page.Say(Titles.ProceduresThatGive), view.Procedures);
        if (view.Complication is { } complication)
        {
            page.Document.Heading(page.Say("As complication"));
            Complication(page, complication);
        }

        Use(page, view.Use);
        if (view.Use is { Rules.Length: 0, Activates.Length: 0 } && view.Complication is null)
            page.Document.Line(page.Say(Titles.NoRuleNamesIt));
    }

    /// <summary>A complication category in a sentence, with what excludes it.</summary>
    internal static void Complication(Page page, ComplicationView view)
    {
        page.Document.Item(
            $"{page.Name(view.Category)}: {page.Level(view.Level)}{(view.NeedsActivation ? page.Say(", if activated") : "")}");
        foreach (var activator in view.Activators)
            page.Document.Item(page.Say("activated by")
                + $" {page.Name(activator.Property)} ({page.Diagnoses(activator.Diagnoses)}, {page.Procedures(activator.Procedures)})", 2);
        page.Document.Item(view.ExcludedBy.Length == 0
            ? page.Say("no principal diagnosis excludes it")
            : page.Say(Text.Count(
                view.ExcludedBy.Length,
                $"excluded by {Words.Voice.Number(view.ExcludedBy.Length):count} principal diagnosis",
                $"excluded by {Words.Voice.Number(view.ExcludedBy.Length):count} principal diagnoses")), 2);
        page.Codes(view.ExcludedBy);
    }

    private static void Use(Page page, PropertyUse use)
    {
        var asking = use.Rules.Where(rule => !rule.Forbids).ToList();
        if (asking.Count > 0)
        {
            page.Document.Heading(page.Say($"Groups that ask for it: {use.Drgs.Length:drgs}, by {page.Rules(asking.Count):rules}"));
            page.Drgs(use.Drgs);
        }

        Rules(page, page.Say(Titles.RulesThatAsk), asking);
        Rules(page, page.Say(Titles.RulesThatForbid), [.. use.Rules.Where(rule => rule.Forbids)]);
        if (use.Activates.Length == 0)
            return;
        page.Document.Heading(page.Say(Titles.Activates));
        page.Document.Table(["", ""], use.Activates.Take(page.First).Select(value => new[] { "  " + value.Value, page.Say(value.Name) }));
        page.More(use.Activates.Length - page.First);
    }

    private static void Rules(Page page, string title, List<RuleUse> rules)
    {
        if (rules.Count == 0)
            return;
        page.Document.Heading($"{title} ({rules.Count})");
        page.Document.Table(
            [page.Say("rule"), "ord", "DRG", page.Say("column")],
            rules.Take(page.First).Select(rule => new[] { rule.Id, rule.Ord, rule.Drg, rule.Column.Id }));
        page.More(rules.Count - page.First);
    }

    private static void Codes(Page page, string title, ImmutableArray<NamedCode> codes)
    {
        if (codes.Length == 0)
            return;
        page.Document.Heading($"{title} ({codes.Length})");
        page.Codes(codes);
    }
}

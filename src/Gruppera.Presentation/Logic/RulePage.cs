using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>A rule on a page.</summary>
internal static class RulePage
{
    internal static void Write(Page page, RuleView view)
    {
        var (document, rule) = (page.Document, view.Rule);
        document.Heading($"{page.Say("Rule", "Regel")} {rule.Id} → {page.Name(rule.Drg)}", 1);
        string[][] facts =
        [
            ["ord", page.Say($"{rule.Ord}; number {Voice.Number(view.Place)} of {Voice.Number(view.Of)} rules", $"{rule.Ord}; nummer {Voice.Number(view.Place)} av {Voice.Number(view.Of)} regler")],
            [page.Say("file, row", "fil, rad"), view.File.Length == 0 ? "" : $"{view.File}, {view.Row}"],
            [page.Say("combined code", "kombinerad kod"), view.CombinedDrg],
            [page.Say("return code", "returkod"), $"{rule.ReturnCode} {page.Say(view.ReturnCodeText)}".Trim()],
            [page.Say("versions", "versioner"), view.NationalVersions],
            [page.Say("weight", "vikt"), page.Weight(rule.Drg.Drg)],
        ];
        document.Table(["", ""], facts.Where(row => row[1].Length > 0));

        document.Heading(page.Say("It holds where", "Den gäller där"));
        document.Table([page.Say("column", "kolumn"), "cell", page.Say("in plain words", "i klartext")], rule.Conditions.Select(each => new[] { each.Column.ToString().ToLowerInvariant(), each.Cell, page.Say(each.Text) }));
        if (rule.Conditions.Length == 0)
            document.Line(page.Say("Always: it asks for nothing.", "Alltid: den kräver ingenting."));

        if (view.Siblings.Length > 0)
        {
            document.Heading(page.Say("Differ from it in the complication level only", "Skiljer sig bara i komplikationsgrad"));
            document.Table(
                [page.Say("level", "grad"), page.Say("rule", "regel"), "DRG", page.Say("name", "namn")],
                view.Siblings.Select(each => new[] { each.Level == 0 ? "-" : $"{each.Level}", each.Id, each.Drg.Drg, page.Say(each.Drg.Text) }));
        }

        Nearest(page, view);
        document.Heading(page.Say("Tried just before it", "Prövas närmast före"));
        page.Cells(view.Before);
        document.Heading(page.Say("Tried just after it", "Prövas närmast efter"));
        page.Cells(view.After);
    }

    private static void Nearest(Page page, RuleView view)
    {
        if (view.Nearest.Length == 0)
            return;
        page.Document.Heading(page.Say("Differ from it in one other cell", "Skiljer sig i en annan cell"));
        page.Document.Table(
            [page.Say("rule", "regel"), "DRG", page.Say("column", "kolumn"), page.Say("there it has", "där har den")],
            view.Nearest.Take(page.First).Select(each => new[] { each.Id, each.Drg.Drg, each.Column.ToString().ToLowerInvariant(), each.Condition is { } condition ? page.Say(condition) : page.Say("no requirement", "inget krav") }));
        page.More(view.Nearest.Length - page.First);
    }
}

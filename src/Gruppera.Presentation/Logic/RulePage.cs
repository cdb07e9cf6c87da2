using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>A rule on a page.</summary>
public static class RulePage
{
    /// <summary>Writes what a rule says, and the rules near it.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="view">The rule.</param>
    public static void Write(Page page, RuleView view)
    {
        var (document, rule) = (page.Document, view.Rule);
        document.Heading($"{page.Say("Rule")} {rule.Id} → {page.Name(rule.Drg)}", 1);
        string[][] facts =
        [
            ["ord", page.Say(LogicWords.Place(view))],
            [page.Say("file, row"), view.File.Length == 0 ? "" : $"{view.File}, {view.Row}"],
            [page.Say("combined code"), view.CombinedDrg],
            [page.Say("return code"), $"{rule.ReturnCode} {page.Say(view.ReturnCodeText)}".Trim()],
            [page.Say("versions"), view.NationalVersions],
            [page.Say("weight"), page.Weight(rule.Drg.Drg)],
        ];
        document.Table(["", ""], facts.Where(row => row[1].Length > 0));

        page.Problems(view.Problems);
        document.Heading(page.Say("It holds if"));
        document.Table(
            [page.Say("column"), "cell", page.Say("in plain words")],
            rule.Conditions.Select(each => new[] { each.Column.Id, each.Cell, page.Say(each.Text) }));
        if (rule.Conditions.Length == 0)
            document.Line(page.Say(Titles.Always));

        if (view.Siblings.Length > 0)
        {
            document.Heading(page.Say(Titles.OtherLevel));
            document.Table(
                [page.Say("level"), page.Say("rule"), "DRG", page.Say("name")],
                view.Siblings.Select(each =>
                    new[] { each.Level == 0 ? "-" : $"{each.Level}", each.Id, each.Drg.Drg, page.Say(each.Drg.Text) }));
        }

        Nearest(page, view);
        document.Heading(page.Say(Titles.TriedBefore));
        page.Cells(view.Before);
        document.Heading(page.Say(Titles.TriedAfter));
        page.Cells(view.After);
    }

    private static void Nearest(Page page, RuleView view)
    {
        if (view.Nearest.Length == 0)
            return;
        page.Document.Heading(page.Say(Titles.OtherCell));
        page.Document.Table(
            [page.Say("rule"), "DRG", page.Say("column"), page.Say("its condition")],
            view.Nearest.Take(page.First).Select(each => new[]
            {
                each.Id, each.Drg.Drg, each.Column.Id, each.Condition is { } condition ? page.Say(condition) : page.Say("no condition"),
            }));
        page.More(view.Nearest.Length - page.First);
    }
}

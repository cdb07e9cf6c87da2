using System.Collections.Immutable;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Reach;

namespace Gruppera.Presentation.Logic;

/// <summary>A code on a page.</summary>
public static class CodePage
{
    /// <summary>Writes what a code means.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="view">The code.</param>
    /// <param name="reach">Groups that it can lead to.</param>
    /// <param name="explorer">The set.</param>
    public static void Write(Page page, CodeView view, ReachableDrgs reach, Explorer explorer)
    {
        var document = page.Document;
        document.Heading(
            $"{page.Name(view.Code)} ({(view.Kind == CodeKind.Diagnosis ? page.Say("diagnosis") : page.Say("procedure"))})", 1);
        if (view.TakenFor is not null)
            document.Line(page.Say(LogicWords.ReadAs(CodeNotation.Written(view.TakenFor, view.Kind == CodeKind.Procedure))));
        if (view.LacksDagger)
            document.Line(page.Say(Titles.LacksDagger));
        else if (view.IsPairOfTables == false)
            document.Line(page.Say("The definition tables have no rows for the pair: its two codes count separately."));
        page.Problems(view.Problems);
        Properties(page, view);
        if (view.AsPrincipal is not null)
            Principal(page, view.AsPrincipal);
        if (view.Complications.Length > 0)
        {
            document.Heading(page.Say(Titles.Complicates));
            foreach (var complication in view.Complications)
                PropertyPage.Complication(page, complication);
        }

        AskedFor(page, view.AskedForBy);

        Reach(page, view.Kind, reach, explorer);

        if (view.Pairs.Length > 0)
        {
            document.Heading($"{page.Say("Asterisk-dagger pairs")} ({view.Pairs.Length})");
            page.Codes(view.Pairs);
        }

        Neighbours(page, view);
    }

    private static void Properties(Page page, CodeView view)
    {
        page.Document.Heading($"{page.Say("Properties")} ({view.Properties.Length})");
        if (view.Properties.Length == 0)
            page.Document.Line(page.Say(Titles.NoProperties));
        var isPair = view.Properties.Select(property => property.Of).Distinct().Count() > 1;
        string[] headers =
        [
            page.Say("type"), page.Say("value"), .. isPair ? [page.Say("of")] : Array.Empty<string>(), page.Say("row"), page.Say("name"),
        ];
        foreach (var file in view.Properties.GroupBy(property => property.File))
        {
            if (file.Key.Length > 0)
                page.Document.Line($"{page.Say("file")} {file.Key}");
            page.Document.Table(headers, file.Select(each => (string[])
            [
                each.Property.Type.ToString().ToLowerInvariant(), each.Property.Value, .. isPair ? [each.Of] : Array.Empty<string>(),
                $"{each.Row}", page.Say(each.Property.Name),
            ]), isPair ? 3 : 2);
        }
    }

    private static void Principal(Page page, PrincipalRole role)
    {
        var document = page.Document;
        document.Heading(page.Say("As principal diagnosis"));
        if (role.Category is null || role.Mdc is null)
        {
            document.Line(page.Say(Titles.NoCategory));
        }
        else
        {
            document.Table(["", ""], [[page.Say("category"), page.Name(role.Category)], ["MDC", page.Name(role.Mdc)]]);
            if (role.Mdc.Value == "98")
                document.Line(page.Say("MDC 98 becomes 12 for men and 13 for women."));
        }

        if (role.Excludes.Length == 0)
            return;
        document.Line(page.Say(Text.Count(
            role.Excludes.Length,
            $"Excludes {Words.Voice.Number(role.Excludes.Length):count} complication category of secondary diagnoses:",
            $"Excludes {Words.Voice.Number(role.Excludes.Length):count} complication categories of secondary diagnoses:")));
        document.Table(["", "", ""], role.Excludes.Take(page.First)
            .Select(each => new[] { "  " + each.Property.Value, page.Say($"row {each.Row}"), page.Say(each.Property.Name) }));
        page.More(role.Excludes.Length - page.First);
    }

    private static void AskedFor(Page page, ImmutableArray<PropertyUse> uses)
    {
        if (uses.Length == 0)
            return;
        page.Document.Heading(page.Say(Titles.PropertiesUsed));
        foreach (var use in uses)
        {
            var asking = use.Rules.Count(rule => !rule.Forbids);
            var forbidding = use.Rules.Length - asking;
            var parts = new[]
            {
                asking == 0 ? "" : page.Say($"asked for by {page.Rules(asking):rules}"),
                forbidding == 0 ? "" : page.Say($"forbidden by {page.Rules(forbidding):rules}"),
                use.Activates.Length == 0 ? "" : page.Say("activates ") + string.Join(' ', use.Activates.Select(value => value.Value)),
            };
            page.Document.Item(
                $"{page.Type(use.Property.Type)} {page.Name(use.Property)}: {string.Join("; ", parts.Where(part => part.Length > 0))}");
            page.Drgs(use.Drgs);
        }
    }

    /// <summary>Groups that a contact with the code can get, whatever else it has.</summary>
    private static void Reach(Page page, CodeKind kind, ReachableDrgs reach, Explorer explorer)
    {
        var count = reach.Groups.Length;
        page.Document.Heading(kind == CodeKind.Diagnosis
            ? page.Say($"Groups it can reach as principal diagnosis ({count})")
            : page.Say($"Groups that contacts with it can reach ({count})"));
        page.Drgs([.. reach.Groups.Select(group => new NamedDrg(group.Drg, explorer.Set.Index.DrgOf(group.Drg).Text))]);
        if (reach.Undecided.Length > 0)
            page.Document.Line(page.Say(Text.Count(reach.Undecided.Length,
                $"{reach.Undecided.Length:undecided} rule could not be decided.",
                $"{reach.Undecided.Length:undecided} rules could not be decided.")));
    }

    private static void Neighbours(Page page, CodeView view)
    {
        page.Document.Heading(page.Say(Titles.Neighbours));
        var known = view.TakenFor is null ? view.Code : view.Code with { Code = view.TakenFor };
        NamedCode[] codes = [.. view.Before, known, .. view.After];
        if (codes.Any(code => page.Say(code.Text).Length > 0))
            page.Document.Table(
                ["", ""], codes.Select(code => new[] { (code == known ? "> " : "  ") + Written(code), page.Say(code.Text) }));
        else
            page.Document.Line(string.Join(' ', codes.Select(code => code == known ? $"[{Written(code)}]" : Written(code))));

        static string Written(NamedCode code) => code.Written;
    }
}

using System.Collections.Immutable;
using Gruppera.Questions;
using Gruppera.Reach;

namespace Gruppera.Presentation.Logic;

/// <summary>A code on a page.</summary>
internal static class CodePage
{
    internal static void Write(Page page, CodeView view, ReachableDrgs reach, Explorer explorer)
    {
        var document = page.Document;
        document.Heading($"{page.Name(view.Code)} ({(view.Kind == CodeKind.Diagnosis ? page.Say("diagnosis", "diagnos") : page.Say("procedure", "åtgärd"))})", 1);
        if (view.TakenFor is not null)
            document.Line(page.Say($"The set has no such code: it is taken for {view.TakenFor}, the longest code it begins with.", $"Uppsättningen har inte koden: den tas för {view.TakenFor}, den längsta kod som den börjar med."));
        if (view.LacksDagger)
            document.Line(page.Say("The set does not have the dagger code, so the pair is no valid principal diagnosis.", "Uppsättningen har inte daggerkoden, så paret är ingen giltig huvuddiagnos."));
        else if (view.IsPairOfTables == false)
            document.Line(page.Say("The set has no rows for the pair: its two codes count each for itself.", "Uppsättningen har inga rader för paret: dess två koder räknas var för sig."));
        Properties(page, view);
        if (view.AsPrincipal is not null)
            Principal(page, view.AsPrincipal);
        if (view.Complications.Length > 0)
        {
            document.Heading(page.Say("As secondary diagnosis it complicates", "Som bidiagnos komplicerar den"));
            foreach (var complication in view.Complications)
                PropertyPage.Complication(page, complication);
        }

        AskedFor(page, view.AskedForBy);

        Reach(page, view.Kind, reach, explorer);

        if (view.Pairs.Length > 0)
        {
            document.Heading($"{page.Say("Asterisk-dagger pairs", "Asterisk-dagger-par")} ({view.Pairs.Length})");
            page.Codes(view.Pairs);
        }

        Neighbours(page, view);
    }

    private static void Properties(Page page, CodeView view)
    {
        page.Document.Heading($"{page.Say("Properties", "Egenskaper")} ({view.Properties.Length})");
        if (view.Properties.Length == 0)
            page.Document.Line(page.Say("The set knows the code, nothing more.", "Uppsättningen känner koden, inget mer."));
        var isPair = view.Properties.Select(property => property.Of).Distinct().Count() > 1;
        string[] headers = [page.Say("type", "typ"), page.Say("value", "värde"), .. isPair ? [page.Say("of", "av")] : Array.Empty<string>(), page.Say("row", "rad"), page.Say("name", "namn")];
        foreach (var file in view.Properties.GroupBy(property => property.File))
        {
            if (file.Key.Length > 0)
                page.Document.Line($"{page.Say("file", "fil")} {file.Key}");
            page.Document.Table(headers, file.Select(each => (string[])
            [
                each.Property.Type.ToString().ToLowerInvariant(), each.Property.Value, .. isPair ? [each.Of] : Array.Empty<string>(), $"{each.Row}", page.Say(each.Property.Name),
            ]), isPair ? 3 : 2);
        }
    }

    private static void Principal(Page page, PrincipalRole role)
    {
        var document = page.Document;
        document.Heading(page.Say("As principal diagnosis", "Som huvuddiagnos"));
        if (role.Category is null || role.Mdc is null)
        {
            document.Line(page.Say("It has no diagnosis category and so is no valid principal diagnosis.", "Den saknar diagnoskategori och är därför ingen giltig huvuddiagnos."));
        }
        else
        {
            document.Table(["", ""], [[page.Say("category", "kategori"), page.Name(role.Category)], ["MDC", page.Name(role.Mdc)]]);
            if (role.Mdc.Value == "98")
                document.Line(page.Say("MDC 98 becomes 12 for men and 13 for women.", "MDC 98 blir 12 för män och 13 för kvinnor."));
        }

        if (role.Excludes.Length == 0)
            return;
        document.Line(page.Say($"It switches off {Page.Count(role.Excludes.Length, "complication category", "complication categories")} of secondary diagnoses:", $"Den stänger av {Page.Count(role.Excludes.Length, "komplikationskategori", "komplikationskategorier")} hos bidiagnoser:"));
        document.Table(["", "", ""], role.Excludes.Take(page.First).Select(each => new[] { "  " + each.Property.Value, page.Say($"row {each.Row}", $"rad {each.Row}"), page.Say(each.Property.Name) }));
        page.More(role.Excludes.Length - page.First);
    }

    private static void AskedFor(Page page, ImmutableArray<PropertyUse> uses)
    {
        if (uses.Length == 0)
            return;
        page.Document.Heading(page.Say("Who asks for what it gives", "Vem som kräver det den ger"));
        foreach (var use in uses)
        {
            var asking = use.Rules.Count(rule => !rule.Forbids);
            var forbidding = use.Rules.Length - asking;
            var parts = new[]
            {
                asking == 0 ? "" : page.Say($"asked for by {page.Rules(asking)}", $"krävs av {page.Rules(asking)}"),
                forbidding == 0 ? "" : page.Say($"forbidden by {page.Rules(forbidding)}", $"förbjuds av {page.Rules(forbidding)}"),
                use.Activates.Length == 0 ? "" : page.Say("activates ", "aktiverar ") + string.Join(' ', use.Activates.Select(value => value.Value)),
            };
            page.Document.Item($"{page.Type(use.Property.Type)} {page.Name(use.Property)}: {string.Join("; ", parts.Where(part => part.Length > 0))}");
            page.Drgs(use.Drgs);
        }
    }

    /// <summary>Groups that a contact with the code can get, whatever else it has.</summary>
    private static void Reach(Page page, CodeKind kind, ReachableDrgs reach, Explorer explorer)
    {
        var count = reach.Groups.Length;
        page.Document.Heading(kind == CodeKind.Diagnosis
            ? page.Say($"Groups it can reach as principal diagnosis ({count})", $"Grupper den kan leda till som huvuddiagnos ({count})")
            : page.Say($"Groups that contacts with it can reach ({count})", $"Grupper som kontakter med den kan nå ({count})"));
        page.Drgs([.. reach.Groups.Select(group => new NamedDrg(group.Drg, explorer.Set.Index.DrgOf(group.Drg).Text))]);
        if (reach.Undecided.Length > 0)
            page.Document.Line(page.Say($"{reach.Undecided.Length} rules could not be decided.", $"{reach.Undecided.Length} regler kunde inte avgöras."));
    }

    private static void Neighbours(Page page, CodeView view)
    {
        page.Document.Heading(page.Say("Neighbours in the tables", "Grannar i tabellerna"));
        var known = view.TakenFor is null ? view.Code : view.Code with { Code = view.TakenFor };
        NamedCode[] codes = [.. view.Before, known, .. view.After];
        if (codes.Any(code => page.Say(code.Text).Length > 0))
            page.Document.Table(["", ""], codes.Select(code => new[] { (code == known ? "> " : "  ") + code.Code, page.Say(code.Text) }));
        else
            page.Document.Line(string.Join(' ', codes.Select(code => code == known ? $"[{code.Code}]" : code.Code)));
    }
}

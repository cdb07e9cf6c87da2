using System.ComponentModel;
using System.Text.Json;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Logic;
using Gruppera.Questions;
using Gruppera.Search;
using Gruppera.Workflows.Sets;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>Questions to the logic. Thread-safe.</summary>
internal sealed class LogicTools(AskedSets asked)
{
    private const string First = "How many items of each list to show, 1 to 200; 10 where not said.";

    [McpServerTool(Name = "sets", Title = "Definition sets", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Lists the definition sets that answer, with year, country, number of rules and hash.")]
    internal string Sets() => asked.Markdown(new Document().Table(
        ["set", asked.Voice.Say("name"), asked.Voice.Say("country"), asked.Voice.Say("year"), asked.Voice.Say("rules"), "sha256"],
        asked.Catalogue.Usable().Select(set => new[]
        {
            set.Id, set.Set.Version.Name, set.Set.Version.Country, $"{set.Set.Version.Year}", $"{set.Set.Rules.Length}",
            set.Set.Version.SourceHash,
        })));

    [McpServerTool(Name = "search", Title = "Search", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Finds groups (DRG), MDCs, properties, diagnoses, procedures and rules by words of their texts or beginnings of codes.")]
    internal string Search(
        [Description("Words, or beginnings of codes; all must be found.")] string words,
        [Description("Only one kind: drg, mdc, category, property, complication, diagnosis, procedure, rule or returnCode.")]
        string? kind = null,
        [Description(AskedSets.Named)] string? set = null,
        [Description("Hits at most, 1 to 200; 20 where not said.")] int limit = 20)
    {
        SearchKind[] kinds = [];
        if (kind is { Length: > 0 })
        {
            kinds = Enum.TryParse<SearchKind>(kind, ignoreCase: true, out var only) && Enum.IsDefined(only) && !char.IsAsciiDigit(kind[0])
                ? [only]
                : throw asked.Unknown("kind", kind, Enum.GetNames<SearchKind>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        }

        var loaded = asked.Find(set);
        var result = loaded.Search.Find(words, kinds, Math.Clamp(limit, 1, AskedSets.Most));
        var diseases = kinds.Length > 0 ? [] : DiseaseSearch.Of(loaded.Explorer, result);
        return result.Hits.IsEmpty && diseases.IsEmpty
            ? throw asked.Refuse(SearchDocument.NoHits(words))
            : asked.Answer(loaded, SearchDocument.Of(asked.Voice, result, diseases));
    }

    [McpServerTool(Name = "drg", Title = "A group", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description(
        "What the logic says of a group (DRG): name, MDC, levels of complication, rules in plain words, procedures that it asks for, and " +
        "the principal diagnoses that lead to it: the codes of a group.")]
    internal string Drg(
        [Description("The group, such as F05E.")] string drg,
        [Description(AskedSets.Named)] string? set = null,
        [Description(First)] int first = AskedSets.Few)
    {
        var (loaded, upper) = (asked.Find(set), drg.Trim().ToUpperInvariant());
        var group = loaded.Explorer.Drg(upper) ?? throw asked.Missing(
            loaded, $"DRG {drg:drg}", loaded.Explorer.NearDrgs(upper).Select(near => new NamedCode(near.Drg, near.Text)));
        var page = asked.Page(loaded, first);
        DrgPage.Write(page, group);
        return asked.Answer(loaded, page.Document, group.Rules.Select(rule => rule.Id));
    }

    [McpServerTool(Name = "code", Title = "A code", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description(
        "What a diagnosis, an asterisk-dagger pair (G94.0*A50.3) or a procedure means: its properties with their table rows, its " +
        "category and MDC as principal diagnosis, the complication categories it excludes or gives and what excludes those, the rules " +
        "that ask for it, and the groups of a code.")]
    internal string Code(
        [Description("The code, with or without dots.")] string code,
        [Description("diagnosis or procedure, where both tables have the code.")] string? kind = null,
        [Description(AskedSets.Named)] string? set = null,
        [Description(First)] int first = AskedSets.Few)
    {
        if (kind is not (null or "" or "diagnosis" or "procedure"))
            throw asked.Unknown("kind", kind, "diagnosis", "procedure");
        var loaded = asked.Find(set);
        var (views, reaches) = AskedCode.Of(loaded, code, kind);
        if (views.IsEmpty)
            throw asked.Missing(loaded, $"code {code}", AskedCode.Near(loaded.Explorer, code, kind));
        var page = asked.Page(loaded, first);
        for (var i = 0; i < views.Length; i++)
            CodePage.Write(page, views[i], reaches[i], loaded.Explorer);
        return asked.Answer(loaded, page.Document);
    }

    [McpServerTool(Name = "property", Title = "A property", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description(
        "Which codes give a property, category, complication category or MDC, which rules ask for it, and for a complication category " +
        "its level, what activates it and which principal diagnoses exclude it.")]
    internal string Property(
        [Description("The value, such as 05M06.")] string value,
        [Description(AskedSets.Named)] string? set = null,
        [Description(First)] int first = AskedSets.Few)
    {
        var (loaded, upper) = (asked.Find(set), value.Trim().ToUpperInvariant());
        var views = loaded.Explorer.Property(upper);
        if (views.IsEmpty)
            throw asked.Missing(
                loaded, $"property {upper:asked}",
                loaded.Explorer.NearProperties(upper).Select(near => loaded.Explorer.Property(near)[0].Use.Property)
                    .Select(near => new NamedCode(near.Value, near.Name)));
        var page = asked.Page(loaded, first);
        foreach (var view in views)
            PropertyPage.Write(page, view);
        return asked.Answer(loaded, page.Document, views.SelectMany(view => view.Use.Rules).Select(rule => rule.Id).Distinct());
    }

    [McpServerTool(Name = "rule", Title = "A rule", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("A rule in plain words, condition by condition, with its place in the order, and the rules near it.")]
    internal string Rule(
        [Description("Id of the rule, or its place in the order (ord).")] string rule,
        [Description(AskedSets.Named)] string? set = null,
        [Description(First)] int first = AskedSets.Few)
    {
        var (loaded, upper) = (asked.Find(set), rule.Trim().ToUpperInvariant());
        var view = loaded.Explorer.Rule(upper) ?? throw asked.Missing(
            loaded, $"rule {rule:ord}", loaded.Explorer.NearRules(upper).Select(id => new NamedCode(
                id, loaded.Set.Index.DrgOf(loaded.Set.Rules[loaded.Set.Index.RuleOf(id)].Drg).Text)));
        var page = asked.Page(loaded, first);
        RulePage.Write(page, view);
        return asked.Answer(loaded, page.Document, view.Rule.Id);
    }

    [McpServerTool(Name = "diff", Title = "Two sets", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("What differs between two definition sets: rules, groups, properties of codes, complications, names.")]
    internal string Diff(
        [Description("Id of the earlier set.")] string before,
        [Description("Id of the later set.")] string after,
        [Description("Only rules, codes or names.")] string? only = null)
    {
        var parts = only switch
        {
            null or "" => DiffParts.All,
            "rules" => DiffParts.Rules,
            "codes" => DiffParts.Codes,
            "names" => DiffParts.Names,
            _ => throw asked.Unknown("only", only, "rules", "codes", "names"),
        };
        var (from, to) = (asked.Find(before), asked.Find(after));
        var document = DiffDocument.Of(asked.Voice, asked.Catalogue.Comparisons.Of(from, to), parts, isComplete: false, migration: null);
        return asked.Answer(from, document) + asked.Source(to);
    }
}

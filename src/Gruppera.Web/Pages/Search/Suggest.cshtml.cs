using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Questions;
using Gruppera.Search;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.TechnicalChanges;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Search;

/// <summary>Codes for what is typed in a field: a fragment of HTML.</summary>
public sealed class SuggestModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int Most = 12;
    private static readonly ImmutableArray<SearchKind> Values = [SearchKind.Category, SearchKind.Complication, SearchKind.Property];

    /// <inheritdoc/>
    public override string Title => Say("Codes");

    /// <summary>What is typed in a field for diagnoses.</summary>
    [BindProperty(SupportsGet = true, Name = "dx")]
    public string? Diagnosis { get; set; }

    /// <summary>What is typed in a field for procedures.</summary>
    [BindProperty(SupportsGet = true, Name = "proc")]
    public string? Procedure { get; set; }

    /// <summary>What is typed in a field for several codes of either kind; the last word is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "codes")]
    public string? Several { get; set; }

    /// <summary>What is typed in a field for a group.</summary>
    [BindProperty(SupportsGet = true, Name = "drg")]
    public string? Drg { get; set; }

    /// <summary>What is typed in a field for a category or property.</summary>
    [BindProperty(SupportsGet = true, Name = "value")]
    public string? Value { get; set; }

    /// <summary>What is typed in a field for a rule.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Rule { get; set; }

    /// <summary>What is typed in a field for the cell of a rule.</summary>
    [BindProperty(SupportsGet = true, Name = "cell")]
    public string? Cell { get; set; }

    /// <summary>What is typed in a field for several cells, as column=cell; the last one is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "conditions")]
    public string? Conditions { get; set; }

    /// <summary>The codes, best first.</summary>
    public ImmutableArray<NamedCode> Codes { get; private set; } = [];

    /// <summary>What stands before the word that is looked for, and stays.</summary>
    public string Before { get; private set; } = "";

    /// <summary>True where codes are offered; otherwise values, groups, rules or columns.</summary>
    public bool AreCodes => Several is { Length: > 0 }
        || new[] { Conditions, Cell, Rule, Drg, Value }.All(string.IsNullOrEmpty);

    /// <summary>Finds them.</summary>
    public void OnGet() => Codes = [.. Find().DistinctBy(code => code.Code).Take(Most)];

    private IEnumerable<NamedCode> Find()
    {
        if (Several is { Length: > 0 })
        {
            var code = Last(Several, [' ', ',', ';']);
            return CodesOf(code, isProcedure: false).Concat(CodesOf(code, isProcedure: true));
        }

        if (Conditions is { Length: > 0 })
        {
            var word = Last(Conditions, [' ', '=', '-']);
            return Before.TrimEnd('-') is [.. var columns, '=']
                ? Found(word, KindsOf(columns[(columns.LastIndexOf(' ') + 1)..]))
                : ColumnsOf(word);
        }

        return Cell is { Length: > 0 } ? Found(Last(Cell, ['-']), [SearchKind.Mdc, .. Values])
            : Rule is { Length: > 0 } ? RulesOf(Rule.Trim())
            : Drg is { Length: > 0 } ? Found(Drg, [SearchKind.Drg])
            : Value is { Length: > 0 } ? Found(Value, Values)
            : CodesOf(Procedure is { Length: > 0 } ? Procedure : Diagnosis ?? "", isProcedure: Procedure is { Length: > 0 });
    }

    private IEnumerable<NamedCode> Found(string typed, ImmutableArray<SearchKind> kinds) =>
        typed.Trim().Length < 2 ? [] : Sets.Search.Find(typed, kinds, Most).Hits
            .Where(hit => hit.Words.All(word => word.How != WordMatchKind.TakenFor)).Select(hit => new NamedCode(hit.Key, hit.Text));

    /// <summary>What follows the last of some separators; the rest stays before it.</summary>
    private string Last(string typed, ReadOnlySpan<char> separators)
    {
        var at = typed.AsSpan().LastIndexOfAny(separators) + 1;
        Before = typed[..at];
        return typed[at..];
    }

    private static ImmutableArray<SearchKind> KindsOf(string column) => RuleColumn.Of(column)?.Type switch
    {
        FeatureType.Mdc => [SearchKind.Mdc],
        FeatureType.Dgcat => [SearchKind.Category],
        FeatureType.Procprop or FeatureType.Pdgprop => [SearchKind.Property],
        _ => Values,
    };

    private IEnumerable<NamedCode> ColumnsOf(string typed) =>
        RuleColumn.All.Where(column => column.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(column => new NamedCode(column.Name + "=", new("", Say(Intentions.Holds(column)))));

    /// <summary>Rules by their id, or else those of the groups that words find.</summary>
    private IEnumerable<NamedCode> RulesOf(string typed)
    {
        var rules = Sets.Set.Rules.Where(rule => rule.Id.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Take(Most).ToList();
        if (rules.Count == 0)
            rules = [.. Found(typed, [SearchKind.Drg]).SelectMany(drg => Sets.Set.Rules.Where(rule => rule.Drg == drg.Code))];
        return rules.Select(rule => new NamedCode(rule.Id, After(rule.Drg, Sets.Set.Index.DrgOf(rule.Drg).Text)));
    }

    private static TableText After(string drg, TableText name) => new($"{drg} {name}", $"{drg} {name.In(Language.English)}");

    private IEnumerable<NamedCode> CodesOf(string typed, bool isProcedure) =>
        EverydayWords.In(typed).SelectMany(word => word.Codes).Prepend(typed)
            .SelectMany(code => Found(code, [isProcedure ? SearchKind.Procedure : SearchKind.Diagnosis]))
            .Select(code => Named(code.Code, isProcedure))
            .Concat(Found(typed, isProcedure ? [SearchKind.Property] : Values).SelectMany(value => CodesWith(value.Code, isProcedure)));

    private NamedCode Named(string code, bool isProcedure) =>
        new(code, isProcedure ? Captions.Of(Sets, ProcedureCode.Parse(code)) : Captions.Of(Sets, Gruppera.Diagnosis.Parse(code)))
        {
            IsProcedure = isProcedure,
        };

    /// <summary>The codes that give a value: where codes have no texts, words are found in the names of what they give.</summary>
    private IEnumerable<NamedCode> CodesWith(string value, bool isProcedure)
    {
        var index = Sets.Set.Index;
        var codes = isProcedure
            ? index.ProceduresWith(FeatureType.Procprop, value).Select(row => row.Code.ToString())
            : new[]
            {
                FeatureType.Dgcat, FeatureType.Compl, FeatureType.Pdgprop, FeatureType.Dgprop,
            }.SelectMany(type => index.DiagnosesWith(type, value)).Select(row => new Diagnosis(row.Code, row.Dagger).ToString());
        return codes.Distinct().Order(StringComparer.Ordinal).Take(Most).Select(code => Named(code, isProcedure));
    }
}

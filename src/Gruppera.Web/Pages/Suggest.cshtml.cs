using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Exploration;
using Gruppera.Web.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages;

/// <summary>Codes for what is typed in a field: a fragment of HTML.</summary>
public sealed class SuggestModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int Most = 12;

    /// <inheritdoc/>
    public override string Title => Say("Codes", "Koder");

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

    /// <summary>The codes, best first.</summary>
    public ImmutableArray<NamedCode> Codes { get; private set; } = [];

    /// <summary>What stands before the word that is looked for, and stays.</summary>
    public string Before { get; private set; } = "";

    /// <summary>Finds them.</summary>
    public void OnGet()
    {
        var at = (Several ?? "").LastIndexOfAny([' ', ',', ';']) + 1;
        Before = (Several ?? "")[..at];
        var found = Several is { Length: > 0 } several ? CodesOf(several[at..], isProcedure: false).Concat(CodesOf(several[at..], isProcedure: true))
            : Drg is { Length: > 0 } drg ? Found(drg, SearchKind.Drg)
            : Value is { Length: > 0 } value ? Found(value, SearchKind.Category, SearchKind.Complication, SearchKind.Property)
            : Procedure is { Length: > 0 } procedure ? CodesOf(procedure, isProcedure: true)
            : CodesOf(Diagnosis ?? "", isProcedure: false);
        Codes = [.. found.DistinctBy(code => code.Code).Take(Most)];
    }

    private IEnumerable<NamedCode> Found(string typed, params ImmutableArray<SearchKind> kinds) =>
        typed.Trim().Length < 2 ? [] : Sets.Search.Find(typed, kinds, Most).Hits.Where(hit => hit.Words.All(word => word.How != WordMatchKind.TakenFor)).Select(hit => new NamedCode(hit.Key, hit.Text));

    private IEnumerable<NamedCode> CodesOf(string typed, bool isProcedure) => Found(typed, isProcedure ? SearchKind.Procedure : SearchKind.Diagnosis).Select(code => Named(code.Code, isProcedure))
        .Concat((isProcedure ? Found(typed, SearchKind.Property) : Found(typed, SearchKind.Category, SearchKind.Complication, SearchKind.Property)).SelectMany(value => CodesWith(value.Code, isProcedure)));

    private NamedCode Named(string code, bool isProcedure) => new(code, isProcedure ? Captions.Of(Sets, ProcedureCode.Parse(code)) : Captions.Of(Sets, Gruppera.Diagnosis.Parse(code)));

    /// <summary>The codes that give a value: where codes have no texts, words are found in the names of what they give.</summary>
    private IEnumerable<NamedCode> CodesWith(string value, bool isProcedure)
    {
        var index = Sets.Set.Index;
        var codes = isProcedure
            ? index.ProceduresWith(FeatureType.Procprop, value).Select(row => row.Code.ToString())
            : new[] { FeatureType.Dgcat, FeatureType.Compl, FeatureType.Pdgprop, FeatureType.Dgprop }.SelectMany(type => index.DiagnosesWith(type, value)).Select(row => new Diagnosis(row.Code, row.Dagger).ToString());
        return codes.Distinct().Order(StringComparer.Ordinal).Take(Most).Select(code => Named(code, isProcedure));
    }
}

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

    /// <summary>The codes, best first.</summary>
    public ImmutableArray<NamedCode> Codes { get; private set; } = [];

    /// <summary>Finds them.</summary>
    public void OnGet()
    {
        var (typed, isProcedure) = Procedure is { Length: > 0 } ? (Procedure, true) : (Diagnosis ?? "", false);
        if (typed.Trim().Length < 2)
            return;
        var kind = isProcedure ? SearchKind.Procedure : SearchKind.Diagnosis;
        var codes = Sets.Search.Find(typed, [kind], Most).Hits.Select(hit => Named(hit.Key, isProcedure));
        var values = Sets.Search.Find(typed, isProcedure ? [SearchKind.Property] : [SearchKind.Category, SearchKind.Complication, SearchKind.Property], Most).Hits.SelectMany(hit => CodesWith(hit.Key, isProcedure));
        Codes = [.. codes.Concat(values).DistinctBy(code => code.Code).Take(Most)];
    }

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

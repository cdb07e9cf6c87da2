using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Gruppera.Web.Pages;

/// <summary>What stands where an address leads nowhere: no such page, or a set that is not served.</summary>
public sealed class MissingModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private static readonly string[] SetNames = ["set", "from", "to"];
    private string? _set;

    /// <inheritdoc/>
    public override string Title => _set is { } id ? Say($"The definition set {id} is not served here") : Say("There is no such page");

    /// <summary>The sets that can be used, with the same address under each; empty if it is the page that is missing.</summary>
    public IReadOnlyList<(string Set, string Address)> Instead { get; private set; } = [];

    /// <summary>Finds out what is missing.</summary>
    public void OnGet()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not { } asked)
            return;
        var query = QueryHelpers.ParseQuery(asked.OriginalQueryString)
            .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value ?? "")).ToList();
        var wrong = query.Find(pair => SetNames.Contains(pair.Key) && pair.Value.Length > 0 && Catalogue.Find(pair.Value) is null);
        if (wrong.Key is null)
            return;
        _set = wrong.Value;
        Instead = [.. Catalogue.Usable().Select(set => set.Id).Select(id => (id, "/" + asked.OriginalPath.TrimStart('/')
            + new QueryBuilder(query.Select(pair => KeyValuePair.Create(pair.Key, pair == wrong ? id : pair.Value))).ToQueryString()))];
    }
}

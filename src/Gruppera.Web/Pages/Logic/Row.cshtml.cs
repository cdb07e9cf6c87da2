using System.Collections.Immutable;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Logic;

/// <summary>A row of a table as it stands in the delivery; htmx gets its cells alone.</summary>
public sealed class RowModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say($"{FileName}, row {Row}");

    /// <summary>File of the delivery.</summary>
    [BindProperty(SupportsGet = true, Name = "file")]
    public string? FileName { get; set; }

    /// <summary>Row in that file.</summary>
    [BindProperty(SupportsGet = true)]
    public int Row { get; set; }

    /// <summary>Its columns and cells.</summary>
    public ImmutableArray<(string Column, string Cell)> Cells { get; private set; } = [];

    /// <summary>Reads it.</summary>
    public IActionResult OnGet()
    {
        Cells = Sets.RowOf(FileName ?? "", Row) ?? [];
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Cells", this) : Page();
    }
}

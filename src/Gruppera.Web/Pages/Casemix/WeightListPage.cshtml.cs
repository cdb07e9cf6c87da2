using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Casemix;

/// <summary>A weight list.</summary>
public sealed class WeightListPageModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say($"Weights {List.Name}");

    /// <summary>The list.</summary>
    public WeightList List { get; private set; } = null!;

    /// <summary>The MDC that alone is shown, or blank.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Mdc { get; set; }

    /// <summary>What the code or name of the groups shown has in it, or blank.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>The MDCs of its groups with their names.</summary>
    public ImmutableArray<(string Mdc, string Name)> Mdcs { get; private set; } = [];

    /// <summary>The rows asked for.</summary>
    internal ImmutableArray<(DrgWeight Row, DrgLink Link)> Rows { get; private set; } = [];

    /// <summary>What is known of it.</summary>
    internal IEnumerable<(string Title, string Text)> Facts
    {
        get
        {
            var manifest = List.Manifest ?? new();
            (string Title, string Text)[] facts =
            [
                (Say("Year"), manifest.Year > 0 ? manifest.Year.ToString(CultureInfo.InvariantCulture) : ""),
                (Say("Type"), this.Kind(manifest)),
                (Say("Definition set"), manifest.Set),
                .. manifest.Kronor.Select(pair =>
                    (Say("Weight 1.0"), $"{Words.Kronor(pair.Value)} kronor{(pair.Key.Length > 0 ? $" ({pair.Key})" : "")}")),
                (Say("Material"), manifest.Material),
                (Say("Trimming"), manifest.Trimming),
                (Say("Price index"), manifest.PriceIndex),
                (Say("Corrections"), manifest.Errata),
                (Say("Engine"), manifest.Engine),
                (Say("Stored"), manifest.StoredAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
                ("SHA-256", manifest.Hash),
            ];
            return facts.Where(fact => fact.Text.Length > 0);
        }
    }

    /// <summary>Finds it.</summary>
    public IActionResult OnGet(string list)
    {
        if (Catalogue.Weights.Find(list) is not { } found)
            return NotFound();
        List = found;
        var names = new DrgNames(this);
        var all = found.Rows().OrderBy(row => row.Drg, StringComparer.Ordinal).ThenBy(row => row.CareForm, StringComparer.Ordinal)
            .Select(row => (Row: row, Link: names.Of(row.Drg, row.Text), Mdc: names.MdcOf(row.Drg))).ToList();
        Mdcs = [.. all.Select(row => row.Mdc).Where(mdc => mdc.Length > 0).Distinct().Order(StringComparer.Ordinal)
            .Select(mdc => (mdc, Say(Sets.Set.Index.NameOf(Definitions.FeatureType.Mdc, mdc))))];
        var words = (Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Rows =
        [
            .. all.Where(row => string.IsNullOrEmpty(Mdc) || row.Mdc == Mdc)
                .Where(row => words.All(word => row.Row.Drg.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                    || row.Link.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase)))
                .Select(row => (row.Row, row.Link)),
        ];
        return Page();
    }
}

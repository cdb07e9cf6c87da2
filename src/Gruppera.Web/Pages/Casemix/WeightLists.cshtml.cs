using Gruppera.Casemix.Weights;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Casemix;

/// <summary>The weight lists, and what differs between two of them.</summary>
public sealed class WeightListsModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Shown is { } shown ? $"{shown.Before} → {shown.After}" : Say("Weights");

    /// <summary>Name of the earlier list.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? FromName { get; set; }

    /// <summary>Name of the later list.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? ToName { get; set; }

    /// <summary><c>yes</c> to leave out weights of too few contacts, which chance moves most.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sure { get; set; }

    /// <summary>True if weights of too few contacts are left out.</summary>
    public bool OnlySure => Sure == "yes";

    /// <summary>The changes asked for, the largest first.</summary>
    public IEnumerable<WeightChange> Changed =>
        Shown!.Changed.Where(change => !OnlySure || (IsSure(Shown.Before, change) && IsSure(Shown.After, change)));

    /// <summary>The comparison; null if two lists are yet to be picked.</summary>
    public WeightDiff? Shown { get; private set; }

    /// <summary>Compares.</summary>
    public IActionResult OnGet()
    {
        var lists = Catalogue.Weights.Lists;
        if (string.IsNullOrWhiteSpace(FromName) || string.IsNullOrWhiteSpace(ToName))
        {
            (FromName, ToName) = lists is [var last, var before, ..] ? (before.Name, last.Name) : (null, null);
            return Page();
        }

        if (Catalogue.Weights.Find(FromName) is not { } earlier || Catalogue.Weights.Find(ToName) is not { } later)
            return NotFound();
        Shown = WeightDiff.Of(earlier, later);
        return Page();
    }

    /// <summary>A limit as it is written: kronor, or days with a decimal.</summary>
    internal string Limit(LimitChange change, double? limit) =>
        limit is { } days && change.IsDays ? this.Decimal(days, "0.#") : Words.Kronor(limit);

    private bool IsSure(string list, WeightChange change) => Catalogue.Weights.Find(
        list)?.Find(change.Drg, change.CareForm, change.Specialty)?.Basis is not { Origin: WeightOrigin.TooFew or WeightOrigin.Borrowed };
}

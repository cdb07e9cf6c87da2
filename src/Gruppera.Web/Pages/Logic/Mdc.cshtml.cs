using Gruppera.Definitions;
using Gruppera.Presentation.Words;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Logic;

/// <summary>An MDC: its groups and their rules.</summary>
public sealed class MdcModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Branch.Mdc.Length == 0 ? Say(Titles.NoMdc) : $"MDC {Branch.Mdc} {Say(Branch.Name)}";

    /// <summary>The MDC.</summary>
    public MdcBranch Branch { get; private set; } = null!;

    /// <summary>Finds it.</summary>
    public IActionResult OnGet(string mdc)
    {
        var key = mdc == "-" ? "" : mdc;
        var name = Sets.Set.Index.NameOf(FeatureType.Mdc, key);
        if (MdcBranch.Of(Sets.Set).FirstOrDefault(branch => branch.Mdc == key) is { } found)
            Branch = found;
        else if (key.Length > 0 && name != TableText.None)
            Branch = new(key, name, []);
        else
            return NotFound();
        return Page();
    }

    /// <summary>The cells of a rule as the rule table has them.</summary>
    public string Cells(int rank)
    {
        var rule = Sets.Set.Rules[rank];
        var cells = rule.Asked().Select(asked => $"{asked.Column} {asked.Cell}");
        return string.Join(" · ", cells);
    }
}

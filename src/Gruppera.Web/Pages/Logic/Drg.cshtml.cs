using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Logic;

/// <summary>A group.</summary>
public sealed class DrgModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => $"{View.Drg.Drg} {Say(View.Drg.Text)}".TrimEnd();

    /// <inheritdoc/>
    public override Reproduction? Same => SameOf(
        $"/v1/sets/{Uri.EscapeDataString(SetKey)}/drgs/{Uri.EscapeDataString(View.Drg.Drg)}", "drg", View.Drg.Drg);

    /// <summary>What the logic says of it.</summary>
    public DrgView View { get; private set; } = null!;

    /// <summary>Finds it.</summary>
    public IActionResult OnGet(string drg)
    {
        ArgumentNullException.ThrowIfNull(drg);
        if (Sets.Explorer.Drg(drg.ToUpperInvariant()) is not { } view)
            return Missing(
                drg, Sets.Explorer.NearDrgs(drg.ToUpperInvariant()).Select(near => (Paths.Drg(near.Drg), near.Drg, Say(near.Text))));
        View = view;
        return Page();
    }

    /// <summary>Procedure group or conservative group.</summary>
    public string Kind(GroupSteering steering) =>
        LogicWords.Kind(Language, steering, View.Demanded.Any(property => property.IsVisitMarker));

    /// <summary>What of an ordinary contact must be so for a diagnosis to lead here alone.</summary>
    public string When(LeadingDiagnosis leading)
    {
        ArgumentNullException.ThrowIfNull(leading);
        var care = (leading.Inpatient, leading.Outpatient) switch
        {
            (true, false) => Say("inpatient"),
            (false, true) => Say("outpatient"),
            _ => Say("inpatient and outpatient"),
        };
        return care + (leading.Male, leading.Female) switch { (true, false) => Say(", men"), (false, true) => Say(", women"), _ => "" };
    }
}

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
    public string Kind(GroupSteering steering)
    {
        ArgumentNullException.ThrowIfNull(steering);
        var demanding = steering.Rules.Count(rule => rule.Column is not null);
        var all = steering.Rules.Length;
        var text = steering.Kind switch
        {
            GroupKind.Procedure => Say(Text.Count(
                all, "procedure group: its only rule asks for a procedure", $"procedure group: all its {all} rules ask for a procedure")),
            GroupKind.Conservative => Say(Text.Count(
                all, "conservative group: its only rule asks for no procedure",
                $"conservative group: none of its {all} rules asks for a procedure")),
            _ => Say(Text.Count(
                demanding,
                $"mixed: {demanding} of its {all} rules demands a procedure; as a procedure is no requirement, it is conservative in the " +
                $"sense of the Swedish document",
                $"mixed: {demanding} of its {all} rules ask for a procedure; a procedure is thus not required for the group, which is " +
                $"conservative in Socialstyrelsen's sense")),
        };
        return View.Demanded.Any(property => property.IsVisitMarker)
            ? text + Say(" (visit form and profession are not counted as procedures)")
            : text;
    }

    /// <summary>What the group's code says.</summary>
    public string Meaning(DrgCodeMeaning meaning)
    {
        ArgumentNullException.ThrowIfNull(meaning);
        string[] parts =
        [
            $"MDC {meaning.Mdc}" + (meaning.AgreesOnMdc == false ? Say($" (the name table says {meaning.TableMdc})") : ""),
            meaning.CareForm switch
            {
                DrgCareForm.Inpatient => Say("inpatient care"),
                DrgCareForm.Outpatient => Say("outpatient care"),
                DrgCareForm.PrimaryCare => Say("primary care"),
                DrgCareForm.PrimaryCareInpatient => Say("inpatient care in primary care"),
                _ => Say("unknown care form"),
            },
            this.Level(meaning.ComplicationLevel),
            meaning.VisitForm switch
            {
                DrgVisitForm.Individual => Say("individual visit"),
                DrgVisitForm.Team => Say("team visit"),
                DrgVisitForm.Group => Say("group visit"),
                DrgVisitForm.Telephone => Say("consultation by telephone"),
                _ => "",
            },
            meaning.IsSwedishOutpatientGroup ? Say("group of Swedish outpatient care") : "",
            meaning.IsPhysicianVisit ? Say("physician visit without a procedure that affects grouping") : "",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

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

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
            return Missing(drg, Sets.Explorer.NearDrgs(drg.ToUpperInvariant()).Select(near => (Paths.Drg(near.Drg), near.Drg, Say(near.Text))));
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
            GroupKind.Procedure => Say(all == 1 ? "procedure group: its only rule demands a procedure" : $"procedure group: all its {all} rules demand a procedure", all == 1 ? "åtgärdsgrupp: dess enda regel kräver en åtgärd" : $"åtgärdsgrupp: alla dess {all} regler kräver en åtgärd"),
            GroupKind.Conservative => Say(all == 1 ? "conservative group: its only rule demands no procedure" : $"conservative group: none of its {all} rules demands a procedure", all == 1 ? "konservativ grupp: dess enda regel kräver ingen åtgärd" : $"konservativ grupp: ingen av dess {all} regler kräver en åtgärd"),
            _ => Say(
                $"mixed: {demanding} of its {all} rules {(demanding == 1 ? "demands" : "demand")} a procedure; as a procedure is no requirement, it is conservative in the sense of the Swedish document",
                $"blandad: {demanding} av dess {all} regler kräver en åtgärd; då en åtgärd inte är ett krav är gruppen konservativ i Socialstyrelsens mening"),
        };
        return View.Demanded.Any(property => property.IsVisitMarker) ? text + Say(" (visit form and profession are not counted)", " (besöksform och yrke räknas inte)") : text;
    }

    /// <summary>What the group's code says.</summary>
    public string Meaning(DrgCodeMeaning meaning)
    {
        ArgumentNullException.ThrowIfNull(meaning);
        string[] parts =
        [
            $"MDC {meaning.Mdc}" + (meaning.AgreesOnMdc == false ? Say($" (the name table says {meaning.TableMdc})", $" (namntabellen säger {meaning.TableMdc})") : ""),
            meaning.CareForm switch
            {
                DrgCareForm.Inpatient => Say("inpatient care", "slutenvård"),
                DrgCareForm.Outpatient => Say("outpatient care", "öppenvård"),
                DrgCareForm.PrimaryCare => Say("primary care", "primärvård"),
                DrgCareForm.PrimaryCareInpatient => Say("inpatient care in primary care", "slutenvård inom primärvården"),
                _ => Say("unknown form of care", "okänd vårdform"),
            },
            this.Level(meaning.ComplicationLevel),
            meaning.VisitForm switch
            {
                DrgVisitForm.Individual => Say("individual visit", "enskilt besök"),
                DrgVisitForm.Team => Say("team visit", "teambesök"),
                DrgVisitForm.Group => Say("group visit", "gruppbesök"),
                DrgVisitForm.Telephone => Say("consultation by telephone", "telefonkonsultation"),
                _ => "",
            },
            meaning.IsSwedishOutpatientGroup ? Say("group of Swedish outpatient care", "svensk öppenvårdsgrupp") : "",
            meaning.IsPhysicianVisit ? Say("physician visit without a procedure that steers", "läkarbesök utan DRG-styrande åtgärd") : "",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    /// <summary>What of an ordinary contact must be so for a diagnosis to lead here alone.</summary>
    public string When(LeadingDiagnosis leading)
    {
        ArgumentNullException.ThrowIfNull(leading);
        var care = (leading.Inpatient, leading.Outpatient) switch { (true, false) => Say("inpatient", "slutenvård"), (false, true) => Say("outpatient", "öppenvård"), _ => Say("inpatient and outpatient", "slutenvård och öppenvård") };
        return care + (leading.Male, leading.Female) switch { (true, false) => Say(", men", ", män"), (false, true) => Say(", women", ", kvinnor"), _ => "" };
    }
}

using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.TechnicalChanges;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages.Workbench;

/// <summary>The form that asks for synthetic contacts.</summary>
/// <param name="Page">The page.</param>
/// <param name="Proposal">Id of the proposal.</param>
public sealed record MadeUpForm(ExplorerPage Page, string Proposal);

/// <summary>Trying a proposal: the forms that take a file, or a number of synthetic contacts.</summary>
public sealed class SimulateModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, SimulationJob.Place)
{
    /// <summary>Id of the proposal in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public string? ChangeId { get; set; }

    /// <inheritdoc/>
    public override string Title => Say("Simulate the change");

    /// <inheritdoc/>
    public override string Action => Say("Simulate");

    internal override string? InPlaceOfFile => SimulationJob.MadeUp;

    /// <summary>The proposal; null if it is not kept.</summary>
    internal Proposal? Proposal => HttpContext.RequestServices.GetRequiredService<ProposalStore>().Find(ChangeId);

    internal override IEnumerable<JobOption> MoreOptions => [new(SimulationJob.Change, ChangeId ?? "")];
}

using System.Globalization;
using Gruppera.Formats.Contacts;
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
public sealed class SimulateModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, "/workbench/simulation")
{
    internal const string MadeUp = "madeup";

    /// <summary>Id of the proposal in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public string? ChangeId { get; set; }

    /// <inheritdoc/>
    public override string Title => Say("Simulate the change");

    /// <inheritdoc/>
    public override string Action => Say("Simulate");

    internal override string? InPlaceOfFile => MadeUp;

    /// <summary>The proposal; null if it is not kept.</summary>
    internal Proposal? Proposal => HttpContext.RequestServices.GetRequiredService<ProposalStore>().Find(ChangeId);

    internal override Func<FileJob, JobOutcome> Prepare(FileJob job, IReadOnlyDictionary<string, string> fields)
    {
        if (Proposal is not { Rows.IsEmpty: false } proposal)
            throw new ContactFileException("There is no change to simulate, or it is no longer stored.");
        var isMadeUp = fields.TryGetValue(MadeUp, out var text);
        var madeUp = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (isMadeUp && madeUp is < 1 or > SimulationJob.MostMadeUp)
            throw new ContactFileException($"Enter 1 to {SimulationJob.MostMadeUp} synthetic contacts.");
        if (isMadeUp)
            job.Name = $"{madeUp}.csv";
        if (isMadeUp)
            job.Layout = LayoutCatalog.Find("canonical")!;
        else
            job.Understand(fields);
        var wish = job.Simulation = new(
            proposal, Lists.FirstOrDefault(list => list.Name == fields.GetValueOrDefault("list")),
            isMadeUp ? "hospital" : fields.GetValueOrDefault("by", "").Trim(), madeUp, fields.ContainsKey("costs"), Language);
        return each => SimulationJob.Run(each, wish);
    }
}

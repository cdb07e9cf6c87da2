using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;

namespace Gruppera.Web.Pages.Casemix;

/// <summary>The lists that weights may be taken from, as a choice of a form.</summary>
/// <param name="Page">The page.</param>
/// <param name="Chosen">Name of the one chosen; empty for weights out of the file's own costs.</param>
public sealed record ListChoice(ExplorerPage Page, string Chosen);

/// <summary>Casemix of a file: the form that takes it.</summary>
public sealed class CasemixModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, CasemixJob.Place)
{
    /// <inheritdoc/>
    public override string Title => Say(CasemixOfFile);

    /// <inheritdoc/>
    public override string Action => Say("Show the casemix");

    /// <summary>The list that is chosen at first: one for the set, or else the file's own costs.</summary>
    public string FirstList => Lists.FirstOrDefault()?.Name ?? "";
}

using Gruppera.Web.Sets;

namespace Gruppera.Web.Pages;

/// <summary>Group a contact.</summary>
public sealed class IndexModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say("Group a contact", "Gruppera en vårdkontakt");
}

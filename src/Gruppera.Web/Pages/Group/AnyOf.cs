using Gruppera.Explanation;

namespace Gruppera.Web.Pages.Group;

/// <summary>All codes of which any may be added, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Change">The change.</param>
public sealed record AnyOf(IndexModel Page, ContactChange Change)
{
    /// <summary>True if they are procedures.</summary>
    public bool AreProcedures => Change.Kind == ContactChangeKind.AddProcedure;
}

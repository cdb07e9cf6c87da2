using Gruppera.Explanation;

namespace Gruppera.Web.Pages.Group;

/// <summary>One of the changes that lead to a group, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Place">Its place among those that lead there, from 0.</param>
public sealed record Way(IndexModel Page, Alternative To, int Place)
{
    /// <summary>The change.</summary>
    public ContactChange Change => To.Outcome.Changes[Place];

    /// <summary>How the list of its codes is asked for.</summary>
    public string Any => $"{To.Place}.{Place}";

    /// <summary>True if that list is shown.</summary>
    public bool IsListed => Page.Listed == (To.Place, Place);
}

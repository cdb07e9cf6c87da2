using Gruppera.Explanation;

namespace Gruppera.Web.Pages.Group;

/// <summary>A group that one change leads to, on a page.</summary>
/// <param name="Place">Its place in the list, from 0.</param>
/// <param name="Outcome">The group, and what leads there.</param>
/// <param name="Unmet">The one condition of an earlier rule of the group that the contact does not meet; null if there is none.</param>
public sealed record Alternative(int Place, Outcome Outcome, ExplainedCondition? Unmet);

using System.Globalization;
using Gruppera.Formats.Grouped;

namespace Gruppera.Workflows.Inputs;

/// <summary>The sets that contacts are grouped under, in words.</summary>
public static class GroupedSets
{
    /// <summary>The set, or each of them with its contacts, those with most first.</summary>
    public static string Of(GroupedSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return summary.Sets is [var only] ? only.Set : string.Join(", ", summary.Sets.OrderByDescending(each => each.Contacts)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Set} ({each.Contacts})")));
    }
}

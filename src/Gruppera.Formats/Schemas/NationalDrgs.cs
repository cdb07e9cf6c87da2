using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>National groups of one country for the groups of a Combined table. Source: docs/specification/formats.md §3.</summary>
internal static class NationalDrgs
{
    /// <summary>Gives the first national group of a Combined one, and the Combined group itself where the country names none.</summary>
    public static Func<string, string> Of(ImmutableArray<DrgName> names, IssueList issues)
    {
        var groups = names.Where(name => name.Combined.Length > 0)
            .ToLookup(name => name.Combined, name => name.Drg, StringComparer.Ordinal);
        var reported = new HashSet<string>(StringComparer.Ordinal);
        return combined =>
        {
            var nationals = groups[combined].Distinct(StringComparer.Ordinal).ToArray();
            if (nationals.Length > 1 && reported.Add(combined))
                issues.Add(new(
                    FormatIssues.AmbiguousNationalDrg, Table: "drg_name", Column: "drg_comb", Value: combined,
                    Detail: string.Join(", ", nationals)));
            return nationals.Length > 0 ? nationals[0] : combined;
        };
    }
}

using System.Collections.Immutable;

namespace Gruppera.Cli;

/// <summary>Issues of what the command line is given. The list of all codes with explanations stands in docs/issues.md;
/// a test holds the two together.</summary>
internal static class CommandIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>A rule of exclusion that meets no contact.</summary>
    public static readonly IssueCode ExclusionMeetsNone = Catalogue.Warning("GRP4111",
        "the exclusion rule matched no contact", "Check its period, columns and values.");

    /// <summary>Groups of the set that the weight list lacks.</summary>
    public static readonly IssueCode DrgWithoutWeight = Catalogue.Information("GRP4112",
        "the list has no weight for some DRGs", "Nothing, if they are not in use; otherwise choose the list of the set.");

    /// <summary>Contacts that a rule with a period cannot be asked of.</summary>
    public static readonly IssueCode NoDateForRule = Catalogue.Warning("GRP4115",
        "the exclusion rule has a period and the contacts no date, so they were kept",
        "Give them a date, or leave the period out of the rule.");

    /// <summary>A file of rules or plans that its schema does not allow.</summary>
    public static readonly IssueCode AgainstSchema = Catalogue.Error("GRP4301",
        "the file does not follow its schema",
        "Correct the value at this place; gruppera pay --schema and technology-gap --schema print the schemas.");

    /// <summary>A unit that is asked for and not there.</summary>
    public static readonly IssueCode UnknownUnit = Catalogue.Error("GRP4401",
        "no contact belongs to the unit", "Choose one of the units, written as in the file.");
}

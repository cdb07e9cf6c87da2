using System.Collections.Immutable;

namespace Gruppera.Casemix;

/// <summary>Issues of weights and costs. The list of all codes with explanations stands in docs/issues.md;
/// a test holds the two together.</summary>
public static class CasemixIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>A weight that is no number.</summary>
    public static readonly IssueCode UnreadableWeight = Catalogue.Error("GRP4001",
        "the row lacks its DRG, or its weight is not a number of 0 or more, and was left out", "Correct the row of the weight list.",
        recoverable: true);

    /// <summary>Two weights for one group.</summary>
    public static readonly IssueCode SeveralWeights = Catalogue.Warning("GRP4002",
        "the list has another weight for this DRG", "The first one was used; keep one.");

    /// <summary>Limits too small to be kronor.</summary>
    public static readonly IssueCode LimitsInDays = Catalogue.Information("GRP4004",
        "no limit of the column is above 366, so they were read as care days, not as kronor",
        "Name the column after its unit: limit (kronor), limit (days).");

    /// <summary>A weight list without a header.</summary>
    public static readonly IssueCode NoWeightHeader = Catalogue.Error("GRP4003",
        "no row names a DRG column and a weight column", "Begin the list with a row such as DRG;Text;Weight.");

    /// <summary>A limit that is no number.</summary>
    public static readonly IssueCode UnreadableLimit = Catalogue.Error("GRP4005",
        "the limit is not a number, so the group has none", "Correct the row of the weight list; leave the cell blank for no limit.",
        recoverable: true);

    /// <summary>A number whose mark could part decimals or thousands.</summary>
    public static readonly IssueCode TwoReadings = Catalogue.Error("GRP4006",
        "the number can be read in two ways, so it was not read", "Give the decimal mark: point or comma.");

    /// <summary>A row of adjustments that lacks something.</summary>
    public static readonly IssueCode UnreadableAdjustment = Catalogue.Error("GRP4007",
        "the adjustment lacks its DRG, old or new weight, reason or name", "Give each row all of drg, old, new, reason and who.");

    /// <summary>An adjustment of a weight that is another.</summary>
    public static readonly IssueCode AdjustmentUnmet = Catalogue.Error("GRP4008",
        "the adjustment is for another weight than that of the list, so nothing was written",
        "Check the group and its old weight; the list has been computed again since.");

    /// <summary>A group with too few contacts for a weight of its own, and nothing to borrow from.</summary>
    public static readonly IssueCode TooFewContacts = Catalogue.Warning("GRP4106",
        "the DRG has too few contacts and no weight could be borrowed",
        "Give a previous list, or set its weight by hand; its own mean is too uncertain.");

    /// <summary>A more complicated group that weighs less.</summary>
    public static readonly IssueCode WeightOutOfOrder = Catalogue.Warning("GRP4107",
        "the DRG weighs less than the less complicated one", "Check its contacts, or let the two share a weight.");

    /// <summary>A row of a price index that cannot be read.</summary>
    public static readonly IssueCode UnreadablePriceIndex = Catalogue.Error("GRP4109",
        "the level of the price index is not a number above 0, or the year occurs twice", "Correct the row: a year and a number.",
        recoverable: true);

    /// <summary>Groups that were to share a weight.</summary>
    public static readonly IssueCode NothingShared = Catalogue.Warning("GRP4114",
        "no two groups of the material match, so none share a weight", "Check the names of the groups.");
}

using System.Collections.Immutable;

namespace Gruppera.Presentation;

/// <summary>Issues of what is paid. The list of all codes with explanations stands in docs/issues.md;
/// a test holds the two together.</summary>
public static class PaymentIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>A contact that no price holds for.</summary>
    public static readonly IssueCode NoPrice = Catalogue.Warning("GRP4303",
        "no price in the rules applies to the contacts, so nothing was paid for their groups",
        "Add a price, or one without conditions last.");

    /// <summary>A payment at actual cost without a cost.</summary>
    public static readonly IssueCode NoCostToPay = Catalogue.Warning("GRP4304",
        "the rules pay the actual cost but the contacts have none, so it counts as 0", "Give the cost of the contacts.");

    /// <summary>An amount of a contact that is no number.</summary>
    public static readonly IssueCode UnreadableAmount = Catalogue.Error("GRP4305",
        "the addition or fee is not an amount of kronor and counts as 0",
        "Write it with a point or a comma before the öre and nothing else.", recoverable: true);
}

using System.Collections.Immutable;

namespace Gruppera.Queue;

/// <summary>What is wrong with messages as a whole: they go to the queue of dead letters with it. The list of all codes with explanations
/// stands in docs/issues.md; a test holds the two together.</summary>
public static class QueueIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>Neither lines of JSON nor FHIR.</summary>
    public static readonly IssueCode Unreadable = Catalogue.Error("GRP5101",
        "the message is neither lines of JSON, a contact each, nor resources of FHIR",
        "Correct the program that sends it: a contact in each line, or a bundle.");

    /// <summary>Without contacts.</summary>
    public static readonly IssueCode Empty = Catalogue.Error("GRP5102",
        "the message has no contacts", "Send messages of one contact or more.");

    /// <summary>Another set than those that the worker has.</summary>
    public static readonly IssueCode UnknownSet = Catalogue.Error("GRP5103",
        "the message asks for a definition set that the worker does not have",
        "Correct its header gruppera-set, or start workers with that set.");

    /// <summary>Longer than a message may be.</summary>
    public static readonly IssueCode TooLong = Catalogue.Error("GRP5104",
        "the message is longer than a message may be", "Send fewer contacts in one message.");
}

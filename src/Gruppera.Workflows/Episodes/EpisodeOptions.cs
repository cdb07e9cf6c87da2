namespace Gruppera.Workflows.Episodes;

/// <summary>Which stays are episodes of their own.</summary>
public enum EpisodeLevel
{
    /// <summary>Every stay at a clinic (klinikvårdtillfälle).</summary>
    Clinic,

    /// <summary>Stays at clinics of one hospital after one another are one episode (sjukhusvårdtillfälle).</summary>
    Hospital,
}

/// <summary>Which stay of a hospital episode gives its principal diagnosis.</summary>
public enum PrincipalRule
{
    /// <summary>The first stay.</summary>
    First,

    /// <summary>The one with most care days; of equals the first.</summary>
    Longest,

    /// <summary>The one that cost most; of equals the first. Where a stay lacks its cost, the longest.</summary>
    Costliest,
}

/// <summary>What is joined. Immutable.</summary>
public sealed record EpisodeOptions
{
    /// <summary>True to join physicians' visits without XS100 too, if they were on the day of admission.</summary>
    public bool JoinsSameDay { get; init; }

    /// <summary>Which stays are episodes of their own.</summary>
    public EpisodeLevel Level { get; init; }

    /// <summary>Which stay gives a hospital episode its principal diagnosis.</summary>
    public PrincipalRule Principal { get; init; }

    /// <summary>Days between two stays that are still one episode; null for the rule: the same day, or the next one if the first stay ended
    /// with a transfer.</summary>
    public int? Gap { get; init; }

    /// <summary>True for a first column with the row of each contact, which parts by patient are put in order by.</summary>
    public bool WithRows { get; init; }
}

namespace Gruppera.Definitions;

/// <summary>How MDC 98 (genital diagnoses that are the same for both sexes) is read where the sex is missing.</summary>
public enum MissingSexInMdc98
{
    /// <summary>It stays 98.</summary>
    Stays98,

    /// <summary>It becomes 12, so that the rule "MDC 12 and sex missing" fires.</summary>
    Becomes12,
}

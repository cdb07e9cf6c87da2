namespace Gruppera.Lint;

/// <summary>How a finding stands to those of an earlier set.</summary>
public enum FindingStanding
{
    /// <summary>The earlier set had nothing of the kind.</summary>
    Fresh,

    /// <summary>The earlier set had a finding about the same thing that said something else.</summary>
    Altered,

    /// <summary>The earlier set had the same finding.</summary>
    Known,
}

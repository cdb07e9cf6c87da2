namespace Gruppera;

/// <summary>How the contact ended, as far as the rules ask. Source: docs/specification/grouping.md §0 and §6 (column disch).</summary>
public enum DischargeMode
{
    /// <summary>Alive, no more known: <c>N</c>, <c>H</c>, blank or any other letter.</summary>
    Alive,

    /// <summary>Dead: <c>E</c>.</summary>
    Dead,

    /// <summary>Transferred or remitted to other care: <c>R</c>.</summary>
    Transferred,

    /// <summary>Left against advice: <c>L</c>.</summary>
    LeftAgainstAdvice,
}

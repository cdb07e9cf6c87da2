namespace Gruppera.Casemix.Impact;

/// <summary>What an indicator of the fit says of a contact.</summary>
internal enum ReviewVariableKind
{
    /// <summary>The diagnosis alone gives the contact its level, or no diagnosis has one.</summary>
    Highest,

    /// <summary>The diagnosis stands beside one of a higher level.</summary>
    Beside,

    /// <summary>The diagnosis has a category that does not count here.</summary>
    HeldBack,

    /// <summary>The level is that of a diagnosis with too few contacts to be asked about.</summary>
    Rare,

    /// <summary>What else is held, such as a band of ages.</summary>
    Control,
}

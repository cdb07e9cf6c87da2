namespace Gruppera.Casemix.Impact;

/// <summary>How the cost effect of a secondary diagnosis is judged.</summary>
public enum ReviewMethod
{
    /// <summary>Where it alone gives the contact its level, or no diagnosis has one: as the logic counts, the highest level only.</summary>
    Highest,

    /// <summary>Over all contacts that have it, the diagnoses of a contact multiplying.</summary>
    Additive,
}

namespace Gruppera.Casemix.Impact;

/// <summary>What cost and care days say together of the level of a code.</summary>
public enum ComplicationVerdict
{
    /// <summary>Too little is known of care days.</summary>
    CostAlone,

    /// <summary>Care days say the same as cost.</summary>
    Agrees,

    /// <summary>Care days say the opposite of cost.</summary>
    Contradicts,
}

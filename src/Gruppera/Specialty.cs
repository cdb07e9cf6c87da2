namespace Gruppera;

/// <summary>Somatic or psychiatric care: weights and limits are made apart for the two.</summary>
public enum Specialty
{
    /// <summary>Not given.</summary>
    Missing,

    /// <summary>Somatic care (somatisk vård).</summary>
    Somatic,

    /// <summary>Psychiatric care (psykiatrisk vård).</summary>
    Psychiatric,
}

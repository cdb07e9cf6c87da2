namespace Gruppera.Formats.Catalogues;

/// <summary>What a column of a list of codes means.</summary>
public enum CatalogueRole
{
    /// <summary>The code.</summary>
    Code,

    /// <summary>The dagger code of a pair.</summary>
    Dagger,

    /// <summary>A text of the code.</summary>
    Text,

    /// <summary>The first day the code may be used.</summary>
    From,

    /// <summary>The last day the code may be used.</summary>
    To,

    /// <summary>Codes that took its place.</summary>
    Successors,
}

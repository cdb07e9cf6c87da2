namespace Gruppera.Definitions;

/// <summary>The type of a property that a code gives (column VARTYPE). Source: docs/specification/grouping.md §1.</summary>
public enum FeatureType
{
    /// <summary>No property: the code is known, nothing more.</summary>
    None,

    /// <summary>MDC of a diagnosis. Never used in grouping: the category's first two characters are.</summary>
    Mdc,

    /// <summary>Diagnosis category.</summary>
    Dgcat,

    /// <summary>Principal diagnosis property (PDGPRO).</summary>
    Pdgprop,

    /// <summary>Diagnosis property, given by any diagnosis or procedure.</summary>
    Dgprop,

    /// <summary>Property of the first secondary diagnosis (SDGPRO).</summary>
    Sdgprop,

    /// <summary>Complication category of a secondary diagnosis.</summary>
    Compl,

    /// <summary>Procedure property (PROCPR).</summary>
    Procprop,

    /// <summary>Operating-room value: 1 operating room, 2 other procedure that affects grouping.</summary>
    Or,

    /// <summary>Complication level that a procedure gives by itself.</summary>
    Cc,
}

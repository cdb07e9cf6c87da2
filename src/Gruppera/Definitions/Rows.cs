namespace Gruppera.Definitions;

/// <summary>Where a row stood in the delivery.</summary>
/// <param name="File">Index into <see cref="DefinitionSet.Files"/>.</param>
/// <param name="Row">Row in that file, the first one (a header counts) being 1.</param>
public readonly record struct SourceRow(short File, int Row);


/// <summary>The type of a property that a code gives (column VARTYPE). Source: grouping.md §1.</summary>
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

    /// <summary>Operating-room value: 1 operating room, 2 other procedure that steers.</summary>
    Or,

    /// <summary>Complication level that a procedure gives by itself.</summary>
    Cc,
}

/// <summary>One property of a diagnosis code, or of an asterisk-dagger pair.</summary>
/// <param name="Code">The code; of a pair, the asterisk code.</param>
/// <param name="Dagger">The dagger code of a pair, or blank.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value, upper case.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct DiagnosisFeature(
    DiagnosisCode Code, DiagnosisCode Dagger, FeatureType Type, string Value, SourceRow Source);

/// <summary>One property of a procedure code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value, upper case.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ProcedureFeature(ProcedureCode Code, FeatureType Type, string Value, SourceRow Source);

/// <summary>A principal diagnosis that switches a complication category off.</summary>
/// <param name="Category">Complication category, for instance <c>05C03</c>; its letter makes no difference.</param>
/// <param name="Code">Principal diagnosis code.</param>
/// <param name="Dagger">Dagger code, where the row needs both.</param>
/// <param name="Source">Place in the delivery.</param>
/// <remarks>Source: grouping.md §5.</remarks>
public readonly record struct ComplicationExclusion(
    string Category, DiagnosisCode Code, DiagnosisCode Dagger, SourceRow Source);

/// <summary>A complication category and one diagnosis property that activates it where it is inactive.</summary>
/// <param name="Category">For instance <c>06I10</c>.</param>
/// <param name="Activator">Diagnosis property (INCLPROP), or empty. Several rows of a category are alternatives.</param>
/// <param name="Text">Its name.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ComplicationCategory(string Category, string Activator, TableText Text, SourceRow Source);

/// <summary>A group and its names.</summary>
/// <param name="Drg">National code.</param>
/// <param name="Combined">Code of the Combined version, or the local code of older deliveries.</param>
/// <param name="Mdc">MDC that the group belongs to, two digits; may be empty.</param>
/// <param name="Text">Name.</param>
/// <param name="ShortText">Short name.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct DrgName(
    string Drg, string Combined, string Mdc, TableText Text, TableText ShortText, SourceRow Source);

/// <summary>The name of a value: an MDC, a category or a property.</summary>
/// <param name="Type">What the value is a value of.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">Its name.</param>
/// <param name="Extensive">For procedure properties: an extensive procedure (EXTENS).</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ValueName(
    FeatureType Type, string Value, TableText Text, bool Extensive, SourceRow Source);

/// <summary>The text of a diagnosis code or pair.</summary>
/// <param name="Code">The code.</param>
/// <param name="Dagger">The dagger code of a pair, or blank.</param>
/// <param name="Text">Its text.</param>
public readonly record struct DiagnosisText(DiagnosisCode Code, DiagnosisCode Dagger, TableText Text);

/// <summary>The text of a procedure code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">Its text.</param>
public readonly record struct ProcedureText(ProcedureCode Code, TableText Text);

/// <summary>The text of a return code.</summary>
/// <param name="Code">The return code.</param>
/// <param name="Text">Its text.</param>
public readonly record struct ReturnCodeText(ReturnCode Code, TableText Text);

/// <summary>A contact with a known result: a certification case.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Drg">Expected group; empty where not said.</param>
/// <param name="Rule">Expected rule, by id or order; empty where not said.</param>
/// <param name="ReturnCode">Expected return code; <c>default</c> where not said.</param>
public sealed record TestCase(CareContact Contact, string Drg, string Rule, ReturnCode ReturnCode);

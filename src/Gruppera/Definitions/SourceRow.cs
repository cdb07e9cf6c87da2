namespace Gruppera.Definitions;

/// <summary>Where a row stood in the delivery.</summary>
/// <param name="File">Index into <see cref="DefinitionSet.Files"/>.</param>
/// <param name="Row">Row in that file, the first one (a header counts) being 1.</param>
public readonly record struct SourceRow(short File, int Row);

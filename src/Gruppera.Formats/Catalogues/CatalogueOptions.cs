using Gruppera.Definitions;

namespace Gruppera.Formats.Catalogues;

/// <summary>How a list of codes is read. Immutable.</summary>
/// <param name="System">The classification; null to find whether it is of diagnoses, procedures, medicines or functions by its
/// codes.</param>
/// <param name="Language">The language of texts whose heading names none; empty for that of the classification.</param>
/// <param name="Sheet">Sheet of a workbook, or file of an archive; null for the first with codes and texts.</param>
public sealed record CatalogueOptions(CodeSystem? System = null, string Language = "", string? Sheet = null);

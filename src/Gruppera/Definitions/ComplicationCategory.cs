namespace Gruppera.Definitions;

/// <summary>A complication category and one diagnosis property that activates it where it is inactive.</summary>
/// <param name="Category">For instance <c>06I10</c>.</param>
/// <param name="Activator">Diagnosis property (INCLPROP), or empty. Several rows of a category are alternatives.</param>
/// <param name="Text">Its name.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ComplicationCategory(string Category, string Activator, TableText Text, SourceRow Source);

namespace Gruppera.Formats.Catalogues;

/// <summary>How a column of a list of codes was understood.</summary>
/// <param name="Index">Its place, the first being 0.</param>
/// <param name="Name">Its heading; <c>column 3</c> where the list has none.</param>
/// <param name="Role">What it means.</param>
/// <param name="Language">Of a text: its language, where the heading says it; empty otherwise.</param>
public sealed record CatalogueColumn(int Index, string Name, CatalogueRole Role, string Language = "");

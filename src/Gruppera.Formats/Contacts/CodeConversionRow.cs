namespace Gruppera.Formats.Contacts;

/// <summary>A code and one of its successors.</summary>
/// <param name="From">The old code, normalised.</param>
/// <param name="To">The new code, normalised.</param>
public readonly record struct CodeConversionRow(string From, string To);

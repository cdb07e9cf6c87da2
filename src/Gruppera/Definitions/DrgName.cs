namespace Gruppera.Definitions;

/// <summary>A group and its names.</summary>
/// <param name="Drg">National code.</param>
/// <param name="Combined">Code of the Combined version, or the local code of older deliveries.</param>
/// <param name="Mdc">MDC that the group belongs to, two digits; may be empty.</param>
/// <param name="Text">Name.</param>
/// <param name="ShortText">Short name.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct DrgName(
    string Drg, string Combined, string Mdc, TableText Text, TableText ShortText, SourceRow Source);

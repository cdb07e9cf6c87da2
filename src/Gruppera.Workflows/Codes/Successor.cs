namespace Gruppera.Workflows.Codes;

/// <summary>A code that may have taken the place of one that went out. Immutable.</summary>
/// <param name="Code">The later code.</param>
/// <param name="Score">How like the two are: 1 where the owner of the codes says it, near 0 for hardly.</param>
/// <param name="IsStated">True if the owner of the codes says it.</param>
/// <param name="Words">Share of the words of their texts that both have; null where a text is missing.</param>
/// <param name="Properties">Share of their properties that both have; null where they are not known.</param>
/// <param name="IsNew">True if the code is new in the later year.</param>
public sealed record Successor(EditionCode Code, double Score, bool IsStated, double? Words, double? Properties, bool IsNew);

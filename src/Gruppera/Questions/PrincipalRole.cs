using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>What a diagnosis means as principal diagnosis. Immutable.</summary>
/// <param name="Category">Its category; null if it has none, and so is no valid principal diagnosis.</param>
/// <param name="Mdc">The MDC of its category; 98 becomes 12 or 13 by sex.</param>
/// <param name="Excludes">Complication categories that it excludes, with the place where that stands.</param>
/// <remarks>Source: docs/specification/grouping.md §3, §4.1 and §5.</remarks>
public sealed record PrincipalRole(NamedValue? Category, NamedValue? Mdc, ImmutableArray<CodeProperty> Excludes);

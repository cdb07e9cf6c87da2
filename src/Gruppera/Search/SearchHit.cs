using System.Collections.Immutable;

namespace Gruppera.Search;

/// <summary>Something found. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The group, value, code or rule id.</param>
/// <param name="Text">Its name or text; of a rule the name of its group.</param>
/// <param name="Score">How exactly the words were found: 1 all of them as spelled, near 0 by likeness only.</param>
/// <param name="Words">How each word was found, in the order asked.</param>
public sealed record SearchHit(SearchKind Kind, string Key, TableText Text, double Score, ImmutableArray<WordMatch> Words);

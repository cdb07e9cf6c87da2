using System.Collections.Immutable;

namespace Gruppera.Workflows.Codes;

/// <summary>A code that went out, and what may have taken its place. Immutable.</summary>
/// <param name="Code">The earlier code.</param>
/// <param name="Successors">The likeliest first; empty if nothing is like it.</param>
public sealed record SuccessionRow(EditionCode Code, ImmutableArray<Successor> Successors);

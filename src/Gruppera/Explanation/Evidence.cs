using System.Collections.Immutable;

namespace Gruppera.Explanation;

/// <summary>What met a condition, or stands in its way. Immutable.</summary>
/// <param name="Codes">The codes that give it; empty if it is no code's doing.</param>
/// <param name="Text">What they give, or what the contact has.</param>
public sealed record Evidence(ImmutableArray<string> Codes, Text Text);

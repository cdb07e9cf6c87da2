using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.Codes;

/// <summary>A property that a new code may be given, with the evidence. Immutable.</summary>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value.</param>
/// <param name="Score">Weighted share of the evidence, 0 to 1.</param>
/// <param name="Stem">Beginning that the neighbours share with the code; empty if there are none.</param>
/// <param name="Neighbours">Codes that begin so.</param>
/// <param name="NeighboursWith">Those of them that have it.</param>
/// <param name="Alike">Codes whose texts are most alike, at most five.</param>
/// <param name="AlikeWith">Those of them that have it.</param>
/// <param name="Examples">Some of the codes that have it, the nearest first.</param>
public sealed record ProposedProperty(
    FeatureType Type, string Value, double Score, string Stem, int Neighbours, int NeighboursWith, int Alike, int AlikeWith,
    ImmutableArray<string> Examples)
{
    /// <summary>Score from which a property is proposed.</summary>
    public const double Least = 0.5;

    /// <summary>True if it is proposed: enough of the evidence has it, and of a kind that a code has one of, no other has more.</summary>
    public bool IsProposed { get; init; }
}

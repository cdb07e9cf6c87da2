using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>A rule in short. Immutable.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ord">Its place in the order, as delivered.</param>
/// <param name="Drg">The group it gives.</param>
/// <param name="ReturnCode">The return code it gives.</param>
/// <param name="Conditions">What it asks for, in plain words; empty if it asks for nothing.</param>
public sealed record RuleBrief(string Id, string Ord, NamedDrg Drg, ReturnCode ReturnCode, ImmutableArray<ConditionWording> Conditions);

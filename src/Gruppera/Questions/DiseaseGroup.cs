using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>A group that a disease or an operation leads to, and what else its contacts have. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Rule">The first rule that gives it.</param>
/// <param name="Needs">What that rule asks for besides the disease or operation itself; empty if it asks for nothing else.</param>
public sealed record DiseaseGroup(NamedDrg Drg, string Rule, ImmutableArray<ConditionWording> Needs);

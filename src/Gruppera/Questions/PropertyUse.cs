using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>What uses a property. Immutable.</summary>
/// <param name="Property">The property.</param>
/// <param name="Rules">Rules that name it, in their order.</param>
/// <param name="Drgs">Groups whose rules ask for it.</param>
/// <param name="Activates">Inactive complication categories that it activates.</param>
public sealed record PropertyUse(
    NamedValue Property, ImmutableArray<RuleUse> Rules, ImmutableArray<NamedDrg> Drgs, ImmutableArray<NamedValue> Activates);

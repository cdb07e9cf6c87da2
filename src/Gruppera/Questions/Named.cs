using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>A code, or an asterisk-dagger pair, with its text. Immutable.</summary>
/// <param name="Code">The normalised code; a pair as <c>G940*A503</c>.</param>
/// <param name="Text">Its text; empty where no table has it.</param>
public sealed record NamedCode(string Code, TableText Text);

/// <summary>A value of a property with its name. Immutable.</summary>
/// <param name="Type">What it is a value of.</param>
/// <param name="Value">The value.</param>
/// <param name="Name">Its name; empty where no table has it.</param>
public sealed record NamedValue(FeatureType Type, string Value, TableText Name);

/// <summary>A group with its name. Immutable.</summary>
/// <param name="Drg">National code.</param>
/// <param name="Text">Its name; empty where no table has it.</param>
public sealed record NamedDrg(string Drg, TableText Text);

/// <summary>A rule in short. Immutable.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ord">Its place in the order, as delivered.</param>
/// <param name="Drg">The group it gives.</param>
/// <param name="ReturnCode">The return code it gives.</param>
/// <param name="Conditions">What it asks for, in plain words; empty where it asks for nothing.</param>
public sealed record RuleBrief(string Id, string Ord, NamedDrg Drg, ReturnCode ReturnCode, ImmutableArray<ConditionWording> Conditions);

/// <summary>A cell of a rule that names a value. Immutable.</summary>
/// <param name="Id">Name of the rule.</param>
/// <param name="Ord">Its place in the order, as delivered.</param>
/// <param name="Drg">The group it gives.</param>
/// <param name="Column">The column.</param>
/// <param name="Forbids">True where the rule asks that the contact lacks the value.</param>
public sealed record RuleUse(string Id, string Ord, string Drg, RuleColumn Column, bool Forbids);

/// <summary>What uses a property. Immutable.</summary>
/// <param name="Property">The property.</param>
/// <param name="Rules">Rules that name it, in their order.</param>
/// <param name="Drgs">Groups whose rules ask for it.</param>
/// <param name="Activates">Inactive complication categories that it activates.</param>
public sealed record PropertyUse(
    NamedValue Property, ImmutableArray<RuleUse> Rules, ImmutableArray<NamedDrg> Drgs, ImmutableArray<NamedValue> Activates);

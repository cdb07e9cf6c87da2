using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Reach;

/// <summary>Whether some contact gets to a rule, with the contact or the reason. Immutable.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Witness">Where reachable, a contact that the rule groups.</param>
/// <param name="Winners">Where unreachable because of earlier rules: their ranks. Together they take every contact that meets the
/// rule, and none of them can be left out.</param>
/// <param name="Conditions">Where no contact meets the rule at all: the columns whose conditions nothing meets together. One
/// column alone means that no code gives what it asks for.</param>
public sealed record RuleReach(
    Verdict Verdict, CareContact? Witness, ImmutableArray<int> Winners, ImmutableArray<RuleColumn> Conditions);

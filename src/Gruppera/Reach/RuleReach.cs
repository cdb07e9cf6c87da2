using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Reach;

/// <summary>Whether some contact gets to a rule.</summary>
public enum Verdict
{
    /// <summary>The search was given up; nothing is known.</summary>
    Undecided,

    /// <summary>A contact that the rule groups was found.</summary>
    Reachable,

    /// <summary>No contact can be grouped by the rule.</summary>
    Unreachable,
}

/// <summary>Whether some contact gets to a rule, with the contact or the reason. Immutable.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Witness">Where reachable, a contact that the rule groups.</param>
/// <param name="Winners">Where unreachable because of earlier rules: their ranks. Together they take every contact that meets the
/// rule, and none of them can be left out.</param>
/// <param name="Conditions">Where no contact meets the rule at all: the columns whose conditions nothing meets together. One
/// column alone means that no code gives what it asks for.</param>
public sealed record RuleReach(
    Verdict Verdict, CareContact? Witness, ImmutableArray<int> Winners, ImmutableArray<RuleColumn> Conditions);

/// <summary>A group that contacts with a code can get. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Rules">Ranks of the rules that give it to such a contact, ascending.</param>
/// <param name="Witness">A contact with the code that the first of these rules groups.</param>
public sealed record ReachableDrg(string Drg, ImmutableArray<int> Rules, CareContact Witness);

/// <summary>The groups that contacts with a code can get. Immutable.</summary>
/// <param name="Groups">The groups, in the order of their first rules.</param>
/// <param name="Undecided">Ranks of rules about which nothing is known.</param>
public sealed record ReachableDrgs(ImmutableArray<ReachableDrg> Groups, ImmutableArray<int> Undecided);

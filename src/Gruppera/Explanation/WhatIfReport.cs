using System.Collections.Immutable;

namespace Gruppera.Explanation;

/// <summary>What single changes to a contact would do. Immutable.</summary>
/// <param name="Group">The contact's group as it is.</param>
/// <param name="Outcomes">The other groups within one change, each once, in the order of their smallest changes.</param>
public sealed record WhatIfReport(GroupOutcome Group, ImmutableArray<Outcome> Outcomes);

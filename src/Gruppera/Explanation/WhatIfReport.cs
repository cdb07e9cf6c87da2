using System.Collections.Immutable;

namespace Gruppera.Explanation;

/// <summary>What single changes to a contact would do. Immutable.</summary>
/// <param name="Group">The contact's group as it is.</param>
/// <param name="Outcomes">The other groups within one change, each once: by the plausibility of their smallest changes, then by how
/// many contacts have them in the data at hand, then by the size of the change.</param>
public sealed record WhatIfReport(GroupOutcome Group, ImmutableArray<Outcome> Outcomes);

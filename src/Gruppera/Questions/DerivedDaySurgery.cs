namespace Gruppera.Questions;

/// <summary>Why a group counts as day surgery here. The official list, where there is one beside the set, is distinguished from it.
/// Immutable.</summary>
/// <param name="ByRules">Every rule demands a contact without care days, or of fewer than two.</param>
/// <param name="ByCode">The fourth letter of the code says outpatient.</param>
public sealed record DerivedDaySurgery(bool ByRules, bool ByCode);

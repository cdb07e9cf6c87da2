namespace Gruppera.Casemix.Weights;

/// <summary>How much of a weight is of the group's own contacts. Immutable.</summary>
/// <param name="Z">Share of its own mean, 0 to 1: n / (n + K).</param>
/// <param name="K">Contacts at which half would be: the variance within groups over that of true costs about the prior.</param>
/// <param name="Prior">The weight that the group would have without contacts of its own.</param>
public sealed record Credibility(double Z, double K, double Prior);

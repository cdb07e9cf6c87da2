namespace Gruppera.Casemix.Impact;

/// <summary>An indicator of the fit.</summary>
/// <param name="Kind">What it indicates.</param>
/// <param name="Name">The code, or what else is held.</param>
/// <param name="Level">Level of the code in the contact.</param>
internal readonly record struct ReviewVariable(ReviewVariableKind Kind, string Name, int Level);

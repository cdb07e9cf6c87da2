namespace Gruppera.Casemix.Impact;

/// <summary>A secondary diagnosis of a contact.</summary>
/// <param name="Code">The code.</param>
/// <param name="Level">The level that it gives in this contact, 0 to 2; null for the level of its category.</param>
/// <param name="IsHeldBack">True if a category of it does not count here: nothing activates it, or the principal diagnosis
/// excludes it.</param>
public readonly record struct SecondaryCode(string Code, int? Level = null, bool IsHeldBack = false);

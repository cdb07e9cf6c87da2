namespace Gruppera.Casemix.Impact;

/// <summary>A secondary diagnosis of a contact with the level that it gives there.</summary>
/// <param name="Code">The code.</param>
/// <param name="Level">Level, 0 to 2.</param>
/// <param name="IsHeldBack">True if a category of it does not count.</param>
internal readonly record struct ReviewedCode(string Code, int Level, bool IsHeldBack);

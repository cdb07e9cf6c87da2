namespace Gruppera.Search;

/// <summary>A word asked for and the word that it was found as.</summary>
/// <param name="Asked">The word asked for.</param>
/// <param name="Found">The word, or code, of the tables.</param>
/// <param name="How">How the two are alike.</param>
public readonly record struct WordMatch(string Asked, string Found, WordMatchKind How);

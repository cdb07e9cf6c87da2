namespace Gruppera;

/// <summary>What a language says for a key.</summary>
/// <param name="Other">The phrase; of a phrase about a number the form for every number but one.</param>
/// <param name="One">The form for one, where there is such a form.</param>
public readonly record struct Translation(string Other, string? One = null)
{
    internal string For(Language language, long count, bool isCounted) =>
        isCounted && One is not null && language.IsOne(count) ? One : Other;
}

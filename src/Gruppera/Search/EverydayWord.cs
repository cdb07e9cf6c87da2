using System.Collections.Immutable;

namespace Gruppera.Search;

/// <summary>A word that people use for a disease or an operation, and the codes that it means. Immutable.</summary>
/// <param name="Language">The language of the word, as <c>sv</c>.</param>
/// <param name="Word">The word or phrase.</param>
/// <param name="Codes">Beginnings of codes of ICD-10 or of procedures (three letters first), without dots, the most meant first.</param>
public sealed record EverydayWord(string Language, string Word, ImmutableArray<string> Codes)
{
    private SearchWord[]? _words;

    internal SearchWord[] Words => _words ??= [.. SearchWord.Split(Word).Select(word => new SearchWord(word))];
}

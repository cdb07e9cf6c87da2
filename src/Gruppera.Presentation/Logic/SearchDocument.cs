using System.Collections.Immutable;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Search;

namespace Gruppera.Presentation.Logic;

/// <summary>What a search found, as a document.</summary>
public static class SearchDocument
{
    /// <summary>That no text has all words that were asked for.</summary>
    public static Text NoHits(string query) => $"No hits with all of: {query}.";

    /// <summary>Writes diseases and hits.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="result">What was found.</param>
    /// <param name="diseases">Diseases and operations with their groups; may be none.</param>
    public static Document Of(Voice voice, SearchResult result, ImmutableArray<DiseaseView> diseases)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(result);
        var document = new Document();
        foreach (var disease in diseases)
            SearchWords.Write(document, disease, voice.Language);

        if (result.Hits.IsEmpty)
            return document;
        document.Table(
            [voice.Say("type"), voice.Say("code"), voice.Say("text")],
            result.Hits.Select(hit =>
                new[]
                {
                    Name(voice, hit.Kind), SearchWords.Key(hit), (hit.Text.In(voice.Language) + How(voice, hit)).TrimStart(),
                }));
        return result.Total > result.Hits.Length
            ? document.Line(voice.Say($"... and {Voice.Number(result.Total - result.Hits.Length):total} more (--limit)"))
            : document;
    }

    /// <summary>Says where a hit is there for another word than was asked for, unless the word shows in the text.</summary>
    private static string How(Voice voice, SearchHit hit) =>
        hit.FoundAs(voice.Language) is { Length: > 0 } others ? $" [{others}]" : "";

    private static string Name(Voice voice, SearchKind kind) => kind switch
    {
        SearchKind.Drg => "DRG",
        SearchKind.Mdc => "MDC",
        SearchKind.Category => voice.Say("category"),
        SearchKind.Property => voice.Say("property"),
        SearchKind.Complication => voice.Say("complication"),
        SearchKind.ReturnCode => voice.Say("return code"),
        SearchKind.Diagnosis => voice.Say("diagnosis"),
        SearchKind.Procedure => voice.Say("procedure"),
        _ => voice.Say("rule"),
    };
}

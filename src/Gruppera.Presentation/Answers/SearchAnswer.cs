using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Questions;
using Gruppera.Search;

namespace Gruppera.Presentation.Answers;

/// <summary>What a search of a set found. Immutable.</summary>
public sealed record SearchAnswer : SetAnswer
{
    /// <summary>What a search found.</summary>
    /// <param name="set">The set that was searched.</param>
    /// <param name="result">What was found.</param>
    /// <param name="diseases">The diseases and operations that the query is about.</param>
    public SearchAnswer(DefinitionSet set, SearchResult result, ImmutableArray<DiseaseView> diseases)
        : base(set.Version) => (Diseases, (Hits, Total, Missing, Suggestions, _)) = (diseases, result);

    /// <summary>The diseases and operations that the query is about, with the groups that each leads to by itself.</summary>
    public ImmutableArray<DiseaseView> Diseases { get; }

    /// <summary>The best hits, best first.</summary>
    public ImmutableArray<SearchHit> Hits { get; }

    /// <summary>How many hits there are in all.</summary>
    public int Total { get; }

    /// <summary>Words that nothing has.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Words of the tables that are nearest to those missing.</summary>
    public ImmutableArray<string> Suggestions { get; }
}

/// <summary>Search hits in words.</summary>
public static class SearchWords
{
    /// <summary>A disease or operation and its code, as <c>I50 Heart failure (diagnosis): groups</c>.</summary>
    public static Text Of(DiseaseView disease, Language language)
    {
        ArgumentNullException.ThrowIfNull(disease);
        var named = $"{disease.Code.Written} {disease.Code.Text.In(language)}".Trim();
        if (disease.Groups.IsEmpty)
            return $"{named}: no group asks for it by itself";
        return disease.Kind == CodeKind.Diagnosis
            ? (Text)$"{named} as principal diagnosis, and what else each group needs:"
            : $"{named} as procedure, and what else each group needs:";
    }

    /// <summary>Writes a disease or operation with its groups and what each needs, and a blank line.</summary>
    public static void Write(Document document, DiseaseView disease, Language language)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(disease);
        document.Line(Of(disease, language).In(language));
        foreach (var group in disease.Groups)
            document.Item($"{group.Drg.Drg} {group.Drg.Text.In(language)}: {Needs(group, language)}");
        document.Line("");
    }

    /// <summary>What a hit is called: a code as people write it.</summary>
    public static string Key(SearchHit hit)
    {
        ArgumentNullException.ThrowIfNull(hit);
        return hit.Kind is SearchKind.Diagnosis or SearchKind.Procedure
            ? CodeNotation.Written(hit.Key, hit.Kind == SearchKind.Procedure)
            : hit.Key;
    }

    /// <summary>What a group needs besides the disease, in words.</summary>
    public static string Needs(DiseaseGroup group, Language language)
    {
        ArgumentNullException.ThrowIfNull(group);
        return string.Join("; ", group.Needs.Select(need => need.Text.In(language)));
    }

    /// <summary>The words that a hit is there for, where they are others than were asked for; otherwise empty.</summary>
    public static string FoundAs(this SearchHit hit, Language language)
    {
        var others = string.Join(", ", hit.Words.Where(
            word => word.How is WordMatchKind.TakenFor or WordMatchKind.Synonym or WordMatchKind.Misspelling).Select(word => word.Found));
        return others.Length == 0 ? "" : language.Say("as ") + others;
    }
}

using System.Collections.Immutable;
using Gruppera.Formats.Catalogues;

namespace Gruppera.Workflows.Codes;

/// <summary>The words of texts of codes, for comparing them.</summary>
internal static class CodeWordsOf
{
    private static readonly char[] Between = [' ', ',', '.', ';', '(', ')', '-', '/'];

    /// <summary>Words of all languages of a text; none where it is that of a shorter code.</summary>
    internal static ImmutableHashSet<string> Text(TableText text)
    {
        var texts = text.Catalogues.IsDefaultOrEmpty ? [text.National, text.Combined] : text.Catalogues.Select(each => each.Text);
        return text.Of is null ? [.. texts.Where(each => each is not null).SelectMany(each => Text(each!))] : [];
    }

    /// <summary>Words of three letters or more, in lower case.</summary>
    internal static ImmutableHashSet<string> Text(string text) =>
    [
        .. CatalogueReader.Living(text).ToLowerInvariant().Split(Between, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 2),
    ];

    /// <summary>Share of the words of both that both have.</summary>
    internal static double Share(ImmutableHashSet<string> one, ImmutableHashSet<string> other)
    {
        var both = one.Count(other.Contains);
        return both == 0 ? 0 : (double)both / (one.Count + other.Count - both);
    }
}

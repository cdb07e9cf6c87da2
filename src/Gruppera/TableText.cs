using System.Collections.Immutable;

namespace Gruppera;

/// <summary>A text of the tables: the national one, and the English one of the Combined version.</summary>
/// <param name="National">National text; in Sweden Swedish.</param>
/// <param name="Combined">Text of the Combined (shared Nordic) version; may be empty.</param>
public readonly record struct TableText(string National, string Combined)
{
    /// <summary>No text.</summary>
    public static TableText None => new("", "");

    /// <summary>Language of the national text, as <c>sv</c>; null where nobody knows it: it is then for all but English readers.</summary>
    public string? NationalLanguage { get; init; }

    /// <summary>Texts of catalogues of codes, at most one a language; default for none.</summary>
    public ImmutableArray<CodeText> Catalogues { get; init; }

    /// <summary>The shorter code, such as a category, whose text it is where the code itself has none; null for its own.</summary>
    public string? Of { get; init; }

    /// <summary>Labels that the program has of its own, at most one a language; default for none. They stand in where neither set nor
    /// catalogue has the reader's language.</summary>
    public ImmutableArray<CodeText> Labels { get; init; }

    /// <summary>The shorter code, such as a category, whose labels they are; null for those of the code itself.</summary>
    public string? LabelsOf { get; init; }

    /// <summary>The text to show in a language: the reader's, where the set or a catalogue has it, or else a label of the program's own; or
    /// else English; or else the set's own, or what a catalogue has. The name of a category says so, and a text of the code itself
    /// follows it.</summary>
    public string In(Language language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var own = Own(language) ?? Find(Catalogues, language.Code) ?? (language == Language.English ? English() : null);
        return own is null && Find(Labels, language.Code) is { } label ? Labelled(label, language)
            : (own ?? English()) is { } text ? Marked(text, Of, language)
            : Find(Labels, Language.English.Code) is { } other ? Labelled(other, language)
            : Marked(ToString(), Of, language);
    }

    private string Labelled(string label, Language language)
    {
        var text = Marked(label, LabelsOf, language);
        var exact = LabelsOf is null || Of is not null ? "" : English() ?? Known();
        return exact.Length == 0 ? text : $"{text}: {exact}";
    }

    private static string Marked(string text, string? of, Language language) =>
        of is null || text.Length == 0 ? text : ((Text)$"{text} (category {of:code})").In(language);

    /// <summary>The national text where it is in the language, or may be.</summary>
    private string? Own(Language language)
    {
        if (string.IsNullOrEmpty(National))
            return null;
        var isOwn = NationalLanguage is null
            ? language != Language.English && Find(Catalogues, language.Code) is null
            : NationalLanguage == language.Code;
        return isOwn ? National : null;
    }

    /// <summary>True if set or catalogues have it in a language.</summary>
    internal bool Has(string language) => Find(Catalogues, language) is not null || (language == Language.English.Code
        ? !string.IsNullOrEmpty(Combined)
        : !string.IsNullOrEmpty(National) && (NationalLanguage is null || NationalLanguage == language));

    private string? English() => Find(Catalogues, Language.English.Code) ?? (string.IsNullOrEmpty(Combined) ? null : Combined);

    /// <summary>The text in a language; null if there is none.</summary>
    private static string? Find(ImmutableArray<CodeText> texts, string language)
    {
        if (texts.IsDefaultOrEmpty)
            return null;
        foreach (var text in texts)
        {
            if (text.Language == language)
                return text.Text;
        }

        return null;
    }

    /// <summary>The national text, or the Combined one where that is empty, or that of a catalogue, or a label of the program's own;
    /// English before others.</summary>
    public override string ToString() => Known() is { Length: > 0 } text ? text : First(Labels);

    /// <summary>What set and catalogues have.</summary>
    private string Known() => !string.IsNullOrEmpty(National) ? National : !string.IsNullOrEmpty(Combined) ? Combined : First(Catalogues);

    private static string First(ImmutableArray<CodeText> texts) =>
        texts.IsDefaultOrEmpty ? "" : Find(texts, Language.English.Code) ?? texts[0].Text;
}

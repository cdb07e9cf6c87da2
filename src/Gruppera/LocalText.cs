namespace Gruppera;

/// <summary>A language that texts for users exist in.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Swedish.</summary>
    Swedish,
}

/// <summary>A text for users in both languages of the program.</summary>
/// <param name="English">The English text.</param>
/// <param name="Swedish">The Swedish text.</param>
public readonly record struct LocalText(string English, string Swedish)
{
    /// <summary>The text in a language.</summary>
    public string In(Language language) => language == Language.Swedish ? Swedish : English;
}

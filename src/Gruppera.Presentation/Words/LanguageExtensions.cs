namespace Gruppera.Presentation.Words;

/// <summary>Texts that are said in one place only.</summary>
internal static class LanguageExtensions
{
    /// <summary>The text of the language.</summary>
    internal static string Say(this Language language, string english, string swedish) => language == Language.Swedish ? swedish : english;
}

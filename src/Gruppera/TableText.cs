namespace Gruppera;

/// <summary>A text of the tables: the national one, and the English one of the Combined version.</summary>
/// <param name="National">National text; in Sweden Swedish.</param>
/// <param name="Combined">Text of the Combined (shared Nordic) version; may be empty.</param>
public readonly record struct TableText(string National, string Combined)
{
    /// <summary>No text.</summary>
    public static TableText None => new("", "");

    /// <summary>The text to show in a language: English is the Combined one, every other the national one;
    /// the other where that is empty.</summary>
    public string In(Language language) =>
        Argument.Needed(language) == Language.English && !string.IsNullOrEmpty(Combined) ? Combined : ToString();

    /// <summary>The national text, or the Combined one where that is empty.</summary>
    public override string ToString() => string.IsNullOrEmpty(National) ? Combined ?? "" : National;
}

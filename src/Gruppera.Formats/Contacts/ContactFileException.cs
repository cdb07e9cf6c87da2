namespace Gruppera.Formats.Contacts;

/// <summary>A file of contacts that cannot be read at all: it is missing, or its header does not fit the layout. Single bad
/// rows are never a reason for it.</summary>
public sealed class ContactFileException : Exception
{
    /// <summary>With a message in both languages.</summary>
    public ContactFileException(LocalText text)
        : base(text.English) => Text = text;

    /// <summary>What is wrong and what to do.</summary>
    public LocalText Text { get; }
}

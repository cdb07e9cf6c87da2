namespace Gruppera.Formats.Contacts;

/// <summary>A file of contacts that cannot be read at all: it is missing, or its header does not fit the layout. Single bad
/// rows are never a reason for it.</summary>
public sealed class ContactFileException : Exception
{
    /// <summary>With a message in both languages.</summary>
    /// <param name="text">What is wrong and what to do.</param>
    /// <param name="isMisfit">True where the file could be opened but its header does not fit the layout.</param>
    public ContactFileException(LocalText text, bool isMisfit = false)
        : base(text.English) => (Text, IsMisfit) = (text, isMisfit);

    /// <summary>True where the file could be opened but its header does not fit the layout.</summary>
    public bool IsMisfit { get; }

    /// <summary>What is wrong and what to do.</summary>
    public LocalText Text { get; }
}

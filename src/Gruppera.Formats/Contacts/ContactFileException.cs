namespace Gruppera.Formats.Contacts;

/// <summary>A file of contacts that cannot be read at all: it is missing, or its header does not fit the layout. Single bad
/// rows are never a reason for it.</summary>
public sealed class ContactFileException : Exception
{
    /// <summary>With a message in both languages.</summary>
    /// <param name="text">What is wrong and what to do.</param>
    /// <param name="isMisfit">True if the file could be opened but its header does not fit the layout.</param>
    /// <param name="cause">What the system said; null where it said nothing.</param>
    public ContactFileException(Text text, bool isMisfit = false, Exception? cause = null)
        : base(text?.ToString(), cause) => (Text, IsMisfit) = (text ?? Text.None, isMisfit);

    /// <summary>True if the file could be opened but its header does not fit the layout.</summary>
    public bool IsMisfit { get; }

    /// <summary>What is wrong and what to do.</summary>
    public Text Text { get; }
}

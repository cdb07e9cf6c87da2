namespace Gruppera.Web.Saved;

/// <summary>What can be saved.</summary>
internal enum SavedKind
{
    /// <summary>A file, of contacts or of what goes with them, such as a weight list.</summary>
    File,

    /// <summary>Contacts that were typed, as a file of contacts.</summary>
    Contacts,

    /// <summary>A technical change, as the rows of a proposal.</summary>
    Change,
}

/// <summary>Something that somebody has saved, without its content. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What its owner calls it; for a file the name that it gets where it is fetched.</param>
/// <param name="Owner">Who saved it, as the audit has it; empty where nobody signs in.</param>
/// <param name="IsShared">True if all of the organisation may use it; false for its owner alone.</param>
/// <param name="Set">Id of the definition set that it was saved under.</param>
/// <param name="Saved">When it was saved, UTC.</param>
/// <param name="Bytes">Length of the content.</param>
internal sealed record SavedWork(SavedKind Kind, string Name, string Owner, bool IsShared, string Set, DateTimeOffset Saved, long Bytes)
{
    /// <summary>Its id: 32 hexadecimal digits, under which it lies.</summary>
    internal string Id { get; init; } = "";
}

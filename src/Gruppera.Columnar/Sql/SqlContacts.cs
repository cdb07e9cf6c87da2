using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Sql;

/// <summary>An open file of contacts that is understood.</summary>
/// <param name="Source">The file; disposing of this closes it.</param>
/// <param name="Text">Its text.</param>
/// <param name="Layout">How it is written.</param>
public sealed record SqlContacts(ContactSource Source, Stream Text, ContactLayout Layout) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Text.Dispose();
        Source.Dispose();
    }
}

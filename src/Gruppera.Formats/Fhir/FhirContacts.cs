namespace Gruppera.Formats.Fhir;

/// <summary>Contacts out of FHIR: bundles, resources one after the other, lines of JSON, in one text or several that belong together.
/// Memory is bounded: what waits for the resources of other files is put aside in private files. Not thread-safe.</summary>
/// <param name="texts">The texts, with their names.</param>
/// <param name="mapping">What codes mean.</param>
/// <param name="isAsterisk">True for a code of an asterisk category.</param>
/// <param name="failure">Makes an exception of what is wrong with a text, by its name.</param>
internal sealed class FhirContacts(
    IReadOnlyList<(string Name, Func<Stream> Open)> texts, FhirMapping mapping, Func<string, bool> isAsterisk,
    Func<string, Text, Exception> failure)
{
    /// <summary>Bytes of records in memory at most, before they go to files.</summary>
    private const long MostInMemory = 64L << 20;

    private readonly FhirTally _tally = new();

    /// <summary>Bytes of records in memory at most.</summary>
    internal long InMemory { get; init; } = MostInMemory;

    /// <summary>What was left out so far.</summary>
    /// <param name="file">Name of the source.</param>
    internal IEnumerable<Issue> Issues(string file) => _tally.Issues(file);

    /// <summary>True for a text that begins as JSON objects do.</summary>
    internal static bool Is(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        return head is [(byte)'{', ..] && head[1..].TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];
    }

    /// <summary>The header and a row for each encounter, in the order of the texts.</summary>
    internal IEnumerable<string> Lines()
    {
        using var store = new FhirStore(InMemory);
        var reader = new FhirReader(mapping, isAsterisk, _tally, store);
        foreach (var (name, open) in texts)
        {
            using var text = open();
            new FhirDocuments(text, reader.Take, why => failure(name, why)).Read();
        }

        if (!reader.HasFound)
            throw failure(texts[0].Name, $"it is JSON, but has no FHIR resources of contacts (Encounter, Condition, Procedure, Patient)");
        yield return FhirRows.Header;
        foreach (var row in new FhirRows(store, _tally).Read())
            yield return row;
    }
}

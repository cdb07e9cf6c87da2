using System.Text.Json;

namespace Gruppera.Web.Audit;

/// <summary>What the audit keeps of a request: who did what kind of thing to which set or file, and nothing of what was sent.
/// Immutable.</summary>
/// <param name="Time">When it was answered, UTC.</param>
/// <param name="Who"><c>user:NAME</c>, <c>key:NAME</c>, <c>token</c>, or empty for nobody known.</param>
/// <param name="From"><c>here</c>, <c>network</c> (a private address) or <c>outside</c>.</param>
/// <param name="What">Method and route template.</param>
/// <param name="Set">Id of the definition set; empty for none.</param>
/// <param name="File">The file or job, as a hash of its id: with the id itself its result could be fetched. Empty for none.</param>
/// <param name="Status">Status of the answer; 499 where the sender went away before it.</param>
internal readonly record struct AuditEntry(
    DateTimeOffset Time, string Who, string From, string What, string Set, string File, int Status)
{
    /// <summary>The line of the file, without its end.</summary>
    /// <param name="number">Its number in the chain.</param>
    /// <param name="before">Hash of the line before it.</param>
    internal byte[] Line(long number, string before)
    {
        using var memory = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteNumber("n", number);
            json.WriteString("time", Time.UtcDateTime);
            json.WriteString("who", Who);
            json.WriteString("from", From);
            json.WriteString("what", What);
            json.WriteString("set", Set);
            json.WriteString("file", File);
            json.WriteNumber("status", Status);
            json.WriteString("before", before);
            json.WriteEndObject();
        }

        return memory.ToArray();
    }
}

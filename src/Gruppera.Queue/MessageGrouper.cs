using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Messages;
using Gruppera.Presentation.Answers;
using Gruppera.Workflows.Sets;

namespace Gruppera.Queue;

/// <summary>What became of a message: its result, or why there is none. Immutable.</summary>
/// <param name="Body">Lines of JSON, one for each contact in their order; empty where there is an issue.</param>
/// <param name="ContentType">Type of the body.</param>
/// <param name="Contacts">Contacts of the message.</param>
/// <param name="Issue">Why the message cannot be used; null if it can.</param>
public sealed record GroupedBody(ReadOnlyMemory<byte> Body, string ContentType, int Contacts, IssueCode? Issue = null);

/// <summary>Groups the contacts of a message. A contact that cannot be read has its issue in its line, as over HTTP; a message that
/// cannot be read has no result. Thread-safe.</summary>
/// <param name="sets">The sets, the first as default.</param>
/// <param name="language">Language of what is said in results.</param>
public sealed class MessageGrouper(SetCatalogue sets, Language language)
{
    /// <summary>Longest body in bytes.</summary>
    public const int Longest = 64 << 20;

    private const int MostCodes = 500;
    private const string Lines = "application/x-ndjson";
    private static readonly JsonReaderOptions Json = new() { MaxDepth = 16 };

    /// <summary>Groups a body.</summary>
    /// <param name="body">Lines of JSON, a contact each as <c>POST /v1/group</c> takes them; or a bundle or lines of FHIR R4.</param>
    /// <param name="set">Id of the set; null for the default.</param>
    public GroupedBody Group(ReadOnlyMemory<byte> body, string? set = null)
    {
        if (body.Length > Longest)
            return Refused(QueueIssues.TooLong);
        if ((set is null || sets.Ids.Contains(set) ? sets.Find(set) : null) is not { } loaded)
            return Refused(QueueIssues.UnknownSet);
        var text = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        if (text.Span.Trim(" \t\r\n"u8).IsEmpty)
            return Refused(QueueIssues.Empty);
        if (!Utf8.IsValid(text.Span))
            return Refused(QueueIssues.Unreadable);
        return IsFhir(text.Span) ? Fhir(text, loaded) : Contacts(text.Span, loaded);
    }

    private static GroupedBody Refused(IssueCode issue) => new(default, "", 0, issue);

    /// <summary>True if the first object says what kind of resource it is.</summary>
    private static bool IsFhir(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, new(Json));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("resourceType"u8))
                    return true;
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It is read once more, and told then.
        }

        return false;
    }

    private GroupedBody Contacts(ReadOnlySpan<byte> text, LoadedSet set)
    {
        var (output, results, contact) = (new ArrayBufferWriter<byte>(text.Length * 2), ResultJson.Of(set, language),
            new ContactJsonReader(MostCodes));
        var (contacts, number) = (0, 0);
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].Trim(" \t\r"u8);
            number++;
            if (line.IsEmpty)
                continue;
            try
            {
                var reader = new Utf8JsonReader(line, Json);
                reader.Read();
                contact.Read(ref reader);
                if (reader.Read())
                    return Refused(QueueIssues.Unreadable);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return Refused(QueueIssues.Unreadable);
            }

            contacts++;
            output.Write("{"u8);
            Write(output, results, contact, set, number);
            output.Write("}\n"u8);
        }

        return contacts == 0 ? Refused(QueueIssues.Empty) : new(output.WrittenMemory, Lines, contacts);
    }

    private static void Write(ArrayBufferWriter<byte> output, ResultJson results, ContactJsonReader contact, LoadedSet set, int line)
    {
        if (contact.Problem is { } problem)
        {
            results.Write(output, contact.Id, problem, line);
            return;
        }

        var view = contact.View;
        if (view.CareForm == CareForm.Outside)
        {
            results.WriteOutside(output, contact.Id);
            return;
        }

        var form = CareSetting.Of(
            view.CareForm, FactSource.Column, view.Duration, contact.Specialty,
            contact.Specialty == Specialty.Missing ? FactSource.Derived : FactSource.Column);
        results.Write(
            output, contact.Id, set.Grouper.Group(view), form, contact.Facts.Contradictory, JoinedVisit.Marks(view));
    }

    private GroupedBody Fhir(ReadOnlyMemory<byte> text, LoadedSet set)
    {
        try
        {
            using var source = ContactSource.Of(new MemoryStream(text.ToArray()), "message");
            var layout = LayoutCatalog.Find("fhir")!;
            using var output = new MemoryStream();
            long contacts;
            using (var messages = new MessageOutput(output, MessageKind.FhirEncounter, layout, ';'))
            {
                contacts = new FileGrouper(set.Grouper, new() { Layout = layout, Threads = 1, Language = language })
                    .Run(source.Text, messages.Stream, (_, _) => { }).Rows;
            }

            if (contacts == 0)
                return Refused(QueueIssues.Empty);
            if (source.Issues.Count > 0)
            {
                using (var json = new Utf8JsonWriter(output))
                {
                    FhirOutcome.Of(source.Issues.Select(issue => FhirOutcome.Issue(
                        issue.Code, Text.Verbatim($"{issue.Table} {issue.Detail}".Trim()), language))).WriteTo(json);
                }

                output.Write("\n"u8);
            }

            return new(output.ToArray(), "application/fhir+ndjson", (int)contacts);
        }
        catch (ContactFileException)
        {
            return Refused(QueueIssues.Unreadable);
        }
    }
}

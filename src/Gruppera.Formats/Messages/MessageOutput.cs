using System.Text;
using System.Text.Json;
using Gruppera.Formats.Contacts;

namespace Gruppera.Formats.Messages;

/// <summary>Takes grouped rows, whole rows at a time and the header first, and writes a message for each contact. Not
/// thread-safe.</summary>
public sealed class MessageOutput : IDisposable
{
    private readonly Stream _output;
    private readonly MessageKind _kind;
    private readonly MessageRows _rows;
    private readonly MemoryStream _json = new();
    private readonly Utf8JsonWriter _writer;
    private readonly StringBuilder _text = new();

    /// <summary>Makes it.</summary>
    /// <param name="output">Takes the messages; it stays open.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="layout">How the contacts were read: it tells which columns are id, patient, hospital, sex and dates.</param>
    /// <param name="delimiter">Delimiter of the rows; 0 for those of a workbook or a table, which get semicolons.</param>
    public MessageOutput(Stream output, MessageKind kind, ContactLayout layout, char delimiter)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(layout);
        (_output, _kind, _rows) = (output, kind, new(layout, delimiter, Add));
        _writer = new(_json, FhirMessages.Options);
    }

    /// <summary>Takes the rows.</summary>
    public Stream Stream => _rows.Stream;

    /// <summary>Contacts that no message was written of, since they have no group.</summary>
    public long WithoutGroup { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _writer.Dispose();
        _json.Dispose();
    }

    private void Add(GroupedMessage contact)
    {
        if (contact.Drg.Length == 0 && _kind is (MessageKind.FhirClaim or MessageKind.Hl7))
        {
            WithoutGroup++;
            return;
        }

        if (_kind == MessageKind.Hl7)
        {
            Hl7Message.Write(_text.Clear(), contact);
            _json.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        }
        else
        {
            FhirMessages.Write(_writer, _kind, contact);
            _writer.Flush();
            _writer.Reset();
            _json.WriteByte((byte)'\n');
        }

        _json.WriteTo(_output);
        _json.SetLength(0);
    }
}

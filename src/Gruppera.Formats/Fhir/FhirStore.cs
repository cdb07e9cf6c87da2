using Gruppera.Formats.Files;

namespace Gruppera.Formats.Fhir;

/// <summary>What is kept of resources until all are read, in parts by patient: in memory as long as it is little, then in private files
/// that are gone when this is closed, or the process ends. Not thread-safe.</summary>
/// <param name="most">Bytes in memory at most.</param>
internal sealed class FhirStore(long most) : IDisposable
{
    private const int Parts = 128;
    private readonly MemoryStream _memory = new();
    private readonly List<Stream> _files = [];
    private BinaryWriter? _writer;
    private BinaryWriter[] _writers = [];

    /// <summary>True if it is in files.</summary>
    internal bool IsInFiles => _files.Count > 0;

    /// <summary>Keeps a record.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="subject">Key of the patient: all of one patient come together.</param>
    /// <param name="keys">Keys that it is known by.</param>
    /// <param name="write">Writes the rest of it.</param>
    internal void Add(RecordKind kind, string subject, ReadOnlySpan<string> keys, Action<BinaryWriter> write)
    {
        if (!IsInFiles && _memory.Length > most)
            Spill();
        var writer = IsInFiles ? _writers[PartOf(subject)] : _writer ??= new(_memory);
        WriteHead(writer, kind, subject, keys);
        write(writer);
    }

    /// <summary>The parts, one reader after another from its beginning.</summary>
    internal IEnumerable<Func<BinaryReader>> Read()
    {
        _writer?.Flush();
        foreach (var writer in _writers)
            writer.Flush();
        return IsInFiles ? _files.Select(file => (Func<BinaryReader>)(() => From(file))) : [() => From(_memory)];

        static BinaryReader From(Stream stream)
        {
            stream.Position = 0;
            return new(stream);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        foreach (var file in _files)
            file.Dispose();
    }

    private static void WriteHead(BinaryWriter writer, RecordKind kind, string subject, ReadOnlySpan<string> keys)
    {
        writer.Write((byte)kind);
        writer.Write(subject);
        writer.Write((byte)keys.Length);
        foreach (var key in keys)
            writer.Write(key);
    }

    /// <summary>The part of a patient, the same in every run.</summary>
    private static int PartOf(string subject)
    {
        var hash = 2166136261u;
        foreach (var letter in subject)
            hash = (hash ^ letter) * 16777619u;
        return (int)((hash ^ (hash >> 15)) % Parts);
    }

    private void Spill()
    {
        for (var i = 0; i < Parts; i++)
            _files.Add(PrivateFile.CreateTemporary());
        _writers = [.. _files.Select(file => new BinaryWriter(file))];
        _writer!.Flush();
        _memory.Position = 0;
        var reader = new BinaryReader(_memory);
        while (_memory.Position < _memory.Length)
        {
            var head = FhirRecordHead.Read(reader);
            var writer = _writers[PartOf(head.Subject)];
            WriteHead(writer, head.Kind, head.Subject, head.Keys);
            head.Copy(reader, writer);
        }

        _memory.SetLength(0);
        _memory.Capacity = 0;
    }
}

/// <summary>What every record begins with.</summary>
internal readonly record struct FhirRecordHead(RecordKind Kind, string Subject, string[] Keys)
{
    internal static FhirRecordHead Read(BinaryReader reader)
    {
        var (kind, subject) = ((RecordKind)reader.ReadByte(), reader.ReadString());
        var keys = new string[reader.ReadByte()];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = reader.ReadString();
        return new(kind, subject, keys);
    }

    internal void Copy(BinaryReader reader, BinaryWriter writer)
    {
        if (Kind == RecordKind.Patient)
            PatientRecord.Read(reader).Write(writer);
        else if (Kind == RecordKind.Encounter)
            EncounterRecord.Read(reader).Write(writer);
        else
            CodeRecord.Read(reader).Write(writer);
    }
}

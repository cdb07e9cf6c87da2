namespace Gruppera.Formats.Fhir;

/// <summary>Kinds of what is kept of a resource until all are read.</summary>
internal enum RecordKind : byte
{
    /// <summary>Of a patient: birth, sex, death.</summary>
    Patient = 1,

    /// <summary>Of a condition: its code, or why it has none.</summary>
    Condition,

    /// <summary>Of a procedure: its code.</summary>
    Procedure,

    /// <summary>Of an encounter: a contact.</summary>
    Encounter,
}

/// <summary>What is kept of a patient.</summary>
internal readonly record struct PatientRecord(string Birth, string BirthYear, string Sex, string Death)
{
    internal void Write(BinaryWriter writer)
    {
        foreach (var text in (ReadOnlySpan<string>)[Birth, BirthYear, Sex, Death])
            writer.Write(text);
    }

    internal static PatientRecord Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
}

/// <summary>What is kept of a condition or a procedure.</summary>
/// <param name="Subject">The patient's key.</param>
/// <param name="Encounter">The encounter's key; empty where it names none.</param>
/// <param name="Code">The code or pair; empty where there is none to take.</param>
/// <param name="Order">When a procedure was performed, as a text that sorts; empty for conditions.</param>
internal readonly record struct CodeRecord(string Subject, string Encounter, string Code, string Order)
{
    internal void Write(BinaryWriter writer)
    {
        foreach (var text in (ReadOnlySpan<string>)[Subject, Encounter, Code, Order])
            writer.Write(text);
    }

    internal static CodeRecord Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
}

/// <summary>A diagnosis of an encounter.</summary>
/// <param name="Condition">Key of its condition; empty where it is contained and its code is known.</param>
/// <param name="Code">Code of a contained condition.</param>
/// <param name="Use">Its use.</param>
/// <param name="Rank">Its rank; <see cref="int.MaxValue"/> without one.</param>
internal readonly record struct DiagnosisRecord(string Condition, string Code, DiagnosisUse Use, int Rank);

/// <summary>What is kept of an encounter.</summary>
internal sealed class EncounterRecord
{
    /// <summary>Its place among the encounters; the first is 0.</summary>
    internal long Number { get; init; }

    /// <summary>False for what is no JSON: a row that cannot be read.</summary>
    internal bool IsReadable { get; init; } = true;

    internal string[] Keys { get; init; } = [];

    internal string Subject { get; init; } = "";

    /// <summary>Cells that are known without other resources: id, hospital, care form, specialty, admission, discharge, start, end, mode of
    /// discharge.</summary>
    internal string[] Cells { get; init; } = new string[CellCount];

    internal const int CellCount = 9;

    internal List<DiagnosisRecord> Diagnoses { get; init; } = [];

    /// <summary>Codes that other elements stand for.</summary>
    internal string MoreDiagnoses { get; init; } = "";

    internal string MoreProcedures { get; init; } = "";

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write(IsReadable);
        writer.Write(Keys.Length);
        foreach (var key in Keys)
            writer.Write(key);
        writer.Write(Subject);
        foreach (var cell in Cells)
            writer.Write(cell ?? "");
        writer.Write(Diagnoses.Count);
        foreach (var each in Diagnoses)
        {
            writer.Write(each.Condition);
            writer.Write(each.Code);
            writer.Write(each.Use.Order);
            writer.Write((byte)each.Use.Kind);
            writer.Write(each.Rank);
        }

        writer.Write(MoreDiagnoses);
        writer.Write(MoreProcedures);
    }

    internal static EncounterRecord Read(BinaryReader reader) => new()
    {
        Number = reader.ReadInt64(),
        IsReadable = reader.ReadBoolean(),
        Keys = Texts(reader, reader.ReadInt32()),
        Subject = reader.ReadString(),
        Cells = Texts(reader, CellCount),
        Diagnoses = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => new DiagnosisRecord(
            reader.ReadString(), reader.ReadString(), new(reader.ReadInt32(), (UseKind)reader.ReadByte()), reader.ReadInt32()))],
        MoreDiagnoses = reader.ReadString(),
        MoreProcedures = reader.ReadString(),
    };

    private static string[] Texts(BinaryReader reader, int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = reader.ReadString();
        return texts;
    }
}

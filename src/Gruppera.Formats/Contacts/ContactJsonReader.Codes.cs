using System.Text.Json;

namespace Gruppera.Formats.Contacts;

/// <summary>The codes of a contact.</summary>
public sealed partial class ContactJsonReader
{
    private void ReadCodes(ContactField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Refuse(field, ref reader);
            return;
        }

        _ = field == ContactField.Diagnoses ? _diagnosisCount = 0 : _procedureCount = 0;
        _functions = default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (reader.TokenType == JsonTokenType.StartObject && field == ContactField.Diagnoses)
                Add(ReadPair(ref reader));
            else if (reader.TokenType != JsonTokenType.String)
                Refuse(field, ref reader);
            else if (field == ContactField.Diagnoses)
                AddText(Text(ref reader));
            else
                AddProcedures(Text(ref reader));
        }

        for (var i = _functions.Next(0); i >= 0 && i < _diagnosisCount; i = _functions.Next(i + 1))
            _diagnoses[i] = new(DiagnosisCode.Unknown);
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        _functions.Note(text, _diagnosisCount);
        AddDiagnoses(text);
    }

    /// <summary>A code, a pair, or several codes in one text, which are read as in a cell.</summary>
    private void AddDiagnoses(ReadOnlySpan<byte> text)
    {
        if (!_diagnosisWords.AreCodes(text))
        {
            Add(DiagnosisCells.ReadPair(text));
            return;
        }

        foreach (ref readonly var word in _diagnosisWords.Words)
            Add(new Diagnosis(DiagnosisCode.Parse(_diagnosisWords.Text(word))));
    }

    private void AddProcedures(ReadOnlySpan<byte> text)
    {
        if (!_procedureWords.AreCodes(text))
        {
            Add(ProcedureCode.Parse(text));
            return;
        }

        foreach (ref readonly var word in _procedureWords.Words)
            Add(ProcedureCode.Parse(_procedureWords.Text(word)));
    }

    private Diagnosis ReadPair(ref Utf8JsonReader reader)
    {
        DiagnosisCode code = default, dagger = default;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            DemandText(ref reader);
            var (isCode, isDagger) = (reader.ValueTextEquals("code"u8), reader.ValueTextEquals("dagger"u8));
            var name = isCode || isDagger ? "" : "diagnoses." + ContactFields.NameIn(ref reader);
            reader.Read();
            var bit = isCode ? 1 : isDagger ? 2 : 0;
            if ((seen & bit) != 0)
                Fail(FormatIssues.RepeatedField, isCode ? "diagnoses.code" : "diagnoses.dagger", reader.TokenType);
            seen |= bit;
            if (name.Length > 0)
            {
                Fail(FormatIssues.UnknownField, name, reader.TokenType);
                reader.Skip();
            }
            else if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            {
                Refuse(ContactField.Diagnoses, ref reader);
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                var text = DiagnosisCode.Parse(Text(ref reader));
                _ = isCode ? code = text : dagger = text;
            }
        }

        return new(code, dagger);
    }

    private void Add(Diagnosis diagnosis)
    {
        if (diagnosis.IsBlank)
            return;
        if (_diagnosisCount + _procedureCount >= maxCodes)
            Fail(FormatIssues.TooManyCodes, "diagnoses", JsonTokenType.StartArray);
        else
            _diagnoses[_diagnosisCount++] = diagnosis;
    }

    private void Add(ProcedureCode procedure)
    {
        if (procedure.IsBlank)
            return;
        if (_diagnosisCount + _procedureCount >= maxCodes)
            Fail(FormatIssues.TooManyCodes, "procedures", JsonTokenType.StartArray);
        else
            _procedures[_procedureCount++] = procedure;
    }

    /// <summary>The text of a value; one that is too long for any code comes as a text that no code is.</summary>
    private ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        DemandText(ref reader);
        return reader.ValueSpan.Length > _text.Length ? "\\"u8 : _text.AsSpan(0, reader.CopyString(_text));
    }
}

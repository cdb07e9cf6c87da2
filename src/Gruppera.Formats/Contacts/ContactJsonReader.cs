using System.Text.Json;

namespace Gruppera.Formats.Contacts;

/// <summary>JSON object -> contact, from bytes, without allocating. One per thread. What is wrong with a contact becomes a
/// <see cref="ContactProblem"/>; only what is no JSON throws (<see cref="JsonException"/>).</summary>
internal sealed partial class ContactJsonReader(int maxCodes)
{
    private const int LongestCode = 256;
    private readonly Diagnosis[] _diagnoses = new Diagnosis[maxCodes];
    private readonly ProcedureCode[] _procedures = new ProcedureCode[maxCodes];
    private readonly byte[] _text = new byte[LongestCode];
    private byte[] _id = new byte[64];
    private int _idLength;
    private int _diagnosisCount;
    private int _procedureCount;
    private Sex _sex;
    private DischargeMode _discharge;
    private CareForm _careForm;
    private int _ageDays;
    private int _age;
    private int _duration;
    private DateOnly? _birth;
    private DateOnly? _admission;
    private DateOnly? _dischargeDate;

    /// <summary>What makes the contact unreadable, or null.</summary>
    internal ContactProblem? Problem { get; private set; }

    /// <summary>Its id as JSON has it between the quotes.</summary>
    internal ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>Specialty of the contact last read.</summary>
    internal Specialty Specialty { get; private set; }

    /// <summary>The contact last read; valid until the next one.</summary>
    internal ContactView View => new(
        _sex, new(_ageDays), new(_duration), _discharge, _diagnoses.AsSpan(0, _diagnosisCount), _procedures.AsSpan(0, _procedureCount), _careForm);

    /// <summary>The contact last read, to keep.</summary>
    internal CareContact Contact => new()
    {
        Id = TextOf(Id),
        Sex = _sex,
        Age = new(_ageDays),
        Duration = new(_duration),
        Discharge = _discharge,
        CareForm = _careForm,
        Diagnoses = [.. _diagnoses.AsSpan(0, _diagnosisCount)],
        Procedures = [.. _procedures.AsSpan(0, _procedureCount)],
    };

    private static string TextOf(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. quoted, (byte)'"']);
        return reader.Read() ? reader.GetString() ?? "" : "";
    }

    /// <summary>Reads the value that the reader stands at, to its end.</summary>
    internal void Read(ref Utf8JsonReader reader)
    {
        Clear();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(IssueCodes.UnexpectedValue, "", reader.TokenType);
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = ContactFields.Find(ref reader);
            var name = field == ContactField.Unknown ? ContactFields.NameIn(ref reader) : "";
            reader.Read();
            ReadField(field, name, ref reader);
        }

        if (Problem is null)
            Conclude();
    }

    /// <summary>A contact that is no JSON.</summary>
    internal void FailAsRow(IssueCode code)
    {
        Clear();
        Problem = new(code, "", "");
    }

    private void Clear()
    {
        Problem = null;
        _idLength = _diagnosisCount = _procedureCount = 0;
        (_sex, _discharge) = (Sex.Missing, DischargeMode.Alive);
        (_careForm, Specialty) = (CareForm.ByDates, Specialty.Missing);
        _ageDays = _age = _duration = -1;
        _birth = _admission = _dischargeDate = null;
    }

    private void ReadField(ContactField field, string name, ref Utf8JsonReader reader)
    {
        if (field == ContactField.Unknown)
        {
            Fail(IssueCodes.UnknownField, name, reader.TokenType);
            reader.Skip();
            return;
        }

        if (reader.TokenType == JsonTokenType.Null)
            return;
        switch (field)
        {
            case ContactField.Id: ReadId(ref reader); break;
            case ContactField.Sex: ReadSex(ref reader); break;
            case ContactField.AgeDays: _ageDays = ReadNumber(field, IssueCodes.UnreadableAge, ref reader); break;
            case ContactField.Age: _age = ReadNumber(field, IssueCodes.UnreadableAge, ref reader); break;
            case ContactField.Duration: _duration = ReadNumber(field, IssueCodes.UnreadableDuration, ref reader); break;
            case ContactField.BirthDate: _birth = ReadDate(field, ref reader); break;
            case ContactField.AdmissionDate: _admission = ReadDate(field, ref reader); break;
            case ContactField.DischargeDate: _dischargeDate = ReadDate(field, ref reader); break;
            case ContactField.Discharge: ReadDischarge(ref reader); break;
            case ContactField.CareForm: ReadCareForm(ref reader); break;
            case ContactField.Specialty: ReadSpecialty(ref reader); break;
            default: ReadCodes(field, ref reader); break;
        }
    }

    /// <summary>The id as it stands, so that it is given back as it came; a number becomes a text.</summary>
    private void ReadId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            Refuse(ContactField.Id, ref reader);
            return;
        }

        if (reader.ValueSpan.Length > _id.Length)
            _id = new byte[reader.ValueSpan.Length];
        reader.ValueSpan.CopyTo(_id);
        _idLength = reader.ValueSpan.Length;
    }

    private void ReadSex(ref Utf8JsonReader reader)
    {
        Sex? sex = Letter(ref reader) switch { 'M' or '1' => Sex.Male, 'F' or 'K' or '2' => Sex.Female, '\0' => Sex.Missing, _ => null };
        _sex = sex ?? default;
        if (sex is null)
            Refuse(ContactField.Sex, ref reader);
    }

    private void ReadDischarge(ref Utf8JsonReader reader)
    {
        DischargeMode? mode = Letter(ref reader) switch
        {
            'E' => DischargeMode.Dead,
            'R' => DischargeMode.Transferred,
            'L' => DischargeMode.LeftAgainstAdvice,
            'N' or 'H' or '\0' => DischargeMode.Alive,
            _ => null,
        };
        _discharge = mode ?? default;
        if (mode is null)
            Refuse(ContactField.Discharge, ref reader);
    }

    private void ReadCareForm(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && (reader.ValueSpan.IsEmpty || CareForm.TryParse(reader.ValueSpan, out _)))
            _careForm = CareForm.TryParse(reader.ValueSpan, out var form) ? form : CareForm.ByDates;
        else
            Refuse(ContactField.CareForm, ref reader);
    }

    private void ReadSpecialty(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && (reader.ValueSpan.IsEmpty || Specialty.TryParse(reader.ValueSpan, out _)))
            Specialty = Specialty.TryParse(reader.ValueSpan, out var specialty) ? specialty : Specialty.Missing;
        else
            Refuse(ContactField.Specialty, ref reader);
    }

    /// <summary>The one letter or digit of a value, in upper case; zero for an empty text, a question mark for anything else.</summary>
    private static char Letter(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || reader.ValueSpan.Length > 1)
            return '?';
        return reader.ValueSpan.IsEmpty ? '\0' : char.ToUpperInvariant((char)reader.ValueSpan[0]);
    }

    private int ReadNumber(ContactField field, IssueCode code, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number is >= 0 and <= 99_999_999)
            return number;
        Fail(code, ContactFields.NameOf(field), reader.TokenType);
        reader.Skip();
        return -1;
    }

    private DateOnly? ReadDate(ContactField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueSpan.IsEmpty)
                return null;
            if (DateForms.TryRead(reader.ValueSpan, "yyyy-MM-dd", out var date) || DateForms.TryRead(reader.ValueSpan, "yyyyMMdd", out date))
                return date;
        }

        Fail(IssueCodes.UnreadableDate, ContactFields.NameOf(field), reader.TokenType);
        reader.Skip();
        return null;
    }

    /// <summary>Age and care days from what was given: days before dates, dates before years.</summary>
    private void Conclude()
    {
        if (_ageDays < 0 && _birth is { } birth && _admission is { } admission)
        {
            _ageDays = AgeInDays.FromDates(birth, admission).Days;
            if (_ageDays < 0)
                Fail(IssueCodes.DatesInWrongOrder, "birthDate", JsonTokenType.String);
        }
        else if (_ageDays < 0)
        {
            _ageDays = AgeInDays.FromYears(Math.Max(_age, 0)).Days;
        }

        if (_duration < 0 && _dischargeDate is { } discharge && _admission is { } first)
        {
            _duration = Duration.FromDates(first, discharge).Days;
            if (_duration < 1)
                Fail(IssueCodes.DatesInWrongOrder, "dischargeDate", JsonTokenType.String);
        }

        _duration = _careForm == CareForm.Outpatient ? 0 : Math.Max(_duration, 0);
    }

    private void Refuse(ContactField field, ref Utf8JsonReader reader)
    {
        Fail(IssueCodes.UnexpectedValue, ContactFields.NameOf(field), reader.TokenType);
        reader.Skip();
    }

    private void Fail(IssueCode code, string field, JsonTokenType kind) => Problem ??= new(code, field, ContactFields.KindOf(kind));
}

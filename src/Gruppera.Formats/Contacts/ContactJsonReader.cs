using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Reads contacts in JSON, one object after another, from bytes and without allocating. What is wrong with a contact becomes a
/// <see cref="ContactProblem"/>; only what is no JSON throws (<see cref="JsonException"/>). Not thread-safe: one per thread.</summary>
/// <param name="maxCodes">Diagnoses and procedures together that a contact may have at most.</param>
public sealed partial class ContactJsonReader(int maxCodes)
{
    private const int LongestCode = 256;
    private static readonly ImmutableArray<string> Dates = new ContactLayout { Name = "" }.Dates;
    private readonly CodeWords _diagnosisWords = new(isDiagnoses: true, "");
    private readonly CodeWords _procedureWords = new(isDiagnoses: false, "");
    private readonly Diagnosis[] _diagnoses = new Diagnosis[maxCodes];
    private readonly ProcedureCode[] _procedures = new ProcedureCode[maxCodes];
    private readonly byte[] _text = new byte[LongestCode];
    private byte[] _id = new byte[64];
    private int _idLength;
    private int _diagnosisCount;
    private int _procedureCount;
    private FunctionPlaces _functions;
    private Sex _sex;
    private DischargeMode _discharge;
    private GivenFacts _given;

    /// <summary>What makes the contact last read unusable, or null.</summary>
    public ContactProblem? Problem { get; private set; }

    /// <summary>Its id as JSON has it between the quotes; empty for none. Valid until the next contact is read.</summary>
    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>Its age, care days and care form, with what is missing and contradictory.</summary>
    public ContactFacts Facts { get; private set; }

    /// <summary>Specialty of the contact last read.</summary>
    public Specialty Specialty { get; private set; }

    /// <summary>The contact last read; valid until the next one.</summary>
    public ContactView View => new(
        _sex, Facts.Age, Facts.Duration, _discharge, _diagnoses.AsSpan(0, _diagnosisCount), _procedures.AsSpan(0, _procedureCount),
        Facts.CareForm);

    /// <summary>The contact last read, to keep.</summary>
    public CareContact Contact => new()
    {
        Id = TextOf(Id),
        Sex = _sex,
        Age = Facts.Age,
        Duration = Facts.Duration,
        Discharge = _discharge,
        CareForm = Facts.CareForm,
        Diagnoses = [.. _diagnoses.AsSpan(0, _diagnosisCount)],
        Procedures = [.. _procedures.AsSpan(0, _procedureCount)],
    };

    private static string TextOf(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. quoted, (byte)'"']);
        return reader.Read() ? reader.GetString() ?? "" : "";
    }

    /// <summary>Reads the value that the reader stands at, to its end; what the properties here say is of it from then on.</summary>
    /// <param name="reader">Stands at the first token of the value, and afterwards at its last.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        Clear();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(FormatIssues.UnexpectedValue, "", reader.TokenType);
            reader.Skip();
            return;
        }

        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            DemandText(ref reader);
            var field = ContactFields.Find(ref reader);
            var name = field == ContactField.Unknown ? ContactFields.NameIn(ref reader) : "";
            reader.Read();
            var bit = field == ContactField.Unknown ? 0 : 1 << (int)field;
            if ((seen & bit) != 0)
                Fail(FormatIssues.RepeatedField, ContactFields.NameOf(field), reader.TokenType);
            seen |= bit;
            ReadField(field, name, ref reader);
        }

        if (Problem is null)
            Conclude();
    }

    /// <summary>Clears what was read and takes a contact that is no JSON as one with a problem.</summary>
    /// <param name="code">What is wrong with it.</param>
    public void FailAsRow(IssueCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        Clear();
        Problem = new(code, "", "");
    }

    private void Clear()
    {
        Problem = null;
        _idLength = _diagnosisCount = _procedureCount = 0;
        (_sex, _discharge) = (Sex.Missing, DischargeMode.Alive);
        (_given, Facts, Specialty) = (default, default, Specialty.Missing);
    }

    private void ReadField(ContactField field, string name, ref Utf8JsonReader reader)
    {
        if (field == ContactField.Unknown)
        {
            Fail(FormatIssues.UnknownField, name, reader.TokenType);
            reader.Skip();
            return;
        }

        if (reader.TokenType == JsonTokenType.Null)
            return;
        switch (field)
        {
            case ContactField.Id: ReadId(ref reader); break;
            case ContactField.Sex: _sex = ReadWord<Sex>(field, Sex.TryRead, ref reader); break;
            case ContactField.Specialty: Specialty = ReadWord<Specialty>(field, Specialty.TryRead, ref reader); break;
            case ContactField.Discharge: _discharge = ReadWord<DischargeMode>(field, DischargeMode.TryRead, ref reader); break;
            case ContactField.Diagnoses or ContactField.Procedures: ReadCodes(field, ref reader); break;
            default: _given = ReadFact(field, ref reader); break;
        }
    }

    private GivenFacts ReadFact(ContactField field, ref Utf8JsonReader reader) => field switch
    {
        ContactField.AgeDays => _given with { AgeDays = ReadNumber(field, FormatIssues.UnreadableAge, ref reader) },
        ContactField.Age => _given with { AgeYears = ReadNumber(field, FormatIssues.UnreadableAge, ref reader) },
        ContactField.BirthDate => _given with { BirthDate = ReadDate(field, ref reader) },
        ContactField.BirthYear => _given with { BirthYear = ReadNumber(field, IssueCodes.UnreadableDate, ref reader) },
        ContactField.AdmissionDate => _given with { Admission = ReadDate(field, ref reader) },
        ContactField.DischargeDate => _given with { Discharge = ReadDate(field, ref reader) },
        ContactField.Duration => _given with { Duration = ReadNumber(field, FormatIssues.UnreadableDuration, ref reader) },
        ContactField.LeaveDays => _given with { LeaveDays = ReadNumber(field, FormatIssues.UnreadableDuration, ref reader) },
        _ => _given with { CareForm = ReadWord<CareForm>(field, CareForm.TryRead, ref reader) },
    };

    /// <summary>The id as it stands, so that it is given back as it came; a number becomes a text.</summary>
    private void ReadId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            Refuse(ContactField.Id, ref reader);
            return;
        }

        DemandText(ref reader);
        if (reader.ValueSpan.Length > _id.Length)
            _id = new byte[reader.ValueSpan.Length];
        reader.ValueSpan.CopyTo(_id);
        _idLength = reader.ValueSpan.Length;
    }

    private static void DemandText(ref Utf8JsonReader reader)
    {
        if (!JsonStrings.AreTexts(reader.ValueSpan))
            throw new JsonException("a string is no text");
    }

    private T ReadWord<T>(ContactField field, TryRead<T> read, ref Utf8JsonReader reader)
        where T : struct
    {
        if (!TryScalar(ref reader, out var text))
        {
            Refuse(field, ref reader);
            return default;
        }

        if (text.IsEmpty)
            return default;
        if (!read(text, out var value))
            Refuse(field, ref reader);
        return value;
    }

    private int? ReadNumber(ContactField field, IssueCode code, ref Utf8JsonReader reader)
    {
        if (TryScalar(ref reader, out var text))
        {
            if (text.IsEmpty)
                return null;
            if (WholeNumber.TryParse(text, out var number))
                return number;
        }

        Fail(code, ContactFields.NameOf(field), reader.TokenType);
        reader.Skip();
        return null;
    }

    private DateOnly? ReadDate(ContactField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && TryScalar(ref reader, out var text))
        {
            if (text.IsEmpty)
                return null;
            var firstSerial = field == ContactField.BirthDate ? Scalars.FirstBirthSerial : Scalars.FirstSerial;
            if (Scalars.TryReadDate(text, Dates, firstSerial, out var date))
                return date;
        }

        Fail(IssueCodes.UnreadableDate, ContactFields.NameOf(field), reader.TokenType);
        reader.Skip();
        return null;
    }

    /// <summary>The text of a string or number, trimmed; empty if it stands for no value. False for any other kind of value.</summary>
    private bool TryScalar(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            return false;
        text = Text(ref reader).Trim(" \t"u8);
        text = Scalars.IsBlank(text) ? default : text;
        return true;
    }

    /// <summary>Age, care days and care form from what was given.</summary>
    private void Conclude()
    {
        Facts = ContactFacts.Of(_given);
        if (Facts.Problem is not { } problem)
            return;
        var isMissing = problem == IssueCodes.AgeMissing || problem == IssueCodes.DurationMissing;
        var field = problem == IssueCodes.AgeMissing ? ContactField.Age : ContactFields.Of(Facts.ProblemIn);
        Problem = new(problem, ContactFields.NameOf(field), isMissing ? "" : ContactFields.KindOf(JsonTokenType.String));
    }

    private void Refuse(ContactField field, ref Utf8JsonReader reader)
    {
        Fail(FormatIssues.UnexpectedValue, ContactFields.NameOf(field), reader.TokenType);
        reader.Skip();
    }

    private void Fail(IssueCode code, string field, JsonTokenType kind) => Problem ??= new(code, field, ContactFields.KindOf(kind));
}

using System.Buffers.Text;

namespace Gruppera.Workflows.Synthesis;

/// <summary>Contacts as rows of the canonical layout, in a buffer that is used again. Not thread-safe.</summary>
/// <param name="primaryCare">The code that stands for primary care in the set; blank if it has none.</param>
internal sealed class RowWriter(ProcedureCode primaryCare)
{
    private const int MostOfRow = 2048;
    private readonly Predicate<Code> _isPrimaryCare = code => code.Procedure == primaryCare;
    private byte[] _buffer = new byte[1 << 20];
    private int _previous;

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Text => _buffer.AsSpan(0, Length);

    internal static string Header(bool hasCosts) =>
        "id,patient,hospital,clinic,care_form,sex,age_days,admission_date,discharge_date,duration,discharge,leave_days,diagnoses,procedures"
            + (hasCosts ? ",cost\n" : "\n");

    internal void Clear() => Length = 0;

    /// <summary>Writes the row before once more, under another id.</summary>
    internal void Repeat(long id)
    {
        var (from, to) = (_previous, Length);
        Reserve();
        Number(id);
        _buffer.AsSpan(from, to - from).CopyTo(_buffer.AsSpan(Length));
        Length += to - from;
    }

    internal void Write(long id, Draft draft)
    {
        Reserve();
        Number(id);
        _previous = Length;
        Put(",P"u8);
        Number(draft.Patient);
        Field(draft.Unit.Text);
        Field(draft.Clinic);
        var isPrimary = !draft.IsOutside && (draft.Care == Care.Primary || draft.HasProcedure(_isPrimaryCare));
        Field(draft.IsOutside ? "outside"u8
            : isPrimary ? "primary"u8
            : draft.Care switch { Care.Inpatient => "inpatient"u8, Care.Outpatient => "outpatient"u8, _ => "primary"u8 });
        Field(draft.Sex switch { Sex.Male => "M"u8, Sex.Female => "F"u8, _ => ""u8 });
        Field(draft.Age);
        Date(draft.Admission);
        if (draft.Care == Care.Inpatient)
            Date(draft.Discharged);
        else
            Field(""u8);
        Field(draft.Days);
        Field(draft.Care != Care.Inpatient ? ""u8 : draft.Discharge switch
        {
            DischargeMode.Dead => "E"u8,
            DischargeMode.Transferred => "R"u8,
            DischargeMode.LeftAgainstAdvice => "L"u8,
            _ => "N"u8,
        });
        if (draft.LeaveDays > 0)
            Field(draft.LeaveDays);
        else
            Field(""u8);
        Codes(draft.Diagnoses.AsSpan(0, draft.DiagnosisCount));
        Codes(draft.Procedures.AsSpan(0, draft.ProcedureCount), isPrimary);
        if (draft.HasCost)
            Field(draft.Cost);
        Put("\n"u8);
    }

    private void Reserve()
    {
        if (_buffer.Length - Length < MostOfRow)
            Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    /// <summary>Writes codes; in primary care without the one that the care form stands for.</summary>
    private void Codes(ReadOnlySpan<Code> codes, bool isPrimary = false)
    {
        Put(","u8);
        var isFirst = true;
        foreach (var code in codes)
        {
            if (isPrimary && code.Procedure == primaryCare)
                continue;
            if (!isFirst)
                Put(" "u8);
            Put(code.Text);
            isFirst = false;
        }
    }

    private void Date(int day)
    {
        DateOnly.FromDayNumber(day).Deconstruct(out var year, out var month, out var date);
        Field(year);
        Two(month);
        Two(date);
    }

    private void Two(int number) => Put([(byte)'-', (byte)('0' + (number / 10)), (byte)('0' + (number % 10))]);

    private void Field(ReadOnlySpan<byte> text)
    {
        Put(","u8);
        Put(text);
    }

    private void Field(long number)
    {
        Put(","u8);
        Number(number);
    }

    private void Number(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(Length), out var written);
        Length += written;
    }

    private void Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(Length));
        Length += text.Length;
    }
}

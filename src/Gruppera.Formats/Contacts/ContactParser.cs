using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>Row -> contact, from bytes, without allocating. One per thread. Never throws for what is in a row.</summary>
internal sealed class ContactParser
{
    private readonly LayoutBinding _binding;
    private readonly byte _delimiter;
    private readonly CsvRow _outer = new();
    private readonly CsvRow _inner = new();
    private readonly ValueMap<Sex> _sexes;
    private readonly ValueMap<DischargeMode> _discharges;
    private readonly ValueMap<CareForm> _careForms;
    private readonly bool _hasPersonalId;
    private readonly ValueMap<bool> _flags = new(new[] { "T", "1", "Y", "J" }.Select(text => KeyValuePair.Create(text, true)));
    private Diagnosis[] _diagnoses = new Diagnosis[32];
    private ProcedureCode[] _procedures = new ProcedureCode[32];
    private bool _isAscii;
    private int _diagnosisCount;
    private int _procedureCount;
    private Sex _sex;
    private AgeInDays _age;
    private Duration _duration;
    private DischargeMode _discharge;

    internal ContactParser(LayoutBinding binding, byte delimiter)
    {
        _binding = binding;
        _delimiter = delimiter;
        _sexes = new(binding.Layout.SexValues.IsEmpty
            ? [new("M", Sex.Male), new("1", Sex.Male), new("F", Sex.Female), new("2", Sex.Female), new("K", Sex.Female)]
            : binding.Layout.SexValues);
        _discharges = new(binding.Layout.DischargeValues.IsEmpty
            ? [new("E", DischargeMode.Dead), new("R", DischargeMode.Transferred), new("L", DischargeMode.LeftAgainstAdvice)]
            : binding.Layout.DischargeValues);
        _careForms = new(binding.Layout.CareFormValues.IsEmpty
            ? [new("inpatient", CareForm.Inpatient), new("outpatient", CareForm.Outpatient), new("outside", CareForm.Outside)]
            : binding.Layout.CareFormValues);
        _hasPersonalId = binding[ContactRole.PersonalId].Exists;
    }

    /// <summary>The text of the row last read, without its line end.</summary>
    internal Range Row { get; private set; }

    /// <summary>What makes the row unreadable, or null.</summary>
    internal IssueCode? Problem { get; private set; }

    /// <summary>The column of the problem, or empty.</summary>
    internal string ProblemColumn { get; private set; } = "";

    /// <summary>Date of admission or visit of the row last read, where it is given.</summary>
    internal DateOnly? Admission { get; private set; }

    /// <summary>Care form of the row last read.</summary>
    internal CareForm CareForm { get; private set; }

    /// <summary>The contact last read; valid until the next one.</summary>
    internal ContactView Contact => new(
        _sex, _age, _duration, _discharge, _diagnoses.AsSpan(0, _diagnosisCount), _procedures.AsSpan(0, _procedureCount));

    /// <summary>The contact last read, for those that keep it.</summary>
    internal CareContact ToContact(string id = "") => new()
    {
        Id = id,
        Sex = _sex,
        Age = _age,
        Duration = _duration,
        Discharge = _discharge,
        Diagnoses = [.. Contact.Diagnoses],
        Procedures = [.. Contact.Procedures],
    };

    /// <summary>Reads the next row of a block that holds whole rows; lines without any text are passed over. False at the end.</summary>
    internal bool Read(ReadOnlySpan<byte> data, ref int position)
    {
        while (position < data.Length)
        {
            var start = position;
            var status = ReadRow(data, ref position);
            var end = position;
            if (end > start && data[end - 1] == '\n')
                end--;
            if (end > start && data[end - 1] == '\r')
                end--;
            if (end == start)
                continue;
            Row = start..end;
            _isAscii = !_binding.Layout.IsFixedWidth || Ascii.IsValid(data[Row]);
            Problem = null;
            ProblemColumn = "";
            if (status == CsvRowStatus.Complete && FitsHeader(data, start))
                ReadContact(data);
            else
                Problem = IssueCodes.UnreadableRow;
            if (Problem != IssueCodes.UnreadableRow && data[Row].Contains((byte)'#'))
                FindErrors(data);
            return true;
        }

        return false;
    }

    /// <summary>The text of a cell of the row last read, trimmed.</summary>
    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, Cell cell)
    {
        if (!cell.Exists)
            return default;
        if (_binding.Layout.IsFixedWidth)
        {
            var rest = data[Row];
            rest = rest[BytesOf(rest, cell.Index)..];
            return Trim(rest[..BytesOf(rest, cell.Length)]);
        }

        var row = cell.IsOuter ? _outer : _inner;
        if (cell.Index >= row.Count)
            return default;
        return Trim(row.Get(cell.IsOuter ? data : _outer.Get(data, _binding.Inside.Index), cell.Index));
    }

    /// <summary>The text of a column as a person wrote it, doubled quotes made single; empty in a row that is none, and where it
    /// would be a personal identity number.</summary>
    internal string String(ReadOnlySpan<byte> data, ContactRole role)
    {
        if (Problem == IssueCodes.UnreadableRow || (_hasPersonalId && _binding[role] == _binding[ContactRole.PersonalId]))
            return "";
        var cell = _binding[role];
        var text = Encoding.UTF8.GetString(Text(data, cell));
        return cell.Exists && cell.IsOuter && cell.Index < _outer.Count && _outer.HasEscapes(cell.Index)
            ? text.Replace("\"\"", "\"", StringComparison.Ordinal)
            : text;
    }

    /// <summary>Overwrites the personal identity number of the row last read with blanks, and the whole row where nobody can say
    /// which field is which: it goes to no output.</summary>
    internal void ErasePersonalId(RowBlock block)
    {
        if (!_hasPersonalId)
            return;
        if (Problem == IssueCodes.UnreadableRow)
            block.Data.AsSpan(Row).Fill((byte)' ');
        else if (block.Text.Overlaps(Text(block.Text, ContactRole.PersonalId), out var offset))
            block.Data.AsSpan(offset, Text(block.Text, ContactRole.PersonalId).Length).Fill((byte)' ');
    }

    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, ContactRole role) => Text(data, _binding[role]);

    private CsvRowStatus ReadRow(ReadOnlySpan<byte> data, ref int position)
    {
        if (!_binding.Layout.IsFixedWidth)
            return _outer.Read(data, ref position, _delimiter, isLast: true);
        var end = data[position..].IndexOf((byte)'\n');
        position = end < 0 ? data.Length : position + end + 1;
        return CsvRowStatus.Complete;
    }

    /// <summary>True where the row has as many fields as the header; empty fields too many at its end are cut off.</summary>
    private bool FitsHeader(ReadOnlySpan<byte> data, int start)
    {
        var expected = _binding.Header.Length;
        if (expected == 0 || _binding.Layout.IsFixedWidth || _outer.Count == expected)
            return true;
        if (_outer.Count < expected)
            return false;
        var end = Row.End.Value;
        for (var i = _outer.Count - 1; i >= expected; i--)
        {
            if (!_outer.Get(data, i).IsEmpty)
                return false;
            end -= data[end - 1] == '"' ? 3 : 1;
        }

        Row = start..end;
        return true;
    }

    private void ReadContact(ReadOnlySpan<byte> data)
    {
        if (_binding.Inside.Exists)
        {
            if (_binding.Inside.Index >= _outer.Count)
            {
                Problem = IssueCodes.UnreadableRow;
                return;
            }

            var position = 0;
            _inner.Read(_outer.Get(data, _binding.Inside.Index), ref position, (byte)_binding.Layout.InsideDelimiter, isLast: true);
        }

        _sex = Mean(_sexes, data, ContactRole.Sex);
        _discharge = ReadDischarge(data);
        Admission = ReadDate(data, ContactRole.AdmissionDate);
        ReadAge(data, Admission);
        ReadDuration(data, Admission);
        ReadDiagnoses(data);
        ReadProcedures(data);
    }

    /// <summary>Cells in which a spreadsheet has written an error in place of a value.</summary>
    private void FindErrors(ReadOnlySpan<byte> data)
    {
        foreach (var (column, cell) in _binding.Asked)
        {
            if (IsError(Text(data, cell)))
                (Problem, ProblemColumn) = (IssueCodes.ErrorInContact, column);
        }
    }

    /// <summary>As <see cref="Excel.Workbook.IsError"/>.</summary>
    private static bool IsError(ReadOnlySpan<byte> text) =>
        text is [(byte)'#', _, _, .. { Length: > 0 } rest] && !text.Contains((byte)' ')
            && (rest[^1] is (byte)'!' or (byte)'?' || text[2] == '/');

    private DischargeMode ReadDischarge(ReadOnlySpan<byte> data)
    {
        if (_flags.Find(Text(data, ContactRole.Dead)))
            return DischargeMode.Dead;
        if (_flags.Find(Text(data, ContactRole.Transferred)))
            return DischargeMode.Transferred;
        return _flags.Find(Text(data, ContactRole.LeftAgainstAdvice))
            ? DischargeMode.LeftAgainstAdvice
            : Mean(_discharges, data, ContactRole.Discharge);
    }

    /// <summary>What a column's value means; a value without meaning is an issue where the layout says so.</summary>
    private T Mean<T>(ValueMap<T> map, ReadOnlySpan<byte> data, ContactRole role)
        where T : struct
    {
        var meaning = map.Find(Text(data, role), out var isKnown);
        if (!isKnown && _binding.Layout.StrictValues.Contains(role))
            Fail(IssueCodes.UnmappedValue, role);
        return meaning;
    }

    private void ReadAge(ReadOnlySpan<byte> data, DateOnly? admission)
    {
        if (ReadNumber(data, ContactRole.AgeDays, IssueCodes.UnreadableAge) is { } days)
            _age = new(days);
        else if (ReadDate(data, ContactRole.BirthDate) is { } birth && admission is { } date)
            _age = NotNegative(AgeInDays.FromDates(birth, date).Days, ContactRole.BirthDate);
        else if (_hasPersonalId && ReadPerson(data) is { } born && admission is { } day)
            _age = NotNegative(AgeInDays.FromDates(born, day).Days, ContactRole.PersonalId);
        else if (ReadNumber(data, ContactRole.AgeYears, IssueCodes.UnreadableAge) is { } years)
            _age = AgeInDays.FromYears(years);
        else if (ReadNumber(data, ContactRole.BirthYear, IssueCodes.UnreadableDate) is { } year && admission is { } visit)
            _age = FromBirthYear(year, visit);
        else if (_hasPersonalId && !Text(data, ContactRole.PersonalId).IsEmpty)
            FailAge();
        else
            _age = default;
    }

    /// <summary>Age of a person born in the middle of a year; 0 before that day of the year of birth.</summary>
    private AgeInDays FromBirthYear(int year, DateOnly visit)
    {
        if (year is >= 1 and <= 9999 && year <= visit.Year)
            return new(Math.Max(0, AgeInDays.FromDates(new(year, 7, 1), visit).Days));
        Fail(year is >= 1 and <= 9999 ? IssueCodes.DatesInWrongOrder : IssueCodes.UnreadableDate, ContactRole.BirthYear);
        return default;
    }

    /// <summary>Birth date from a personal identity number, and the sex where no column gives it.</summary>
    private DateOnly? ReadPerson(ReadOnlySpan<byte> data)
    {
        if (!PersonalId.TryRead(Text(data, ContactRole.PersonalId), out var birth, out var sex))
            return null;
        if (_sex == Sex.Missing)
            _sex = sex;
        return birth;
    }

    private void FailAge()
    {
        _age = default;
        Fail(IssueCodes.UnreadablePersonalId, ContactRole.PersonalId);
    }

    private AgeInDays NotNegative(int days, ContactRole role)
    {
        if (days < 0)
            Fail(IssueCodes.DatesInWrongOrder, role);
        return new(days);
    }

    private void ReadDuration(ReadOnlySpan<byte> data, DateOnly? admission)
    {
        CareForm = _binding[ContactRole.CareForm].Exists ? Mean(_careForms, data, ContactRole.CareForm) : CareForm.ByDates;
        if (CareForm == CareForm.ByDates)
            CareForm = _binding.Layout.CareForm;
        if (CareForm == CareForm.Outpatient)
        {
            _duration = Duration.Outpatient;
        }
        else if (ReadNumber(data, ContactRole.Duration, IssueCodes.UnreadableDuration) is { } days)
        {
            _duration = new(days);
        }
        else if (ReadDate(data, ContactRole.DischargeDate) is { } discharge && admission is { } date)
        {
            _duration = Duration.FromDates(date, discharge);
            if (_duration.Days < 1)
                Fail(IssueCodes.DatesInWrongOrder, ContactRole.DischargeDate);
        }
        else
        {
            _duration = Duration.Outpatient;
        }
    }

    private void ReadDiagnoses(ReadOnlySpan<byte> data)
    {
        _diagnosisCount = 0;
        var list = Text(data, _binding.DiagnosisList);
        while (NextWord(ref list, out var word))
            Add(ReadPair(word));
        foreach (var (code, dagger) in _binding.Diagnoses)
        {
            var text = Text(data, code);
            if (!dagger.Exists)
            {
                if (!text.IsEmpty)
                    Add(ReadPair(text));
                continue;
            }

            var daggerText = Text(data, dagger);
            if (text.IsEmpty && daggerText.IsEmpty)
                continue;
            Add(daggerText.IsEmpty ? ReadPair(text) : new(DiagnosisCode.Parse(text), DiagnosisCode.Parse(daggerText)));
        }
    }

    private void Add(Diagnosis diagnosis)
    {
        if (diagnosis.IsBlank)
            return;
        if (_diagnosisCount == _diagnoses.Length)
            Array.Resize(ref _diagnoses, _diagnosisCount * 2);
        _diagnoses[_diagnosisCount++] = diagnosis;
    }

    /// <summary>A code, or a pair in either notation; see <see cref="Diagnosis.Parse"/>.</summary>
    internal static Diagnosis ReadPair(ReadOnlySpan<byte> text)
    {
        var star = text.IndexOf((byte)'*');
        if (star <= 0)
            return new(DiagnosisCode.Parse(text));
        var (dagger, length) = (text.IndexOf((byte)'+'), 1);
        if (dagger < 0)
            (dagger, length) = (text.IndexOf("†"u8), "†"u8.Length);
        return dagger > 0 && dagger < star
            ? new(DiagnosisCode.Parse(text[(dagger + length)..]), DiagnosisCode.Parse(text[..dagger]))
            : new(DiagnosisCode.Parse(text[..star]), DiagnosisCode.Parse(text[(star + 1)..]));
    }

    private void ReadProcedures(ReadOnlySpan<byte> data)
    {
        _procedureCount = 0;
        var list = Text(data, _binding.ProcedureList);
        while (NextWord(ref list, out var word))
            AddProcedure(word);
        foreach (var (code, _) in _binding.Procedures)
            AddProcedure(Text(data, code));
    }

    private void AddProcedure(ReadOnlySpan<byte> text)
    {
        var code = ProcedureCode.Parse(text);
        if (code.IsBlank)
            return;
        if (_procedureCount == _procedures.Length)
            Array.Resize(ref _procedures, _procedureCount * 2);
        _procedures[_procedureCount++] = code;
    }

    private static bool NextWord(ref ReadOnlySpan<byte> list, out ReadOnlySpan<byte> word)
    {
        list = list.TrimStart(Separators);
        var end = list.IndexOfAny(Separators);
        word = end < 0 ? list : list[..end];
        list = end < 0 ? default : list[end..];
        return !word.IsEmpty;
    }

    private int? ReadNumber(ReadOnlySpan<byte> data, ContactRole role, IssueCode problem)
    {
        var text = Text(data, role);
        if (text.IsEmpty)
            return null;
        var number = 0;
        foreach (var b in text)
        {
            var digit = b - '0';
            if ((uint)digit > 9 || number > 9_999_999)
            {
                Fail(problem, role);
                return null;
            }

            number = (number * 10) + digit;
        }

        return number;
    }

    private DateOnly? ReadDate(ReadOnlySpan<byte> data, ContactRole role)
    {
        var text = Text(data, role);
        if (text.IsEmpty)
            return null;
        foreach (var form in _binding.Layout.Dates)
        {
            if (DateForms.TryRead(text, form, out var date))
                return date;
        }

        Fail(IssueCodes.UnreadableDate, role);
        return null;
    }

    private void Fail(IssueCode problem, ContactRole role)
    {
        if (Problem is not null)
            return;
        Problem = problem;
        ProblemColumn = _binding.NameOf(role);
    }

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    private static ReadOnlySpan<byte> Separators => " \t\r\n"u8;

    /// <summary>Most values have nothing to trim: that is seen at their two ends.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(Blanks);

    /// <summary>Bytes that so many characters at the start of a fixed-width line take, or all that are left.</summary>
    private int BytesOf(ReadOnlySpan<byte> text, int characters)
    {
        if (_isAscii)
            return Math.Min(characters, text.Length);
        var at = 0;
        for (; characters > 0 && at < text.Length; characters--)
        {
            at++;
            while (at < text.Length && (text[at] & 0xC0) == 0x80)
                at++;
        }

        return at;
    }
}

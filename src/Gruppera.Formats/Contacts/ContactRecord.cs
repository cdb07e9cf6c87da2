using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Definitions;

namespace Gruppera.Formats.Contacts;

/// <summary>A row of contacts with all that its layout names: more than the grouper needs. Immutable.</summary>
public sealed record ContactRecord
{
    /// <summary>Row in the file, the first one (a header counts) being 1.</summary>
    public required long Row { get; init; }

    /// <summary>Its place among the rows that are grouped, with those that a condition of the layout leaves out, the first being 0: the
    /// place that its result has in a grouped file.</summary>
    public long Place { get; init; }

    /// <summary>The contact; without codes where the row has an issue other than dates in the wrong order.</summary>
    public required CareContact Contact { get; init; }

    /// <summary>Why the row could not be read, or null.</summary>
    public Issue? Issue { get; init; }

    /// <summary>What its facts contradict each other in.</summary>
    public ImmutableArray<Issue> Warnings { get; init; } = [];

    /// <summary>Identity of the patient, or a running number in place of a personal identity number; empty where none is given.</summary>
    public string Patient { get; init; } = "";

    /// <summary>Hospital or other unit as it is written; empty where none is given.</summary>
    public string Hospital { get; init; } = "";

    /// <summary>Cost as it is written, see <see cref="Costs"/>; empty where none is given.</summary>
    public string Cost { get; init; } = "";

    /// <summary>Of a visit: the inpatient episode that it has been joined to; empty for none.</summary>
    public string Episode { get; init; } = "";

    /// <summary>Days of leave within the care days as they are written; empty where none are given.</summary>
    public string LeaveDays { get; init; } = "";

    /// <summary>Somatic or psychiatric care, where it is given.</summary>
    public Specialty Specialty { get; init; }

    /// <summary>Date of discharge, where it is given.</summary>
    public DateOnly? DischargeDate { get; init; }

    /// <summary>Time of day at which the contact began, as it is written (see <see cref="ClockTime"/>); empty where it is not
    /// given.</summary>
    public string StartTime { get; init; } = "";

    /// <summary>Of an emergency visit: time at which the physician saw the patient, as it is written; empty where it is not
    /// given.</summary>
    public string DoctorTime { get; init; } = "";

    /// <summary>Time of day at which the contact ended, as it is written; empty where it is not given.</summary>
    public string EndTime { get; init; } = "";

    /// <summary>Care form as it was decided.</summary>
    public CareForm CareForm { get; init; }

    /// <summary>True if the date of birth is after the date of admission.</summary>
    internal bool HasWrongBirth { get; init; }

    /// <summary>Which of age and care days nothing gives: they are 0 in the contact.</summary>
    public ContactNeeds Missing { get; init; }

    /// <summary>Date of admission or visit, where it is given and readable.</summary>
    public DateOnly? Admission { get; init; }

    /// <summary>True if the principal diagnosis is not given, whatever follows.</summary>
    public bool LacksPrincipal => Issue is null && (Contact.Diagnoses.IsEmpty || Contact.Diagnoses[0] == Diagnosis.NotGiven);

    /// <summary>Cells of columns that the layout gives no meaning.</summary>
    internal string[] Others { get; init; } = [];

    /// <summary>True for a contact of at least one care day.</summary>
    public bool IsInpatient => Contact.Duration.Days > 0;
}

/// <summary>Reads a file of contacts row by row with all its columns. Not thread-safe.</summary>
public sealed class RecordReader
{
    private readonly ContactFile _file;
    private readonly ContactParser _parser;
    private readonly string _name;
    private readonly Cell[] _others;
    private readonly HashSet<int> _used;
    private readonly Dictionary<string, int>? _pseudonyms;
    private RowBlock? _block;
    private long _rows;

    /// <summary>Reads the header and stands before the first row.</summary>
    /// <param name="text">UTF-8 text, which stays open.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">Name of the file in issues.</param>
    /// <param name="known">The set whose codes decide whether a letter after a code is a part of it or a side of the body; null for the
    /// form of the code alone.</param>
    /// <exception cref="ContactFileException">The header does not fit the layout.</exception>
    public RecordReader(Stream text, ContactLayout layout, string name, DefinitionSet? known = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        _file = new(text, layout);
        _parser = _file.NewParser(known is null ? null : WholeCodes.Of(known));
        _name = name;
        _used = Used(_file.Binding);
        var person = _file.Binding[ContactRole.PersonalId];
        _pseudonyms = person.Exists && _file.Binding[ContactRole.Patient] == person ? [] : null;
        var others = layout.IsFixedWidth
            ? [.. layout.Carry.Select(column => (column.Name, Cell: new Cell(column.At - 1, column.Length, true)))]
            : _file.Binding.Header.Select((column, index) => (Name: column, Cell: new Cell(index, 0, true)))
                .Where(column => !_used.Contains(column.Cell.Index)).ToArray();
        OtherColumns = [.. others.Select(column => column.Name)];
        _others = [.. others.Select(column => column.Cell)];
    }

    /// <summary>Columns that the layout gives no meaning, in the order of the file.</summary>
    public string[] OtherColumns { get; }

    /// <summary>Rows that a condition of the layout has left out so far.</summary>
    public long LeftOut { get; private set; }

    /// <summary>True if the file has a column of this meaning.</summary>
    public bool Has(ContactRole role) => _file.Binding[role].Exists;

    /// <summary>Name of the column of a meaning; of a file without a header, what layouts call the meaning.</summary>
    public string NameOf(ContactRole role) => _file.Binding.NameOf(role);

    /// <summary>The rows of the file, read once while they are asked for; those that a condition of the layout leaves out are passed
    /// over.</summary>
    /// <param name="warning">Called for facts of a readable row that contradict each other; null where nobody is told.</param>
    public IEnumerable<ContactRecord> Read(Action<Issue>? warning = null)
    {
        while ((_block = _file.NextBlock()) is not null)
        {
            var position = _file.Start;
            while (_parser.Read(_block.Text, ref position))
            {
                _rows++;
                if (_parser.IsLeftOut)
                {
                    LeftOut++;
                    continue;
                }

                var record = ToRecord(_block.Text, _file.HeaderRows + _parser.Lines);
                foreach (var contradiction in warning is null ? [] : record.Warnings)
                    warning!(contradiction);
                yield return record;
            }
        }
    }

    /// <summary>The row at a place, found without making records of those before it; null if the file has none there, or a condition of
    /// the layout leaves it out. Nothing was read before.</summary>
    /// <param name="place">See <see cref="ContactRecord.Place"/>.</param>
    public ContactRecord? At(long place)
    {
        while ((_block = _file.NextBlock()) is not null)
        {
            var position = _file.Start;
            while (_parser.Read(_block.Text, ref position))
            {
                if (_rows++ == place)
                    return _parser.IsLeftOut ? null : ToRecord(_block.Text, _file.HeaderRows + _parser.Lines);
            }
        }

        return null;
    }

    /// <summary>The text of a column of the row last read; empty for a column that the file does not have, and for personal identity
    /// numbers.</summary>
    public string Text(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var index = IndexOf(column);
        return index < 0 || new Cell(index, 0, true) == _file.Binding[ContactRole.PersonalId] || _parser.IsBroken
            ? ""
            : Encoding.UTF8.GetString(_parser.Text(_block!.Text, new Cell(index, 0, true)));
    }

    /// <summary>True if the file has a column of this name.</summary>
    public bool HasColumn(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return IndexOf(column) >= 0;
    }

    /// <summary>A column's own name, for a name or a meaning; empty for none.</summary>
    /// <exception cref="ContactFileException">The file has no such column.</exception>
    public string ColumnOf(string nameOrMeaning)
    {
        ArgumentNullException.ThrowIfNull(nameOrMeaning);
        if (nameOrMeaning.Length == 0 || HasColumn(nameOrMeaning))
            return nameOrMeaning;
        foreach (var role in Enum.GetValues<ContactRole>())
        {
            if (LayoutJson.NameOf(role) == nameOrMeaning && Has(role))
                return NameOf(role);
        }

        throw new ContactFileException($"the file has no column {nameOrMeaning:by} for units");
    }

    /// <summary>The column that a diagnosis of the row last read stands in.</summary>
    /// <param name="ordinal">0 for the first diagnosis.</param>
    public string DiagnosisColumn(int ordinal) => NameOf(_parser.DiagnosisCell(ordinal), _file.Binding.Diagnoses, "dx");

    /// <summary>The diagnoses of the row last read as they are written, without those that are blank.</summary>
    public IEnumerable<string> DiagnosisTexts()
    {
        var texts = new List<string>();
        foreach (var list in _file.Binding.DiagnosisLists)
            texts.AddRange(Encoding.UTF8.GetString(_parser.Text(_block!.Text, list))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var code in _file.Binding.Diagnoses.Select(pair => pair.Code).Prepend(_file.Binding.Principal).Where(cell => cell.Exists))
        {
            var text = _parser.Text(_block!.Text, code);
            if (!text.IsEmpty)
                texts.Add(Encoding.UTF8.GetString(text));
        }

        return texts;
    }

    /// <summary>The column that a procedure of the row last read stands in.</summary>
    /// <param name="ordinal">0 for the first procedure.</param>
    public string ProcedureColumn(int ordinal) => NameOf(_parser.ProcedureCell(ordinal), _file.Binding.Procedures, "proc");

    private ContactRecord ToRecord(ReadOnlySpan<byte> data, long number)
    {
        var id = _parser.String(data, ContactRole.Id);
        var others = new string[_others.Length];
        for (var i = 0; i < others.Length; i++)
            others[i] = _parser.IsBroken
                ? ""
                : Encoding.UTF8.GetString(_parser.Text(data, _others[i])).Replace("\"\"", "\"", StringComparison.Ordinal);
        return new()
        {
            Row = number,
            Place = _rows - 1,
            Contact = _parser.Problem is null || _parser.Problem == IssueCodes.DatesInWrongOrder
                ? _parser.ToContact(id)
                : new() { Id = id },
            Issue = _parser.Problem is { } problem ? new(problem, _name, "", number, _parser.ProblemColumn) : null,
            Warnings = _parser.Problem is null && _parser.Facts.Contradictory != ContactNeeds.None
                ? [.. _parser.Facts.Warnings.Select(code => new Issue(code, _name, "", number, _parser.ColumnOf(code)))]
                : [],
            Patient = _pseudonyms is null ? _parser.String(data, ContactRole.Patient) : Pseudonym(data),
            Hospital = _parser.String(data, ContactRole.Hospital),
            Cost = _parser.String(data, ContactRole.Cost),
            Episode = _parser.String(data, ContactRole.Episode),
            LeaveDays = _parser.String(data, ContactRole.LeaveDays),
            CareForm = _parser.Facts.CareForm,
            Missing = _parser.Facts.Missing,
            HasWrongBirth = _parser.Problem == IssueCodes.DatesInWrongOrder
                && _parser.Facts.ProblemIn is GivenFact.BirthDate or GivenFact.PersonalId or GivenFact.BirthYear,
            Admission = _parser.Problem is null || _parser.Problem == IssueCodes.DatesInWrongOrder ? _parser.Admission : null,
            DischargeDate = _parser.IsBroken ? null : _parser.Discharge,
            Specialty = SpecialtyOf(data),
            StartTime = Time(data, ContactRole.StartTime, ContactRole.AdmissionDate),
            DoctorTime = _parser.String(data, ContactRole.DoctorTime),
            EndTime = Time(data, ContactRole.EndTime, ContactRole.DischargeDate),
            Others = others,
        };
    }

    private Specialty SpecialtyOf(ReadOnlySpan<byte> data) =>
        _file.Binding.SpecialtyOf(_parser.String(data, ContactRole.Specialty)).Specialty;

    /// <summary>A time from its own column, or out of the column of the date.</summary>
    private string Time(ReadOnlySpan<byte> data, ContactRole role, ContactRole ofDate)
    {
        if (Has(role))
            return _parser.String(data, role);
        var text = Has(ofDate) ? _parser.String(data, ofDate) : "";
        return text.IndexOfAny([' ', 'T']) > 0 && ClockTime.TryRead(text, out _, out _) ? text : "";
    }

    /// <summary>A running number in place of a personal identity number.</summary>
    private string Pseudonym(ReadOnlySpan<byte> data)
    {
        var text = _parser.IsBroken ? "" : Encoding.UTF8.GetString(_parser.Text(data, ContactRole.PersonalId));
        if (text.Length == 0)
            return "";
        if (!_pseudonyms!.TryGetValue(text, out var number))
            _pseudonyms[text] = number = _pseudonyms.Count + 1;
        return string.Create(CultureInfo.InvariantCulture, $"P{number}");
    }

    private string NameOf(Cell cell, (Cell Code, Cell Dagger)[] cells, string otherwise) =>
        cell.IsOuter && cell.Exists && cell.Index < _file.Binding.Header.Length ? _file.Binding.Header[cell.Index]
            : Array.FindIndex(cells, pair => pair.Code == cell) is >= 0 and var place ? $"{otherwise}{place + 1}" : otherwise;

    private int IndexOf(string column)
    {
        for (var i = 0; i < _file.Binding.Header.Length; i++)
        {
            if (_file.Binding.Header[i].Equals(column, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    /// <summary>Columns that have a meaning: what is written of them is what they mean.</summary>
    private static HashSet<int> Used(LayoutBinding binding)
    {
        var cells = Enum.GetValues<ContactRole>().Where(role => role < ContactRole.ExpDrg).Select(role => binding[role])
            .Concat(binding.Diagnoses.Concat(binding.Procedures).SelectMany(pair => new[] { pair.Code, pair.Dagger }))
            .Concat(binding.DiagnosisLists).Concat(binding.ProcedureLists).Append(binding.Principal).Append(binding.Second)
            .Append(binding.Inside);
        return [.. cells.Where(cell => cell.Exists && cell.IsOuter).Select(cell => cell.Index)];
    }
}

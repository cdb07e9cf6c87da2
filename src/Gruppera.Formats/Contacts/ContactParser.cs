using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Row -> contact, from bytes, without allocating. One per thread. Never throws for what is in a row.</summary>
internal sealed class ContactParser
{
    private readonly LayoutBinding _binding;
    private readonly RowCells _cells;
    private readonly FactCells _facts;
    private readonly DiagnosisCells _diagnoses;
    private readonly ProcedureCells _procedures;
    private readonly bool _hasPersonalId;
    private Cell _error = Cell.None;

    internal ContactParser(LayoutBinding binding, byte delimiter, WholeCodes? known = null)
    {
        _binding = binding;
        _cells = new(binding, delimiter);
        _facts = new(binding, _cells, Odd);
        _diagnoses = new(binding, _cells, known, Odd);
        _procedures = new(binding, _cells, known, Odd);
        _hasPersonalId = binding[ContactRole.PersonalId].Exists;
    }

    /// <summary>The text of the row last read, without its line end.</summary>
    internal Range Row => _cells.Row;

    /// <summary>Rows read so far, lines without any text among them: how far down the file the row stands that was read last.</summary>
    internal long Lines => _cells.Lines;

    /// <summary>Rows of nothing but delimiters that were passed over so far.</summary>
    internal long Blank => _cells.Blank;

    /// <summary>True if the cells of the row last read cannot be told apart.</summary>
    internal bool IsBroken => _cells.IsBroken;

    /// <summary>What makes the row unreadable, or null.</summary>
    internal IssueCode? Problem => _cells.IsNoContact ? FormatIssues.NoContact : _cells.IsBroken ? FormatIssues.UnreadableRow
        : IsLeftOut ? FormatIssues.LeftOutByLayout
        : _error.Exists ? FormatIssues.ErrorInContact : _facts.Problem;

    /// <summary>True if a condition of the layout says that the row last read is no contact.</summary>
    internal bool IsLeftOut { get; private set; }

    /// <summary>Values of all rows read that mean nothing.</summary>
    internal OddValues Odd { get; } = new();

    /// <summary>The column of the problem, or empty.</summary>
    internal string ProblemColumn => _cells.IsBroken || IsLeftOut ? "" : _error.Exists ? _binding.NameOf(_error)
        : _facts.Problem is null ? "" : _binding.NameOf(_facts.ProblemRole);

    /// <summary>The column that a warning is about: that of the fact that holds in spite of it.</summary>
    internal string ColumnOf(IssueCode warning) => _binding.NameOf(_facts.RoleOf(warning));

    /// <summary>Date of admission or visit of the row last read, where it is given.</summary>
    internal DateOnly? Admission => _facts.Admission;

    /// <summary>Date of discharge of the row last read, where it is given.</summary>
    internal DateOnly? Discharge => _facts.DischargeDate;

    /// <summary>Age, care days and care form of the row last read, with what is missing and contradictory.</summary>
    internal ref readonly ContactFacts Facts => ref _facts.Facts;

    /// <summary>Care form of the row last read, as given or as the layout says.</summary>
    internal CareForm CareForm => _facts.Facts.CareForm;

    /// <summary>The contact last read; valid until the next one.</summary>
    internal ContactView Contact => new(
        _facts.Sex, _facts.Facts.Age, _facts.Facts.Duration, _facts.Discharge, _diagnoses.Codes, _procedures.Codes, CareForm);

    /// <summary>The contact last read, for those that keep it.</summary>
    internal CareContact ToContact(string id = "") => new()
    {
        Id = id,
        Sex = _facts.Sex,
        Age = Facts.Age,
        Duration = Facts.Duration,
        Discharge = _facts.Discharge,
        CareForm = CareForm,
        Diagnoses = [.. _diagnoses.Codes],
        Procedures = [.. _procedures.Codes],
    };

    /// <summary>Reads the next row of a block that holds whole rows; lines without any text are passed over. False at the end.</summary>
    internal bool Read(ReadOnlySpan<byte> data, ref int position)
    {
        if (!_cells.Read(data, ref position))
            return false;
        ReadFields(data);
        return true;
    }

    /// <summary>Reads a row whose fields stand one behind the other.</summary>
    /// <param name="data">Their text.</param>
    /// <param name="start">Where the first begins.</param>
    /// <param name="ends">Where each ends.</param>
    internal void Read(ReadOnlySpan<byte> data, int start, ReadOnlySpan<int> ends)
    {
        _cells.Take(start, ends);
        ReadFields(data);
    }

    /// <summary>The cell that a diagnosis of the row last read stands in.</summary>
    internal Cell DiagnosisCell(int ordinal) => _diagnoses.CellOf(ordinal);

    /// <summary>The cell that a procedure of the row last read stands in.</summary>
    internal Cell ProcedureCell(int ordinal) => _procedures.CellOf(ordinal);

    /// <summary>The text of a cell of the row last read, trimmed.</summary>
    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, Cell cell) => _cells.Text(data, cell);

    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, ContactRole role) => _cells.Text(data, _binding[role]);

    /// <summary>The text of a column as a person wrote it, doubled quotes made single; empty in a row that is none, and where it
    /// would be a personal identity number.</summary>
    internal string String(ReadOnlySpan<byte> data, ContactRole role)
    {
        if (_cells.IsBroken || (_hasPersonalId && _binding[role] == _binding[ContactRole.PersonalId]))
            return "";
        var text = Encoding.UTF8.GetString(Text(data, role));
        return _cells.HasEscapes(_binding[role]) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>Overwrites the personal identity number of the row last read with blanks, and the whole row where nobody can say
    /// which field is which: it goes to no output.</summary>
    internal void ErasePersonalId(RowBlock block)
    {
        if (!_hasPersonalId)
            return;
        if (_cells.IsBroken)
            block.Data.AsSpan(Row).Fill((byte)' ');
        else if (block.Text.Overlaps(Text(block.Text, ContactRole.PersonalId), out var offset))
            block.Data.AsSpan(offset, Text(block.Text, ContactRole.PersonalId).Length).Fill((byte)' ');
    }

    /// <summary>Counts a code that the set does not have, unless it is counted as no code at all.</summary>
    internal void AddUnknown(Cell cell, string code)
    {
        Span<byte> text = stackalloc byte[16];
        if (code.Length is > 1 and <= 16 && Encoding.UTF8.TryGetBytes(code, text, out var length)
            && (_diagnoses.HasForm(text[..length]) || _procedures.HasForm(text[..length])))
            Odd.Add(cell, text[..length], OddKind.UnknownCode);
    }

    private void ReadFields(ReadOnlySpan<byte> data)
    {
        IsLeftOut = !_cells.IsBroken && LeavesOut(data);
        _error = Cell.None;
        if (_cells.IsBroken || IsLeftOut)
            return;
        _facts.Read(data);
        _diagnoses.Read(data);
        _procedures.Read(data);
        if (_binding.Layout.CodeConversion is { } map)
        {
            _diagnoses.Convert(map);
            _procedures.Convert(map);
        }

        if (data[Row].Contains((byte)'#'))
            _error = FindError(data);
    }

    /// <summary>A cell in which a spreadsheet has written an error in place of a value.</summary>
    private Cell FindError(ReadOnlySpan<byte> data)
    {
        foreach (var cell in _binding.Asked)
        {
            if (IsError(_cells.Text(data, cell)))
                return cell;
        }

        return Cell.None;
    }

    /// <summary>As <see cref="Tables.CellText.IsError"/>.</summary>
    private static bool IsError(ReadOnlySpan<byte> text) =>
        text is [(byte)'#', _, _, .. { Length: > 0 } rest] && !text.Contains((byte)' ')
            && (rest[^1] is (byte)'!' or (byte)'?' || text[2] == '/');

    private bool LeavesOut(ReadOnlySpan<byte> data)
    {
        foreach (var condition in _binding.Conditions)
        {
            if (condition.LeavesOut(_cells.Text(data, condition.Cell)))
                return true;
        }

        return false;
    }
}

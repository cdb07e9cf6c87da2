using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;
using Gruppera.Grouping;

namespace Gruppera.Formats.Grouped;

/// <summary>The current row: of grouped contacts its cells alone, of others the contact. One per thread.</summary>
internal sealed class GroupedRow(ContactFile file, GroupedColumns columns, Grouper? grouper)
{
    private const double DaysOfYear = 365.25;
    private readonly CsvRow _cells = new();
    private long _lines;
    private readonly CodeWords _words = new(isDiagnoses: true, file.Binding.Layout.Diagnoses.Prefix);
    private readonly byte[] _year = new byte[4];
    private readonly ContactParser? _parser = grouper is null ? null : file.NewParser(WholeCodes.Of(grouper.Definition.Set));
    private readonly CareSettingReader? _forms = grouper is null ? null : new(file.Binding);
    private readonly byte _delimiter = file.Delimiter;
    private readonly byte[] _age = new byte[16];
    private readonly byte[] _month = new byte[16];
    private readonly int _expected = file.Binding.Header.Length;

    /// <summary>Why the row cannot be read, or null.</summary>
    internal IssueCode? Problem { get; private set; }

    internal string ProblemColumn => _parser?.ProblemColumn ?? "";

    /// <summary>What to warn of in a contact that is grouped here.</summary>
    internal ImmutableArray<IssueCode> Warnings => _parser is null ? [] : _parser.Facts.Warnings;

    /// <summary>Rows read so far, lines without any text among them.</summary>
    internal long Lines => _parser?.Lines ?? _lines;

    internal string ColumnOf(IssueCode warning) => _parser!.ColumnOf(warning);

    /// <summary>Goes to the next row of a block, past lines without text. False at the end.</summary>
    internal bool Read(ReadOnlySpan<byte> data, ref int position)
    {
        if (_parser is not null)
        {
            var isThere = _parser.Read(data, ref position);
            Problem = _parser.Problem;
            return isThere;
        }

        data = RowText.WithoutEndMark(data);
        while (position < data.Length)
        {
            var start = position;
            var status = _cells.Read(data, ref position, _delimiter, isLast: true);
            _lines++;
            if (RowText.IsBlank(data[start..position], _delimiter))
                continue;
            Problem = RowText.IsTotal(data[start..position], _delimiter) ? FormatIssues.NoContact
                : status == CsvRowStatus.Complete && _cells.Count >= _expected ? null
                : FormatIssues.UnreadableRow;
            return true;
        }

        return false;
    }

    /// <summary>The contact's group, asked of the grouper.</summary>
    internal GroupingResult Group() => grouper!.Group(_parser!.Contact);

    /// <summary>Care form and specialty of the contact that was grouped.</summary>
    internal CareSetting Form(ReadOnlySpan<byte> data) => _forms!.Read(data, _parser!);

    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, Cell cell)
    {
        if (_parser is not null)
            return _parser.Text(data, cell);
        if (!cell.Exists || cell.Index >= _cells.Count)
            return default;
        return RowText.Trim(_cells.Get(data, cell.Index));
    }

    /// <summary>Date of admission or visit, or else of discharge; null if neither can be read.</summary>
    /// <param name="data">The block.</param>
    /// <param name="isDischargeFirst">True for that of discharge, or else of admission.</param>
    internal DateOnly? Date(ReadOnlySpan<byte> data, bool isDischargeFirst) => isDischargeFirst
        ? Date(data, columns.Discharge) ?? Date(data, columns.Admission)
        : Date(data, columns.Admission) ?? Date(data, columns.Discharge);

    /// <summary>Year of discharge, or else of admission; empty if neither can be read.</summary>
    internal ReadOnlySpan<byte> Year(ReadOnlySpan<byte> data)
    {
        foreach (var cell in (ReadOnlySpan<Cell>)[columns.Discharge, columns.Admission])
        {
            if (Date(data, cell) is { } date)
            {
                _ = date.Year.TryFormat(_year, out _, "0000", CultureInfo.InvariantCulture);
                return _year;
            }

            var text = Text(data, cell);
            if (text.Length >= 4 && !text[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9')
                && (text.Length == 4 || (uint)(text[4] - '0') > 9))
                return text[..4];
        }

        return default;
    }

    /// <summary>Month of discharge, or else of admission, as 2025-03; empty if neither can be read.
    /// The bytes are those of the row's own buffer.</summary>
    internal ReadOnlySpan<byte> Month(ReadOnlySpan<byte> data)
    {
        if ((Date(data, columns.Discharge) ?? Date(data, columns.Admission)) is not { } date)
            return default;
        date.TryFormat(_month, out var length, "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        return _month.AsSpan(0, length);
    }

    /// <summary>Age in completed years, of 365.25 days; empty if the file does not say.</summary>
    internal ReadOnlySpan<byte> Age(ReadOnlySpan<byte> data)
    {
        int years;
        if (WholeNumber.TryParse(Text(data, columns.AgeDays), out var days))
            years = (int)(days / DaysOfYear);
        else if (!WholeNumber.TryParse(Text(data, columns.AgeYears), out years))
            return default;
        years.TryFormat(_age, out var length, default, CultureInfo.InvariantCulture);
        return _age.AsSpan(0, length);
    }

    /// <summary>Care days: as the file has them, or by its dates; 0 if neither says; null if the number is none.</summary>
    internal int? Days(ReadOnlySpan<byte> data)
    {
        if (_parser is not null)
            return _parser.Contact.Duration.Days;
        var text = Text(data, columns.Duration);
        if (Scalars.IsBlank(text))
        {
            return columns.Discharge.Exists && Date(data, columns.Admission) is { } admission
                && Date(data, columns.Discharge) is { } discharge
                ? Math.Max(1, discharge.DayNumber - admission.DayNumber + 1)
                : 0;
        }

        return WholeNumber.TryParse(text, out var days) ? days : null;
    }

    /// <summary>True for care that NordDRG does not describe.</summary>
    internal bool IsOutside(ReadOnlySpan<byte> data) => _parser is not null
        ? _parser.CareForm == CareForm.Outside
        : Text(data, columns.Issue).SequenceEqual("GRP3051"u8)
            || (CareForm.TryRead(Text(data, columns.CareForm), out var form) && form == CareForm.Outside);

    /// <summary>True for a visit that is part of an inpatient stay: by its group, by what grouping said of it, by the episode that it was
    /// joined to, or by XS100.</summary>
    internal bool IsPartOfStay(ReadOnlySpan<byte> data)
    {
        if (_parser is null
            && (Text(data, columns.Drg).SequenceEqual(JoinedVisit.GroupText) || Text(data, columns.Issue).SequenceEqual("GRP3052"u8)))
            return true;
        if (_parser is not null)
            return JoinedVisit.Marks(_parser.Contact) || (_parser.Contact.Duration.Days == 0 && !Text(data, columns.Episode).IsEmpty);
        return (HasMark(data) || !Text(data, columns.Episode).IsEmpty) && Days(data) == 0;
    }

    private bool HasMark(ReadOnlySpan<byte> data)
    {
        foreach (var list in columns.ProcedureLists)
        {
            if (Text(data, list).IndexOf(JoinedVisit.MarkText) >= 0)
                return true;
        }

        foreach (var cell in columns.Procedures)
        {
            if (Text(data, cell).SequenceEqual(JoinedVisit.MarkText))
                return true;
        }

        return false;
    }

    /// <summary>Diagnoses recorded besides the principal one; -1 if the file has no column of diagnoses.</summary>
    internal int SecondaryDiagnoses(ReadOnlySpan<byte> data)
    {
        if (_parser is not null)
            return Math.Max(0, _parser.Contact.Diagnoses.Length - 1);
        if (columns.Diagnoses.IsEmpty)
            return -1;
        var count = 0;
        var hasPrincipal = !columns.Principal.Exists || !Scalars.IsBlank(Text(data, columns.Principal));
        foreach (var cell in columns.Diagnoses)
            count += _words.Count(Text(data, cell));
        return Math.Max(0, hasPrincipal ? count - 1 : count);
    }

    /// <summary>The date of a cell; null if it has none that can be read.</summary>
    internal DateOnly? Date(ReadOnlySpan<byte> data, Cell cell)
    {
        var text = Text(data, cell);
        return !Scalars.IsBlank(text) && Scalars.TryReadDate(text, file.Binding.Layout.Dates, Scalars.FirstSerial, out var date)
            ? date
            : null;
    }
}

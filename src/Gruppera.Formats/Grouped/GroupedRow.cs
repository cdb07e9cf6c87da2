using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Grouping;

namespace Gruppera.Formats.Grouped;

/// <summary>The row at hand: of grouped contacts its cells alone, of others the contact. One per thread.</summary>
internal sealed class GroupedRow(ContactFile file, GroupedColumns columns, Grouper? grouper)
{
    private readonly CsvRow _cells = new();
    private readonly ContactParser? _parser = grouper is null ? null : file.NewParser();
    private readonly ContactFormReader? _forms = grouper is null ? null : new(file.Binding);
    private readonly byte _delimiter = file.Delimiter;
    private readonly byte[] _month = new byte[16];
    private readonly int _expected = file.Binding.Header.Length;

    /// <summary>Why the row cannot be read, or null.</summary>
    internal IssueCode? Problem { get; private set; }

    internal string ProblemColumn => _parser?.ProblemColumn ?? "";

    /// <summary>Goes to the next row of a block, past lines without text. False at the end.</summary>
    internal bool Read(ReadOnlySpan<byte> data, ref int position)
    {
        if (_parser is not null)
        {
            var isThere = _parser.Read(data, ref position);
            Problem = _parser.Problem;
            return isThere;
        }

        while (position < data.Length)
        {
            var start = position;
            var status = _cells.Read(data, ref position, _delimiter, isLast: true);
            if (_cells.Count == 1 && data[start..position].Trim("\r\n"u8).IsEmpty)
                continue;
            Problem = status == CsvRowStatus.Complete && _cells.Count >= _expected ? null : IssueCodes.UnreadableRow;
            return true;
        }

        return false;
    }

    /// <summary>The contact's group, asked of the grouper.</summary>
    internal GroupingResult Group() => grouper!.Group(_parser!.Contact);

    /// <summary>Care form and specialty of the contact that was grouped.</summary>
    internal ContactForm Form(ReadOnlySpan<byte> data) => _forms!.Read(data, _parser!);

    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, Cell cell)
    {
        if (_parser is not null)
            return _parser.Text(data, cell);
        if (!cell.Exists || cell.Index >= _cells.Count)
            return default;
        var text = _cells.Get(data, cell.Index);
        return text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t"u8);
    }

    /// <summary>Date of admission or visit, or else of discharge; null where neither can be read.</summary>
    internal DateOnly? Date(ReadOnlySpan<byte> data) => Date(data, columns.Admission) ?? Date(data, columns.Discharge);

    /// <summary>Year of discharge, or else of admission; empty where neither can be read.</summary>
    internal ReadOnlySpan<byte> Year(ReadOnlySpan<byte> data)
    {
        foreach (var cell in (ReadOnlySpan<Cell>)[columns.Discharge, columns.Admission])
        {
            var text = Text(data, cell);
            if (text.Length >= 4 && !text[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return text[..4];
        }

        return default;
    }

    /// <summary>Month of discharge, or else of admission, as 2025-03; empty where neither can be read. The bytes are those of the row's own buffer.</summary>
    internal ReadOnlySpan<byte> Month(ReadOnlySpan<byte> data)
    {
        if ((Date(data, columns.Discharge) ?? Date(data, columns.Admission)) is not { } date)
            return default;
        date.TryFormat(_month, out var length, "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        return _month.AsSpan(0, length);
    }

    /// <summary>Care days: as the file has them, or by its dates; 0 where neither says; null where the number is none.</summary>
    internal int? Days(ReadOnlySpan<byte> data)
    {
        if (_parser is not null)
            return _parser.Contact.Duration.Days;
        var text = Text(data, columns.Duration);
        if (text.IsEmpty)
        {
            return columns.Discharge.Exists && Date(data, columns.Admission) is { } admission && Date(data, columns.Discharge) is { } discharge
                ? Math.Max(1, Duration.FromDates(admission, discharge).Days)
                : 0;
        }

        return CostText.TryRead(text, out var days, out var mark) && mark == 0 && days is >= 0 and < 10_000_000 ? (int)days : null;
    }

    /// <summary>True for care that NordDRG does not describe.</summary>
    internal bool IsOutside(ReadOnlySpan<byte> data) => _parser is not null
        ? _parser.CareForm == CareForm.Outside
        : Text(data, columns.Issue).SequenceEqual("GRP3051"u8) || (CareForm.TryParse(Text(data, columns.CareForm), out var form) && form == CareForm.Outside);

    /// <summary>True for a visit that is part of an inpatient stay: by its group, by what grouping said of it, by the episode that it was joined
    /// to, or by XS100.</summary>
    internal bool IsPartOfStay(ReadOnlySpan<byte> data)
    {
        if (_parser is null && (Text(data, columns.Drg).SequenceEqual(JoinedVisit.GroupText) || Text(data, columns.Issue).SequenceEqual("GRP3052"u8)))
            return true;
        if (_parser is not null)
            return JoinedVisit.Marks(_parser.Contact) || (_parser.Contact.Duration.Days == 0 && !Text(data, columns.Episode).IsEmpty);
        return (HasMark(data) || !Text(data, columns.Episode).IsEmpty) && Days(data) == 0;
    }

    private bool HasMark(ReadOnlySpan<byte> data)
    {
        if (Text(data, columns.ProcedureList).IndexOf(JoinedVisit.MarkText) >= 0)
            return true;
        foreach (var cell in columns.Procedures)
        {
            if (Text(data, cell).SequenceEqual(JoinedVisit.MarkText))
                return true;
        }

        return false;
    }

    /// <summary>Diagnoses recorded besides the principal one.</summary>
    internal int SecondaryDiagnoses(ReadOnlySpan<byte> data)
    {
        if (_parser is not null)
            return Math.Max(0, _parser.Contact.Diagnoses.Length - 1);
        var (count, before) = (0, (byte)' ');
        foreach (var b in Text(data, columns.DiagnosisList))
        {
            count += b > ' ' && before <= ' ' ? 1 : 0;
            before = b;
        }

        foreach (var cell in columns.Diagnoses)
            count += Text(data, cell).IsEmpty ? 0 : 1;
        return Math.Max(0, count - 1);
    }

    private DateOnly? Date(ReadOnlySpan<byte> data, Cell cell)
    {
        var text = Text(data, cell);
        foreach (var form in file.Binding.Layout.Dates)
        {
            if (!text.IsEmpty && DateForms.TryRead(text, form, out var date))
                return date;
        }

        return null;
    }
}

using System.Globalization;
using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>Writes contacts in the canonical layout: what the grouper needs, who and where, and the columns that have no meaning
/// here as they stood. Rows whose dates are in the wrong order keep them, and are so again when they are read.
/// Dates of birth and personal identity numbers are not among them. Not thread-safe.</summary>
public sealed class CanonicalWriter : IDisposable
{
    private static readonly string[] Columns =
    [
        "id", "patient", "hospital", "care_form", "specialty", "sex", "age_days", "admission_date", "discharge_date", "duration",
        "discharge",
        "start_time", "doctor_time", "end_time", "leave_days", "cost", "episode", "diagnoses", "procedures",
    ];

    private readonly StreamWriter _writer;
    private readonly StringBuilder _row = new();
    private readonly bool _withIssues;
    private readonly bool _withRows;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Takes UTF-8 text; it stays open.</param>
    /// <param name="otherColumns">Columns without a meaning, as <see cref="RecordReader.OtherColumns"/> has them; one whose name has a
    /// meaning here gets <c>_in</c> at its end.</param>
    /// <param name="withIssues">True for a last column with the codes of what is wrong or odd in a row.</param>
    /// <param name="withRows">True for a first column with the row in the file, which parts by patient are put in order by.</param>
    public CanonicalWriter(Stream output, IEnumerable<string> otherColumns, bool withIssues = false, bool withRows = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(otherColumns);
        _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        (_withIssues, _withRows) = (withIssues, withRows);
        if (withRows)
            Add("row");
        foreach (var column in ColumnsOf(otherColumns, withIssues))
            Add(column);
        End();
    }

    /// <summary>Names of the columns that are written.</summary>
    /// <param name="otherColumns">Columns without a meaning.</param>
    /// <param name="withIssues">True with the column of issues.</param>
    public static IEnumerable<string> ColumnsOf(IEnumerable<string> otherColumns, bool withIssues = false)
    {
        ArgumentNullException.ThrowIfNull(otherColumns);
        var reserved = Reserved();
        if (withIssues)
            reserved.Add(ResultColumn.Issue.Name);
        return [.. Columns, .. otherColumns.Select(name => reserved.Contains(name) ? name + "_in" : name),
            .. withIssues ? [ResultColumn.Issue.Name] : Array.Empty<string>()];
    }

    /// <summary>Writes a row.</summary>
    public void Write(ContactRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var contact = record.Contact;
        if (_withRows)
            Add(record.Row.ToString(CultureInfo.InvariantCulture));
        Add(contact.Id);
        Add(record.Patient);
        Add(record.Hospital);
        Add(CareFormOf(record) is var form && form == CareForm.ByDates ? "" : form.Word);
        Add(record.Specialty.Word);
        Add(contact.Sex.Letter);
        Add(record.HasWrongBirth ? "-1"
            : record.Missing.HasFlag(ContactNeeds.Age) ? ""
            : contact.Age.Days.ToString(CultureInfo.InvariantCulture));
        Add(Text(record.Admission));
        Add(Text(record.DischargeDate));
        Add(record.Issue is not null || record.Missing.HasFlag(ContactNeeds.Duration)
            ? ""
            : contact.Duration.Days.ToString(CultureInfo.InvariantCulture));
        Add(contact.Discharge.Letter is { Length: > 0 } letter ? letter : "N");
        Add(record.StartTime);
        Add(record.DoctorTime);
        Add(record.EndTime);
        Add(record.LeaveDays);
        Add(record.Cost);
        Add(record.Episode);
        Add(string.Join(' ', contact.Diagnoses));
        Add(string.Join(' ', contact.Procedures));
        foreach (var other in record.Others)
            Add(other);
        if (_withIssues)
            Add(string.Join(' ', record.Warnings.Prepend(record.Issue).Where(issue => issue is not null).Select(issue => issue!.Code.Id)));
        End();
    }

    /// <summary>Writes what is left; the stream stays open.</summary>
    public void Dispose() => _writer.Dispose();

    private static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What the care days make of the contact; where they are missing, the form that was given.</summary>
    private static CareForm CareFormOf(ContactRecord record) =>
        record.CareForm is CareForm.Outside or CareForm.Primary ? record.CareForm
        : record.Issue is not null || record.Missing.HasFlag(ContactNeeds.Duration) ? record.CareForm
        : record.IsInpatient ? CareForm.Inpatient : CareForm.Outpatient;

    private void Add(string field) => _row.Append(CsvText.Quote(field, ',')).Append(',');

    private void End()
    {
        _row.Length--;
        _writer.WriteLine(_row);
        _row.Clear();
    }

    /// <summary>Names that the canonical layout gives a meaning, so that no other column may have them.</summary>
    private static HashSet<string> Reserved() =>
        new(LayoutCatalog.Find("canonical")!.Columns.Where(column => column.Key < ContactRole.ExpDrg).Select(column => column.Value.Name)
            .Concat(Columns), StringComparer.OrdinalIgnoreCase);
}

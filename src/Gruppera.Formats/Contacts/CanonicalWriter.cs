using System.Globalization;
using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>Writes contacts in the canonical layout: what the grouper needs, who and where, and the columns that have no meaning
/// here as they stood. Dates of birth and personal identity numbers are not among them. Not thread-safe.</summary>
internal sealed class CanonicalWriter : IDisposable
{
    private static readonly string[] Columns =
    [
        "id", "patient", "hospital", "care_form", "sex", "age_days", "admission_date", "duration", "discharge", "leave_days", "cost",
        "episode", "diagnoses", "procedures",
    ];

    private readonly StreamWriter _writer;
    private readonly StringBuilder _row = new();

    internal CanonicalWriter(Stream output, IEnumerable<string> otherColumns)
    {
        _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var reserved = Reserved();
        foreach (var column in Columns.Concat(otherColumns.Select(name => reserved.Contains(name) ? name + "_in" : name)))
            Add(column);
        End();
    }

    internal void Write(ContactRecord record)
    {
        var contact = record.Contact;
        Add(contact.Id);
        Add(record.Patient);
        Add(record.Hospital);
        Add(CareFormOf(record));
        Add(contact.Sex.Letter);
        Add(record.Missing.HasFlag(ContactNeeds.Age) ? "" : contact.Age.Days.ToString(CultureInfo.InvariantCulture));
        Add(record.Admission?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        Add(record.Missing.HasFlag(ContactNeeds.Duration) ? "" : contact.Duration.Days.ToString(CultureInfo.InvariantCulture));
        Add(contact.Discharge.Letter is { Length: > 0 } letter ? letter : "N");
        Add(record.LeaveDays);
        Add(record.Cost);
        Add(record.Episode);
        Add(string.Join(' ', contact.Diagnoses));
        Add(string.Join(' ', contact.Procedures));
        foreach (var other in record.Others)
            Add(other);
        End();
    }

    /// <summary>Writes what is left; the stream stays open.</summary>
    public void Dispose() => _writer.Dispose();

    /// <summary>What the care days make of the contact; where they are missing, the form that was given.</summary>
    private static string CareFormOf(ContactRecord record) =>
        record.CareForm == CareForm.Outside ? CareForm.Outside.Word
        : record.Missing.HasFlag(ContactNeeds.Duration) ? record.CareForm == CareForm.Inpatient ? CareForm.Inpatient.Word : ""
        : record.IsInpatient ? CareForm.Inpatient.Word : CareForm.Outpatient.Word;

    private void Add(string field) => _row.Append(CsvText.Quote(field, ',')).Append(',');

    private void End()
    {
        _row.Length--;
        _writer.WriteLine(_row);
        _row.Clear();
    }

    /// <summary>Names that the canonical layout gives a meaning, so that no other column may have them.</summary>
    private static HashSet<string> Reserved() =>
        new(LayoutCatalog.Find("canonical")!.Columns.Values.Select(column => column.Name).Concat(Columns), StringComparer.OrdinalIgnoreCase);
}

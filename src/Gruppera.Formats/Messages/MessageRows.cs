using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Messages;

/// <summary>Takes grouped rows, whole rows at a time and the header first, and hands on each contact. Not thread-safe.</summary>
public sealed class MessageRows : IDisposable
{
    private readonly Rows _rows;

    /// <summary>Makes it.</summary>
    /// <param name="layout">How the contacts were read: it tells which columns are id, patient, hospital, sex and dates.</param>
    /// <param name="delimiter">Delimiter of the rows; 0 for those of a workbook or a table, which get semicolons.</param>
    /// <param name="take">Takes each contact, in the order of the rows.</param>
    public MessageRows(ContactLayout layout, char delimiter, Action<GroupedMessage> take)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(take);
        _rows = new(layout, delimiter == '\0' ? (byte)';' : (byte)delimiter, take);
    }

    /// <summary>Takes the rows.</summary>
    public Stream Stream => _rows;

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private sealed class Rows(ContactLayout read, byte delimiter, Action<GroupedMessage> take) : WriteStream
    {
        private Columns? _columns;
        private ContactParser? _parser;
        private long _number;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var position = 0;
            if (_columns is null)
                ReadHeader(buffer, ref position);
            while (_parser!.Read(buffer, ref position))
                take(Message(buffer));
        }

        private void ReadHeader(ReadOnlySpan<byte> buffer, ref int position)
        {
            var row = new CsvRow();
            row.Read(buffer, ref position, delimiter, isLast: true);
            var names = new string[row.Count];
            for (var i = 0; i < names.Length; i++)
                names[i] = row.TextOf(buffer, i);
            var header = names.ToImmutableArray();
            _columns = new(header);
            // A line of fixed width became columns with the names of the canonical layout.
            var layout = read.IsFixedWidth || read.Inside is not null || !read.HasHeader
                ? LayoutFit.Canonical : read;
            _parser = new(new(layout, header), delimiter);
        }

        private GroupedMessage Message(ReadOnlySpan<byte> buffer) => new()
        {
            Number = ++_number,
            Id = _parser!.String(buffer, ContactRole.Id),
            Patient = _parser.String(buffer, ContactRole.Patient),
            Hospital = _parser.String(buffer, ContactRole.Hospital),
            Sex = _parser.Contact.Sex,
            Admission = _parser.Admission,
            Discharge = _parser.Discharge,
            CareForm = Text(buffer, _columns!.CareForm) is { Length: > 0 } form ? form : FormOf(Text(buffer, _columns.CareFormRead)),
            Drg = Text(buffer, _columns.Drg),
            DrgName = Text(buffer, _columns.DrgName),
            Mdc = Text(buffer, _columns.Mdc),
            ReturnCode = Text(buffer, _columns.ReturnCode),
            Complication = Text(buffer, _columns.Complication),
            Set = Text(buffer, _columns.Set),
            Order = Text(buffer, _columns.Order),
            Rule = Text(buffer, _columns.Rule),
            Weight = Text(buffer, _columns.Weight),
            Issue = Text(buffer, _columns.Issue),
        };

        /// <summary>The care form as it was read, of a contact without result; empty where it is no word of ours.</summary>
        private static string FormOf(string word) =>
            word == CareForm.Inpatient.Word || word == CareForm.Outpatient.Word || word == CareForm.Primary.Word ? word : "";

        private string Text(ReadOnlySpan<byte> buffer, Cell cell) => cell.Exists
            ? Encoding.UTF8.GetString(_parser!.Text(buffer, cell)).Replace("\"\"", "\"", StringComparison.Ordinal)
            : "";
    }

    /// <summary>Where the columns of results are: the last of their names.</summary>
    private sealed class Columns(ImmutableArray<string> header)
    {
        internal Cell Drg { get; } = Of(header, "drg");

        internal Cell DrgName { get; } = Of(header, "drg_name");

        internal Cell Mdc { get; } = Of(header, "mdc");

        internal Cell ReturnCode { get; } = Of(header, "rtc");

        internal Cell Complication { get; } = Of(header, "cc");

        internal Cell CareForm { get; } = Of(header, "care_form");

        internal Cell CareFormRead { get; } = Of(header, "care_form_in");

        internal Cell Set { get; } = Of(header, "set");

        internal Cell Order { get; } = Of(header, "ord");

        internal Cell Rule { get; } = Of(header, "rule_id");

        internal Cell Weight { get; } = Of(header, "weight");

        internal Cell Issue { get; } = Of(header, "issue");

        private static Cell Of(ImmutableArray<string> header, string name) =>
            header.LastIndexOf(name) is >= 0 and var at ? new(at, 0, true) : Cell.None;
    }
}

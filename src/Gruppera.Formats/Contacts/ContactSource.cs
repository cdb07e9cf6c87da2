using System.Text;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>An open file of contacts as UTF-8 text: plain or gzipped, in any encoding, or a table of dBase or Excel as if it were
/// delimited text. What it is, is found out from what it holds. Not thread-safe.</summary>
public sealed class ContactSource : IDisposable
{
    private const int BufferSize = 1 << 18;
    private static readonly string[] Foreign =
        [".SAV", ".ZSAV", ".POR", ".SAS7BDAT", ".XPT", ".DTA", ".PARQUET", ".RDS", ".RDATA", ".JSON", ".NDJSON", ".ODS"];
    private readonly Stream _source;
    private readonly IssueList _issues;
    private readonly string _format;

    static ContactSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ContactSource(string name, Stream source, Stream text, IssueList? issues = null, string format = "") =>
        (Name, _source, Text, _issues, _format) = (name, source, text, issues ?? new(), format);

    /// <summary>Name of the file, without its path.</summary>
    public string Name { get; }

    /// <summary>The text.</summary>
    public Stream Text { get; }

    /// <summary>Bytes of the file, packed as it is; 0 if unknown.</summary>
    public long Length => _source.CanSeek ? _source.Length : 0;

    /// <summary>How far into <see cref="Length"/> reading has come.</summary>
    public long Position => _source.CanSeek ? _source.Position : 0;

    /// <summary>True for a gzipped file.</summary>
    public bool IsPacked { get; private init; }

    /// <summary>Name of the encoding of the text: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c>, <c>windows-1252</c>, or what the layout
    /// says.
    /// Empty as long as nothing but ASCII was read, and for workbooks, which are always UTF-8 inside.</summary>
    public string EncodingName => Text is TextInput text ? text.Encoding : "";

    /// <summary>True if the text is UTF-8 but for single bytes, which were read as Windows-1252.</summary>
    public bool IsMixed => Text is TextInput { IsMixed: true };

    /// <summary>The sheet of a workbook that is read; empty for other files.</summary>
    public string Sheet { get; private init; } = "";

    /// <summary>The row that the header stands in, the first being 1; 0 if it is not known.</summary>
    public int HeaderRow { get; private init; }

    /// <summary>What was found in the cells of a workbook so far, such as numbers that a spreadsheet has rounded.</summary>
    public IReadOnlyCollection<Issue> Issues => _issues;

    /// <summary>A reading of this file with what the text does not show: what kind of file it is.</summary>
    public Reading Complete(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return _format.Length > 0
            ? reading with { Format = _format, Delimiter = '\0', Encoding = "", Sheet = Sheet, HeaderRow = HeaderRow }
            : reading with { Encoding = EncodingName };
    }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">Path, or <c>-</c>.</param>
    /// <param name="encoding">Encoding of the text where nothing better is found; dBase and Excel know their own.</param>
    /// <param name="sheet">Sheet of a workbook, by name or number; null to find it.</param>
    /// <exception cref="ContactFileException">There is no such file, it cannot be opened, or it holds no table.</exception>
    public static ContactSource Open(string path, string encoding = "utf-8", string? sheet = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(path, encoding, null, sheet);
    }

    /// <summary>Opens a file that a layout is known of: in a workbook the sheet and the header row that fit it best are taken.</summary>
    /// <param name="path">Path, or <c>-</c>.</param>
    /// <param name="layout">How the file is written.</param>
    /// <param name="sheet">Sheet of a workbook, by name or number; null to find it.</param>
    /// <exception cref="ContactFileException">There is no such file, it cannot be opened, or it holds no table.</exception>
    public static ContactSource Open(string path, ContactLayout layout, string? sheet = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(layout);
        return Open(path, layout.Encoding, layout, sheet);
    }

    /// <summary>Opens what a stream brings, which is closed with it: text, plain or gzipped.</summary>
    /// <exception cref="ContactFileException">It is no text.</exception>
    public static ContactSource Of(Stream stream, string name = "", string encoding = "utf-8")
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Of(name, stream, new HeadStream(stream), encoding);
    }

    /// <summary>Lines as UTF-8 text to read, taken while it is read; closing the text closes them.</summary>
    /// <param name="lines">The lines, without their ends.</param>
    public static Stream OfLines(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new LinesStream(lines);
    }

    /// <summary>True for the name of an encoding that files can have, such as <c>utf-8</c> or <c>windows-1252</c>.</summary>
    public static bool IsEncoding(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FindEncoding(name) is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Text.Dispose();
        _source.Dispose();
    }

    /// <summary>An encoding by name; null if it is not known.</summary>
    internal static Encoding? FindEncoding(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal static string NameOf(string path) => path == "-" ? path : Path.GetFileName(path);

    private static ContactSource Open(string path, string encoding, ContactLayout? layout, string? sheet)
    {
        var head = OpenBytes(path, out var source);
        if (WorkbookKind(path, head) is { } open)
        {
            source.Dispose();
            return OfWorkbook(path, open, layout, sheet);
        }

        var extension = Path.GetExtension(path);
        if (Array.IndexOf(Foreign, extension.ToUpperInvariant()) >= 0)
        {
            source.Dispose();
            throw new ContactFileException(
                $"{NameOf(path):path} is a file of {extension:extension}, which contacts are not read from: save it as .csv or .xlsx");
        }

        if (!extension.Equals(".dbf", StringComparison.OrdinalIgnoreCase))
            return Of(NameOf(path), source, head, encoding);
        source.Dispose();
        return OfDbase(path);
    }

    private static HeadStream OpenBytes(string path, out Stream source)
    {
        try
        {
            source = path == "-"
                ? StandardStreams.OpenInput()
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            return new(source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContactFileException($"cannot open {path}: {exception.Message}");
        }
    }

    /// <summary>How a workbook is opened; null if the file is none.</summary>
    private static Func<Stream>? WorkbookKind(string path, HeadStream head)
    {
        var isNamedSo = Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLS" or ".XLSM";
        if (!Workbook.Is(head.Peek(8)))
        {
            return isNamedSo
                ? throw new ContactFileException(
                    $"{NameOf(path):path} has the name of a workbook but is not one: if it is text, give it a name that ends in .csv")
                : null;
        }

        return Place.IsReadOnce(path)
            ? throw new ContactFileException(
                "a workbook cannot be read from a stream: give a file")
            : () => File.OpenRead(path);
    }

    private static ContactSource Of(string name, Stream source, HeadStream head, string encoding)
    {
        var isPacked = GzipInput.Is(head.Peek(3));
        if (!isPacked && Path.GetExtension(name).Equals(".gz", StringComparison.OrdinalIgnoreCase) && head.Peek(1).Length > 0)
            throw Failure("its name ends in .gz, but it is not compressed, or it is damaged");
        Stream bytes = isPacked ? new GzipInput(head, Failure) : head;
        return new(name, source, new TextInput(bytes, Failure, FindEncoding(encoding))) { IsPacked = isPacked };

        ContactFileException Failure(Text text) =>
            new($"cannot read {name}: {text}");
    }

    private static ContactSource OfDbase(string path)
    {
        var issues = new IssueList();
        var name = NameOf(path);
        var table = DeliveryTable.In(new(name, path, null), new(), issues).FirstOrDefault();
        TableTextStream.Check(issues);
        return table is null
            ? throw NoTable(name)
            : new(name, Stream.Null, new TableTextStream(table.Open(issues), issues: issues), issues, "dbf") { HeaderRow = 1 };
    }

    private static ContactSource OfWorkbook(string path, Func<Stream> open, ContactLayout? layout, string? sheet)
    {
        var name = NameOf(path);
        var issues = new IssueList();
        var place = ContactSheet.Find(open, path, layout is null ? LayoutCatalog.All : [layout], sheet) ?? throw NoTable(name);
        var table = new ExcelTableReader(place.Book, place.Sheet, place.HeaderRow, issues)
        {
            Table = place.Book.Sheets[place.Sheet],
            File = name,
        };
        return new(name, Stream.Null, new TableTextStream(table, place.HeaderRow, issues), issues, FormatOf(name))
        {
            Sheet = table.Table,
            HeaderRow = place.HeaderRow,
        };
    }

    private static string FormatOf(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is (".xls" or ".xlsm") and var extension ? extension[1..] : "xlsx";

    private static ContactFileException NoTable(string name) => new($"{name} contains no table");
}

using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Fhir;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>An open file of contacts as UTF-8 text: plain or gzipped, in any encoding, or a table of dBase or Excel, or
/// resources of FHIR, as if they were delimited text. What it is, is found out from what it holds. Not thread-safe.</summary>
public sealed class ContactSource : IDisposable
{
    private const int BufferSize = 1 << 18;
    private static readonly string[] Foreign =
        [".SAV", ".ZSAV", ".POR", ".SAS7BDAT", ".XPT", ".DTA", ".PARQUET", ".RDS", ".RDATA", ".ODS"];
    private readonly Stream _source;
    private readonly IReadOnlyCollection<Issue> _issues;
    private readonly string _format;
    private readonly FhirContacts? _fhir;
    private readonly long _length;

    static ContactSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ContactSource(string name, Stream source, Stream text, IReadOnlyCollection<Issue>? issues = null, string format = "") =>
        (Name, _source, Text, _issues, _format) = (name, source, text, issues ?? [], format);

    private ContactSource(string name, Stream source, Stream text, long length)
        : this(name, source, text) => _length = length;

    private ContactSource(string name, Stream source, FhirContacts fhir)
        : this(name, source, new LinesStream(fhir.Lines(), source), null, "fhir") => _fhir = fhir;

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

    /// <summary>Why the file is read as a whole and has no parts; null for text and for what has rows by number.</summary>
    internal Text? WhyWhole =>
        IsPacked ? (Text)"it is compressed, and every part would have to unpack all of it. Unpack it, or write it as Parquet"
        : _fhir is not null ? (Text)"resources of FHIR are found and joined in all of it. Write its contacts as CSV or Parquet"
        : Sheet.Length > 0 ? (Text)"every part would have to unpack all of the workbook. Save it as CSV, or write it as Parquet"
        : _format.Length > 0 && !IsPart ? (Text)"it is read as a whole. Save it as CSV, or write it as Parquet"
        : !IsPart && _length == 0 && !_source.CanSeek ? (Text)"it can be read once only. Write it to a file"
        : null;

    /// <summary>True for the rows of one part alone, as a table with numbered rows gives them.</summary>
    internal bool IsPart { get; private init; }

    /// <summary>Bytes of the text, so far as that is known before it is read: letters outside ASCII may have more.</summary>
    internal long TextLength =>
        (_length > 0 ? _length : Length) / (EncodingName.StartsWith("utf-16", StringComparison.Ordinal) ? 2 : 1);

    /// <summary>The sheet of a workbook that is read; empty for other files.</summary>
    public string Sheet { get; private init; } = "";

    /// <summary>The row that the header stands in, the first being 1; 0 if it is not known.</summary>
    public int HeaderRow { get; private init; }

    /// <summary>The columns with their types, where the file has types; empty for text, dBase and Excel.</summary>
    public ImmutableArray<TableColumn> Columns { get; private init; } = [];

    /// <summary>What was found besides contacts so far: in the cells of a workbook, such as numbers that a spreadsheet has rounded, or what
    /// of FHIR was left out.</summary>
    public IReadOnlyCollection<Issue> Issues => _fhir is null ? _issues : [.. _fhir.Issues(Name)];

    /// <summary>A reading of this file with what the text does not show: what kind of file it is.</summary>
    public Reading Complete(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return _format.Length > 0
            ? reading with
            {
                Format = _format,
                Delimiter = '\0',
                Encoding = "",
                Sheet = Sheet,
                HeaderRow = Math.Max(HeaderRow, reading.HeaderRow),
            }
            : reading with { Encoding = EncodingName };
    }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">Path, or <c>-</c>.</param>
    /// <param name="encoding">Encoding of the text where nothing better is found; dBase and Excel know their own.</param>
    /// <param name="sheet">Sheet of a workbook, by name or number; null to find it.</param>
    /// <param name="fhir">What codes of FHIR mean; null for the mapping that comes with the program.</param>
    /// <exception cref="ContactFileException">There is no such file, it cannot be opened, or it holds no table.</exception>
    public static ContactSource Open(string path, string encoding = "utf-8", string? sheet = null, FhirMapping? fhir = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(path, encoding, null, sheet, fhir);
    }

    /// <summary>Opens a file that a layout is known of: in a workbook the sheet and the header row that fit it best are taken.</summary>
    /// <param name="path">Path, or <c>-</c>.</param>
    /// <param name="layout">How the file is written.</param>
    /// <param name="sheet">Sheet of a workbook, by name or number; null to find it.</param>
    /// <param name="fhir">What codes of FHIR mean; null for the mapping that comes with the program.</param>
    /// <exception cref="ContactFileException">There is no such file, it cannot be opened, or it holds no table.</exception>
    public static ContactSource Open(string path, ContactLayout layout, string? sheet = null, FhirMapping? fhir = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(layout);
        return Open(path, layout.Encoding, layout, sheet, fhir);
    }

    /// <summary>Opens one part of a table whose rows have numbers, as Parquet has them; null for all else, whose text is gone through by
    /// <see cref="PartitionedText"/>.</summary>
    /// <param name="path">Path.</param>
    /// <param name="partition">Which part.</param>
    /// <exception cref="ContactFileException">There is no such file, or it cannot be read.</exception>
    public static ContactSource? OpenPart(string path, Partition partition)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(partition);
        return TableFormats.ReaderOf(path)?.Open(path, partition) is { } table
            ? new(table.Name, Stream.Null, table.Text, table.Issues, table.Format) { HeaderRow = 1, Columns = table.Columns, IsPart = true }
            : null;
    }

    /// <summary>Opens what a stream brings, which is closed with it: text, plain or gzipped.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="encoding">Encoding of the text where nothing better is found.</param>
    /// <param name="fhir">What codes of FHIR mean; null for the mapping that comes with the program.</param>
    /// <exception cref="ContactFileException">It is no text.</exception>
    public static ContactSource Of(Stream stream, string name = "", string encoding = "utf-8", FhirMapping? fhir = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Of(name, stream, new HeadStream(stream), encoding, fhir);
    }

    /// <summary>A table that is open already; it is closed with this.</summary>
    public static ContactSource Of(TableSource table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(table.Name, Stream.Null, table.Text, table.Issues, table.Format) { HeaderRow = 1, Columns = table.Columns };
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

    private static ContactSource Open(string path, string encoding, ContactLayout? layout, string? sheet, FhirMapping? fhir)
    {
        if (TableFormats.ReaderOf(path) is { } format)
            return Of(format.Open(path));
        if (OfFolder(path, fhir) is { } folder)
            return folder;
        var head = OpenBytes(path, out var source);
        if (OfZip(path, head, source, encoding, fhir) is { } zipped)
            return zipped;
        if (WorkbookKind(path, head) is { } open)
        {
            source.Dispose();
            return OfWorkbook(path, open, layout, sheet);
        }

        var extension = Path.GetExtension(path);
        if (IsForeign(path))
        {
            source.Dispose();
            throw NotRead(NameOf(path));
        }

        if (!extension.Equals(".dbf", StringComparison.OrdinalIgnoreCase))
            return Of(NameOf(path), source, head, encoding, fhir);
        source.Dispose();
        return OfDbase(path);
    }

    private static bool IsForeign(string path) => Array.IndexOf(Foreign, Path.GetExtension(path).ToUpperInvariant()) >= 0;

    private static ContactFileException NotRead(string name) => new(
        $"{name:path} is a file of {Path.GetExtension(name):extension}, which contacts are not read from: save it as .csv or .xlsx");

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
            throw CannotOpen(path, exception);
        }
    }

    /// <summary>The text in a zip archive; null for a file that is none.</summary>
    private static ContactSource? OfZip(string path, HeadStream head, Stream source, string encoding, FhirMapping? fhir)
    {
        var isOther = Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLSM" or ".ODS";
        if (isOther || !ZipInput.Is(head.Peek(4)) || Place.IsReadOnce(path))
            return null;
        source.Position = 0;
        try
        {
            var name = NameOf(path);
            if (ZipInput.Open(source, text => CannotRead(name, text)) is { } zip)
                return IsForeign(zip.Name) ? throw NotRead(zip.Name) : Of(
                    $"{name}/{zip.Name}", source, new HeadStream(zip), encoding, fhir);
        }
        catch
        {
            source.Dispose();
            throw;
        }

        source.Position = 0;
        return null;
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

    /// <summary>A folder of FHIR resources that belong together, as a bulk export is; null for all else.</summary>
    private static ContactSource? OfFolder(string path, FhirMapping? fhir)
    {
        if (!Directory.Exists(path))
            return null;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        var files = Directory.EnumerateFiles(path).Where(IsFhirName).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            return OfTexts(path, name);
        return new(name, Stream.Null, Contacts([.. files.Select(file => (NameOf(file), (Func<Stream>)(() => Unpacked(file))))], fhir));
    }

    private static Stream Unpacked(string file)
    {
        var head = OpenBytes(file, out _);
        return GzipInput.Is(head.Peek(3)) ? new GzipInput(head, text => CannotRead(NameOf(file), text)) : head;
    }

    /// <summary>A folder of text files with the same columns; null for a folder without any.</summary>
    private static ContactSource? OfTexts(string path, string name)
    {
        var files = FolderText.FilesOf(path);
        var texts = files.Select(file => (NameOf(file), (Func<Stream>)(() =>
            new TextInput(Unpacked(file), text => CannotRead(NameOf(file), text)))));
        return files.Count == 0 ? null : new(name, Stream.Null, new FolderText(name, texts), files.Sum(file => new FileInfo(file).Length))
        {
            IsPacked = files.Any(FolderText.IsPacked),
        };
    }

    private static bool IsFhirName(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToUpperInvariant() is ".NDJSON" or ".JSON";
    }

    private static FhirContacts Contacts(IReadOnlyList<(string, Func<Stream>)> texts, FhirMapping? fhir) => new(
        texts, fhir ?? FhirMapping.Default, code => AsteriskCategories.Contain(DiagnosisCode.Parse(code)), CannotRead);

    private static ContactSource Of(string name, Stream source, HeadStream head, string encoding, FhirMapping? fhir)
    {
        var isPacked = GzipInput.Is(head.Peek(3));
        if (!isPacked && Path.GetExtension(name).Equals(".gz", StringComparison.OrdinalIgnoreCase) && head.Peek(1).Length > 0)
            throw Failure("its name ends in .gz, but it is not compressed, or it is damaged");
        if (PackedAs(head.Peek(6)) is { } packing)
            throw Failure($"it is packed ({packing}), which contacts are not read from: unpack it first");
        var bytes = isPacked ? new HeadStream(new GzipInput(head, Failure)) : head;
        if (FhirContacts.Is(bytes.Peek(64)))
            return new(name, source, Contacts([(name, () => bytes)], fhir)) { IsPacked = isPacked };
        if (IsFhirName(name) && bytes.Peek(1).Length > 0)
            throw NotRead(name);
        return new(name, source, new TextInput(bytes, Failure, FindEncoding(encoding))) { IsPacked = isPacked };

        ContactFileException Failure(Text text) => CannotRead(name, text);
    }

    /// <summary>The failure of a file that cannot be opened.</summary>
    public static ContactFileException CannotOpen(string path, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(exception);
        var why = Directory.Exists(path) ? FileFault.IsFolder : FileFault.Why(exception) ?? Gruppera.Text.Verbatim(exception.Message);
        return new($"cannot open {path}: {why}", cause: exception);
    }

    /// <summary>The failure of a file that cannot be read.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="text">Why.</param>
    public static ContactFileException CannotRead(string name, Text text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        return new($"cannot read {name}: {text}");
    }

    /// <summary>What packs a file that is not read; null for text and gzip.</summary>
    private static string? PackedAs(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => "zip",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7z",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "rar",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
        _ => null,
    };

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

using System.IO.Compression;
using System.Text;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>An open file of contacts as UTF-8 text: plain or gzipped, in any encoding, or a table of dBase or Excel as if it were
/// delimited text. Not thread-safe.</summary>
public sealed class ContactSource : IDisposable
{
    private const int BufferSize = 1 << 18;
    private readonly Stream _source;

    static ContactSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ContactSource(string name, Stream source, Stream text)
    {
        Name = name;
        _source = source;
        Text = text;
    }

    /// <summary>Name of the file, without its path.</summary>
    public string Name { get; }

    /// <summary>The text.</summary>
    public Stream Text { get; }

    /// <summary>Bytes of the file, packed as it is; 0 if unknown.</summary>
    public long Length => _source.CanSeek ? _source.Length : 0;

    /// <summary>How far into <see cref="Length"/> reading has come.</summary>
    public long Position => _source.CanSeek ? _source.Position : 0;

    /// <summary>A reading of this file with what the text does not show: what kind of file it is.</summary>
    public Reading Complete(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var extension = Path.GetExtension(Name).TrimStart('.').ToLowerInvariant();
        return extension is "dbf" or "xlsx" or "xls" ? reading with { Format = extension, Delimiter = '\0', Encoding = "" } : reading;
    }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">Path, or <c>-</c>.</param>
    /// <param name="encoding">Encoding of the text; dBase and Excel know their own.</param>
    /// <exception cref="ContactFileException">There is no such file, it cannot be opened, or it holds no table.</exception>
    public static ContactSource Open(string path, string encoding = "utf-8")
    {
        try
        {
            if (path == "-")
                return Of("-", Console.OpenStandardInput(), encoding);
            var extension = Path.GetExtension(path).ToUpperInvariant();
            if (extension is ".DBF" or ".XLSX" or ".XLS")
                return OfTable(path);
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            return Of(Path.GetFileName(path), file, encoding, extension == ".GZ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContactFileException($"cannot open {path}: {exception.Message}");
        }
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

    private static ContactSource Of(string name, Stream source, string encoding, bool isPacked = false)
    {
        var text = isPacked ? new GZipStream(new BufferedStream(source, BufferSize), CompressionMode.Decompress) : source;
        return new(name, source, FindEncoding(encoding) is { } known and not UTF8Encoding
            ? Encoding.CreateTranscodingStream(text, known, Encoding.UTF8)
            : text);
    }

    private static ContactSource OfTable(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException("no such file", path);
        var issues = new IssueList();
        var name = Path.GetFileName(path);
        if (DeliveryTable.In(new(name, path, null), new(), issues).FirstOrDefault() is { } table)
            return new(name, Stream.Null, new TableTextStream(table.Open(issues)));
        throw new ContactFileException($"{name} contains no table");
    }
}

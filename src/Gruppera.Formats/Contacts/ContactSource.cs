using System.IO.Compression;
using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Opens files of contacts as UTF-8 text: plain or gzipped, in any encoding, and tables of dBase and Excel as if they
/// were delimited text. Thread-safe.</summary>
public static class ContactSource
{
    private const int BufferSize = 1 << 18;

    static ContactSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">Path, or <c>-</c>.</param>
    /// <param name="encoding">Encoding of the text; dBase and Excel know their own.</param>
    /// <exception cref="ContactFileException">There is no such file, or it cannot be opened.</exception>
    public static Stream Open(string path, string encoding = "utf-8")
    {
        try
        {
            if (path == "-")
                return Decode(Console.OpenStandardInput(), encoding);
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".GZ" => Decode(new GZipStream(new BufferedStream(file, BufferSize), CompressionMode.Decompress), encoding),
                _ => Decode(file, encoding),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContactFileException(new(
                $"cannot open {path}: {exception.Message}", $"kan inte öppna {path}: {exception.Message}"));
        }
    }

    /// <summary>An encoding by name; null where it is not known.</summary>
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

    private static Stream Decode(Stream stream, string encoding) =>
        FindEncoding(encoding) is { } known && known is not UTF8Encoding
            ? Encoding.CreateTranscodingStream(stream, known, Encoding.UTF8)
            : stream;
}

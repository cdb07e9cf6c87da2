using System.Buffers;

namespace Gruppera.Formats.Csv;

/// <summary>Writes delimited text (RFC 4180) with as few quotes as it needs. Thread-safe.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"\n\r");

    /// <summary>A field, in quotes where it holds the delimiter, a quote or a line end.</summary>
    public static string Quote(string field, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Contains(delimiter) || field.AsSpan().ContainsAny(Special)
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field;
    }

    /// <summary>Writes a field in quotes.</summary>
    /// <param name="field">The field in UTF-8.</param>
    /// <param name="to">Room for twice the field and two bytes.</param>
    /// <param name="areDoubled">True if quotes inside are doubled already.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Quote(ReadOnlySpan<byte> field, Span<byte> to, bool areDoubled = false)
    {
        var at = 0;
        to[at++] = (byte)'"';
        foreach (var b in field)
        {
            if (b == '"' && !areDoubled)
                to[at++] = b;
            to[at++] = b;
        }

        to[at++] = (byte)'"';
        return at;
    }

    /// <summary>Fields as a row, without a line end.</summary>
    public static string Row(IEnumerable<string> fields, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(fields);
        return string.Join(delimiter, fields.Select(field => Quote(field, delimiter)));
    }
}

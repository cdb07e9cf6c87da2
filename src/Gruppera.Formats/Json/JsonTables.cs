using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Json;

/// <summary>Finds the tables of a Norwegian JSON delivery: one object whose keys name arrays of rows.
/// Lenient: a byte order mark, trailing commas, comments and raw line breaks inside strings and keys are read. Source:
/// docs/specification/formats.md §2.</summary>
internal static class JsonTables
{
    internal static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The tables; throws <see cref="JsonException"/> where it is no such file.</summary>
    /// <param name="data">The file; raw control characters inside strings are blanked in it.</param>
    public static ImmutableArray<(string Name, ReadOnlyMemory<byte> Rows)> Find(byte[] data)
    {
        var text = data.AsMemory(data.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
        if (!JsonStrings.AreTexts(text.Span))
            throw new JsonException("a string is no text");
        BlankControlCharacters(text.Span);
        var tables = ImmutableArray.CreateBuilder<(string, ReadOnlyMemory<byte>)>();
        var reader = new Utf8JsonReader(text.Span, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ColumnName.Fold(reader.GetString()!);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isTable = reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
            if (isTable)
                tables.Add((name, text[start..(int)reader.BytesConsumed]));
        }

        return tables.ToImmutable();
    }

    private static void BlankControlCharacters(Span<byte> text)
    {
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '"')
                inString = !inString;
            else if (inString && b == '\\')
                i++;
            else if (inString && b < ' ')
                text[i] = (byte)' ';
        }
    }
}

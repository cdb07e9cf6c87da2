using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Json;

/// <summary>Reads an array of flat objects as a table; its columns are the keys of the first object. Row 1 is the first object.</summary>
internal sealed class JsonTableReader : TableReader
{
    private readonly ReadOnlyMemory<byte> _rows;
    private readonly IssueList _issues;
    private readonly string[] _keys;
    private readonly (int Start, int Length)[] _cells;
    private char[] _text = new char[512];
    private JsonReaderState _state = new(JsonTables.Options);
    private int _position;
    private int _row;

    /// <summary>Opens a table.</summary>
    /// <param name="rows">The array, brackets and all.</param>
    /// <param name="issues">Where issues go.</param>
    public JsonTableReader(ReadOnlyMemory<byte> rows, IssueList issues)
    {
        (_rows, _issues) = (rows, issues);
        _keys = FirstKeys(rows.Span);
        _cells = new (int, int)[_keys.Length];
        Columns = [.. _keys.Select(ColumnName.Fold)];
    }

    public override ImmutableArray<string> Columns { get; }

    public override int Row => _row;

    public override ReadOnlySpan<char> this[int column] => _text.AsSpan(_cells[column].Start, _cells[column].Length).Trim();

    public override bool Read()
    {
        var reader = new Utf8JsonReader(_rows.Span[_position..], isFinalBlock: true, _state);
        while (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
        {
            if (reader.TokenType == JsonTokenType.EndArray)
                return false;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        _row++;
        Array.Clear(_cells);
        var length = 0;
        for (var next = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; next++)
        {
            var column = next < _keys.Length && reader.ValueTextEquals(_keys[next]) ? next : Find(ref reader);
            if (column < 0)
                _issues.Add(new(FormatIssues.RaggedRow, File, Table, _row, reader.GetString()!, Detail: "not a key of the first row"));
            reader.Read();
            if (column >= 0
                && reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                length += Keep(ref reader, column, length);
            else
                reader.Skip();
        }

        _position += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        return true;
    }

    private int Keep(ref Utf8JsonReader reader, int column, int start)
    {
        var most = reader.ValueSpan.Length;
        while (start + most > _text.Length)
            Array.Resize(ref _text, _text.Length * 2);
        var text = _text.AsSpan(start);
        var length = reader.TokenType == JsonTokenType.String
            ? reader.CopyString(text)
            : System.Text.Encoding.ASCII.GetChars(reader.ValueSpan, text);
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            text[0] = char.ToUpperInvariant(text[0]);
        _cells[column] = (start, length);
        return length;
    }

    private int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (reader.ValueTextEquals(_keys[i]))
                return i;
        }

        return -1;
    }

    private static string[] FirstKeys(ReadOnlySpan<byte> rows)
    {
        var keys = new List<string>();
        var reader = new Utf8JsonReader(rows, JsonTables.Options);
        reader.Read();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            keys.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }

        return [.. keys];
    }
}

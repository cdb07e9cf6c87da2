using System.Text.Json;

namespace Gruppera.Formats.Fhir;

/// <summary>Takes a resource.</summary>
/// <param name="fullUrl">Its address in the bundle; empty outside of one.</param>
/// <param name="resource">The resource; null for what is no JSON.</param>
internal delegate void FhirResourceSeen(string fullUrl, JsonElement? resource);

/// <summary>Parts a text of FHIR into resources: lines of JSON, resources one after the other, and bundles of any size, entry by entry.
/// Only one of them is in memory at a time. Not thread-safe.</summary>
/// <param name="text">UTF-8.</param>
/// <param name="seen">Takes each resource; what it is given is valid during the call.</param>
/// <param name="failure">Makes an exception of what is wrong with the text.</param>
internal sealed class FhirDocuments(Stream text, FhirResourceSeen seen, Func<Text, Exception> failure)
{
    private const int First = 1 << 16;
    private const int LargestTried = 1 << 22;
    private const int Largest = 1 << 24;
    private static readonly JsonReaderOptions Values = new() { AllowMultipleValues = true };
    private byte[] _buffer = new byte[First];
    private int _start;
    private int _end;
    private bool _isLast;

    /// <summary>Reads all.</summary>
    internal void Read()
    {
        More();

        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
        if (IsOfLines())
            ReadLines();
        else
            ReadValues();
    }

    /// <summary>True if the first line is a value of its own, so that the next is not lost where one is damaged.</summary>
    private bool IsOfLines()
    {
        var head = _buffer.AsSpan(_start, _end - _start);
        var line = head.IndexOf((byte)'\n');
        return line > 0 && IsValue(head[..line]);
    }

    private static bool IsValue(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: true, default);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void ReadLines()
    {
        while (true)
        {
            var line = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (line < 0 && More())
                continue;
            var length = line < 0 ? _end - _start : line;
            var bytes = _buffer.AsMemory(_start, length);
            if (!bytes.Span.Trim(" \t\r"u8).IsEmpty)
                Take(bytes);
            if (line < 0)
                return;
            _start += length + 1;
        }
    }

    private void ReadValues()
    {
        while (Skip(" \t\r\n"u8))
        {
            if (Current != '{')
                throw NoJson();
            if (Value(LargestTried) is { } length)
            {
                Take(_buffer.AsMemory(_start, length));
                _start += length;
            }
            else
            {
                ReadBundle();
            }
        }
    }

    /// <summary>An object too large to have in memory as a whole: its member <c>entry</c>, entry by entry.</summary>
    private void ReadBundle()
    {
        _start++;
        while (true)
        {
            Need(" \t\r\n,"u8);
            if (Current == '}')
            {
                _start++;
                return;
            }

            var length = Value(Largest) ?? throw NoJson();
            var isEntries = _buffer.AsSpan(_start, length).SequenceEqual("\"entry\""u8);
            _start += length;
            Need(" \t\r\n:"u8);
            if (isEntries && Current == '[')
                ReadEntries();
            else
                _start += Value(Largest) ?? throw TooLarge();
        }
    }

    private void ReadEntries()
    {
        _start++;
        for (Need(" \t\r\n,"u8); Current != ']'; Need(" \t\r\n,"u8))
        {
            var length = Value(Largest) ?? throw TooLarge();
            using var document = Parse(_buffer.AsMemory(_start, length)) ?? throw NoJson();
            TakeEntry(document.RootElement);
            _start += length;
        }

        _start++;
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        using var document = Parse(bytes);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            seen("", null);
        else if (FhirElement.Text(root, "resourceType") != "Bundle")
            seen("", root);
        else
            foreach (var entry in FhirElement.List(root, "entry"))
                TakeEntry(entry);
    }

    private void TakeEntry(JsonElement entry)
    {
        if (FhirElement.Member(entry, "resource") is not { ValueKind: JsonValueKind.Object } resource)
            return;
        if (FhirElement.Text(resource, "resourceType") == "Bundle")
            foreach (var inner in FhirElement.List(resource, "entry"))
                TakeEntry(inner);
        else
            seen(FhirElement.Text(entry, "fullUrl"), resource);
    }

    /// <summary>A value; null where it is no JSON, or a string of it no text.</summary>
    private static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonStrings.AreTexts(bytes.Span) ? JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false }) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte Current => _buffer[_start];

    /// <summary>The length of the value that the text goes on with; null if it is longer than is wanted.</summary>
    private int? Value(int most)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isLast, new(Values));
            try
            {
                if (reader.Read() && (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || reader.TrySkip())
                    && (_isLast || reader.BytesConsumed < _end - _start))
                    return (int)reader.BytesConsumed;
            }
            catch (JsonException)
            {
                throw NoJson();
            }

            if (_isLast)
                throw NoJson();
            if (_end - _start >= most)
                return null;
            More();
        }
    }

    /// <summary>Goes past such bytes; false at the end.</summary>
    private bool Skip(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(bytes);
            _start = at < 0 ? _end : _start + at;
            if (at >= 0)
                return true;
            if (!More())
                return false;
        }
    }

    private void Need(ReadOnlySpan<byte> bytes)
    {
        if (!Skip(bytes))
            throw NoJson();
    }

    /// <summary>Reads on, behind what is still wanted; false at the end.</summary>
    private bool More()
    {
        if (_isLast)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= Largest)
                throw TooLarge();
            Array.Resize(ref _buffer, _end * 2);
        }

        var read = text.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _isLast = read == 0;
        _end += read;
        return read > 0;
    }

    private Exception NoJson() => failure($"it is no JSON, or it is cut off: get it again from where it was made");

    private Exception TooLarge() => failure($"a resource of it is larger than {Largest >> 20:most} MB: leave out attached documents");
}

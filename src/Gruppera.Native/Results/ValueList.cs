using System.Collections.Concurrent;
using Gruppera.Native.Borders;

namespace Gruppera.Native.Results;

/// <summary>The texts that a column of results has, each at its place; a result is a place, and -1 is no text. Thread-safe; it may
/// grow.</summary>
internal sealed unsafe class ValueList(NativeTexts texts)
{
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private volatile nint[] _pointers = [];
    private readonly nint _none = texts.Of("");
    private nint* _array;
    private int _count = -1;

    /// <summary>The place of a text.</summary>
    internal int PlaceOf(string text)
    {
        if (text.Length == 0)
            return -1;
        if (_places.TryGetValue(text, out var place))
            return place;
        lock (_lock)
        {
            if (_places.TryGetValue(text, out place))
                return place;
            place = _pointers.Length;
            _pointers = [.. _pointers, texts.Of(text)];
            _places[text] = place;
            return place;
        }
    }

    /// <summary>The text at a place, an empty one at -1.</summary>
    internal nint PointerAt(int place) => place < 0 ? _none : _pointers[place];

    /// <summary>All texts so far, in the order of their places.</summary>
    internal nint* All(out int count)
    {
        lock (_lock)
        {
            if (_count != _pointers.Length)
            {
                _array = texts.Array(_pointers);
                _count = _pointers.Length;
            }

            count = _count;
            return _array;
        }
    }
}

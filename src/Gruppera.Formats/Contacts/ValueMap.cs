using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Reads a value from UTF-8; false if the text has no meaning.</summary>
internal delegate bool TryRead<T>(ReadOnlySpan<byte> utf8, out T value);

/// <summary>What the values of a column mean, looked up by bytes without allocating: what the layout says, then what the type itself reads.
/// Case makes no difference, nor how a number is written. One per thread.</summary>
internal sealed class ValueMap<T>
    where T : struct
{
    private const int LongestMet = 32;
    private readonly (T Value, bool IsKnown)[] _ofOne = new (T, bool)[128];
    private readonly (byte[] Text, T Value)[] _ofMany;
    private readonly (int Number, T Value)[] _ofNumbers;
    private readonly TryRead<T>? _own;
    private readonly T _otherwise;
    private readonly (byte[]? Text, T Value, bool IsKnown)[] _met = new (byte[]?, T, bool)[32]; // words are few and come again

    /// <param name="values">Values of a layout and their meanings; <c>*</c> stands for all others. Where a layout names any, the type's own
    /// reading holds for words alone: digits mean what the layout says.</param>
    /// <param name="own">How the type reads itself.</param>
    /// <param name="isClosed">True if the layout's values are all there are.</param>
    internal ValueMap(IReadOnlyCollection<KeyValuePair<string, T>> values, TryRead<T> own, bool isClosed = false)
    {
        var hasOthers = false;
        var (ofMany, ofNumbers) = (new List<(byte[], T)>(), new List<(int, T)>());
        foreach (var (text, value) in values.Count == 0 ? [] : values)
        {
            if (text == "*")
                (hasOthers, _otherwise) = (true, value);
            else
                ofMany.Add((Encoding.UTF8.GetBytes(text), value));
            if (WholeNumber.TryParse(text, out var number))
                ofNumbers.Add((number, value));
        }

        (_ofMany, _ofNumbers) = ([.. ofMany], [.. ofNumbers]);
        _own = isClosed || hasOthers ? null
            : values.Count == 0 ? own
            : (ReadOnlySpan<byte> text, out T value) => own(text, out value) && !WholeNumber.TryParse(text, out _);
        for (var i = 0; i < _ofOne.Length; i++)
            _ofOne[i] = (FindAny([(byte)i], out var isKnown), isKnown);
    }

    internal T Find(ReadOnlySpan<byte> text) => Find(text, out _);

    /// <summary>The meaning of a value; <paramref name="isKnown"/> is false for a text without one.</summary>
    internal T Find(ReadOnlySpan<byte> text, out bool isKnown)
    {
        if (text.Length == 1 && text[0] < 128)
        {
            (var value, isKnown) = _ofOne[text[0]];
            return value;
        }

        isKnown = true;
        if (text.IsEmpty)
            return default;
        ref var met = ref _met[((text.Length * 5) + text[0]) % _met.Length];
        if (met.Text is { } before && text.SequenceEqual(before))
        {
            isKnown = met.IsKnown;
            return met.Value;
        }

        var meant = FindAny(text, out isKnown);
        if (met.Text is null && text.Length <= LongestMet)
            met = (text.ToArray(), meant, isKnown);
        return meant;
    }

    private T FindAny(ReadOnlySpan<byte> text, out bool isKnown)
    {
        isKnown = true;
        foreach (var (name, meaning) in _ofMany)
        {
            if (Ascii.EqualsIgnoreCase(name, text) || text.SequenceEqual(name))
                return meaning;
        }

        if (_ofNumbers.Length > 0 && WholeNumber.TryParse(text, out var number))
        {
            foreach (var (each, meaning) in _ofNumbers)
            {
                if (each == number)
                    return meaning;
            }
        }

        isKnown = _own is not null && _own(text, out var value) || TryCodeAndWord(text, out value);
        return isKnown ? value : _own is null ? _otherwise : default;
    }

    /// <summary>A code and its text in one cell, as <c>4 Avliden</c>, <c>2 - Kvinna</c> or <c>Avliden (4)</c>: what the text means, unless
    /// the code is known to mean something else.</summary>
    private bool TryCodeAndWord(ReadOnlySpan<byte> text, out T value)
    {
        value = default;
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var code = digits is 1 or 2 ? text[..digits] : default;
        var word = digits is 1 or 2 ? text[digits..].TrimStart(" \t-:=.,)"u8) : default;
        if (digits == 0 && text[^1] == ')' && text.LastIndexOf((byte)'(') is > 0 and var bracket)
        {
            code = text[(bracket + 1)..^1];
            word = text[..bracket].TrimEnd(" \t"u8);
        }

        // A digit on to a letter is a slip, not a code with its text.
        var isSlip = word.Length == 1 && digits + 1 == text.Length;
        if (word.IsEmpty || isSlip || !WholeNumber.TryParse(code, out var number) || WholeNumber.TryParse(word, out _))
            return false;
        var isKnown = _own is not null && _own(word, out value);
        foreach (var (name, meaning) in _ofMany)
        {
            if (!isKnown && (Ascii.EqualsIgnoreCase(name, word) || word.SequenceEqual(name)))
                (isKnown, value) = (true, meaning);
        }

        foreach (var (each, meaning) in _ofNumbers)
        {
            if (each == number && !EqualityComparer<T>.Default.Equals(meaning, value))
                return false;
        }

        return isKnown;
    }
}

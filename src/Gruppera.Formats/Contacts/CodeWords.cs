using System.Text;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>One code of a cell, without dots and blanks.</summary>
internal struct CodeWord
{
    internal int Start;
    internal int Length;

    /// <summary>What parts it from the word before.</summary>
    internal CodeGap Gap;

    internal bool HasStar;
    internal bool HasDagger;

    /// <summary>True if it has the form of a code.</summary>
    internal bool IsCode;

    /// <summary>True if its last letter stood by itself, as that of a side does: <c>S720 H</c>.</summary>
    internal bool HasSideApart;
}

/// <summary>What stands between two codes of a cell.</summary>
internal enum CodeGap : byte
{
    /// <summary>Only a mark: <c>A*B</c>.</summary>
    None,
    Blank,
    Comma,
    Hyphen,

    /// <summary>Anything else: semicolon, bracket, several things.</summary>
    Other,
}

/// <summary>
/// Takes a cell of codes apart, however they are written: parted by blanks, commas, semicolons, pipes, hard blanks or brackets, with dots,
/// hyphens or blanks within, with dagger and asterisk marks, with dates behind. Without allocating. One per thread.
/// </summary>
internal sealed class CodeWords(bool isDiagnoses, string prefix)
{
    private const byte Letter = 1;
    private const byte Digit = 2;
    private const byte Dot = 3;
    private static readonly byte[] Kinds = MakeKinds();
    private readonly byte _prefix = prefix.Length > 0 ? (byte)char.ToUpperInvariant(prefix[0]) : (byte)0;
    private byte[] _text = new byte[256];
    private CodeWord[] _words = new CodeWord[16];
    private int _length;
    private int _count;

    /// <summary>The codes and other words of the cell last split.</summary>
    internal ReadOnlySpan<CodeWord> Words => _words.AsSpan(0, _count);

    internal ReadOnlySpan<byte> Text(in CodeWord word) => _text.AsSpan(word.Start, word.Length);

    /// <summary>True if the cell is one code without anything else, and needs no splitting.</summary>
    internal bool IsPlainCode(ReadOnlySpan<byte> cell) =>
        cell.Length <= 10 && _prefix == 0 && HasForm(cell);

    /// <summary>True if the words of a cell may stand as they are: codes with blanks between, the usual list.</summary>
    internal bool MayBePlainList => _prefix == 0;

    /// <summary>Splits a text that is several codes, or codes with dates or words behind; false for any other, such as one code or a
    /// pair.</summary>
    internal bool AreCodes(ReadOnlySpan<byte> text)
    {
        if (IsPlainCode(text))
            return false;
        Split(text);
        foreach (ref readonly var word in Words)
        {
            if (word.HasStar || word.HasDagger)
                return false;
        }

        return _count > 0 && _words[0].IsCode;
    }

    /// <summary>Splits a cell. Dates behind codes are gone; words that are no codes are there.</summary>
    internal void Split(ReadOnlySpan<byte> cell)
    {
        (_length, _count) = (0, 0);
        if (_text.Length < cell.Length)
            _text = new byte[cell.Length * 2];
        var (gap, isOpen) = (CodeGap.Other, false);
        var isBetweenBlanks = false;
        for (var i = 0; i < cell.Length; i++)
        {
            var b = cell[i];
            if (IsMark(cell, i, out var isDagger, out var length))
            {
                i += length - 1;
                var isBefore = !isOpen && i + 1 < cell.Length && IsLetterOrDigit(cell[i + 1]) && b != '+';
                if (isBefore)
                    Open(gap);
                isBetweenBlanks |= !isOpen && _count == 1 && i + 1 < cell.Length && cell[i + 1] == ' ';
                if (_count > 0)
                    Mark(ref _words[_count - 1], isDagger);
                if (!isBefore)
                    (gap, isOpen) = (CodeGap.None, false);
                else
                    isOpen = true;
                continue;
            }

            if (b >= 0xE2 && IsInvisible(cell[i..]))
            {
                i += 2;
                continue;
            }

            // A colon within a time of day parts nothing.
            var isOfDigits = isOpen && _words[_count - 1].Length > 0 && IsDigit(_text[_words[_count - 1].Start])
                && i + 1 < cell.Length && IsDigit(cell[i + 1]);
            if (SeparatorAt(cell, i, isOpen, isOfDigits, out length) is { } separator)
            {
                i += length - 1;
                gap = isOpen || gap == CodeGap.None ? separator
                    : gap == separator || separator == CodeGap.Blank ? gap
                    : gap == CodeGap.Blank ? separator
                    : CodeGap.Other;
                isOpen = false;
                continue;
            }

            if (b is (byte)'.' or (byte)'#')
            {
                if (isOpen && BeginsCode(cell[(i + 1)..], _words[_count - 1].Length))
                    (gap, isOpen) = (CodeGap.Other, false);
                continue;
            }

            if (!isOpen)
                Open(gap);
            isOpen = true;
            _text[_length++] = b;
            _words[_count - 1].Length++;
        }

        Settle();

        // A mark alone between two codes, as in A * B, joins them as A*B does; after a code of several it may mean that code alone.
        if (isBetweenBlanks && _count == 2)
            _words[1].Gap = CodeGap.None;
    }

    /// <summary>Moves a plain list on to its next word; false at its end.</summary>
    internal static bool SkipBlanks(ref ReadOnlySpan<byte> list)
    {
        var at = 0;
        while (at < list.Length && list[at] == ' ')
            at++;
        list = list[at..];
        return !list.IsEmpty;
    }

    /// <summary>Takes the word that a plain list begins with.</summary>
    internal static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> list)
    {
        var end = list.IndexOf((byte)' ');
        var word = end < 0 ? list : list[..end];
        list = list[word.Length..];
        return word;
    }

    /// <summary>How many diagnoses a cell holds, a pair being one.</summary>
    internal int Count(ReadOnlySpan<byte> cell)
    {
        if (Scalars.IsBlank(cell))
            return 0;
        if (IsPlainCode(cell))
            return 1;
        if (MayBePlainList && CountPlain(cell) is > 0 and var plain)
            return plain;
        Split(cell);
        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            count += _words[i].IsCode || _count == 1 ? 1 : 0;
            i += i + 1 < _count && IsPair(_words[i], _words[i + 1], out _) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Codes of a plain list; 0 if any word of it is none.</summary>
    private int CountPlain(ReadOnlySpan<byte> list)
    {
        var count = 0;
        while (SkipBlanks(ref list))
        {
            if (!HasForm(NextWord(ref list)))
                return 0;
            count++;
        }

        return count;
    }

    /// <summary>True if two words are an asterisk code and its dagger code, by their marks.</summary>
    internal bool IsPair(in CodeWord word, in CodeWord next, out bool isDaggerFirst)
    {
        isDaggerFirst = word.HasDagger && !word.HasStar
            && (next.HasStar || (next.Gap == CodeGap.None && AsteriskCategories.Contain(Text(next))));
        return word.IsCode && next.IsCode
            && (isDaggerFirst || (word.HasStar && !next.HasStar && (next.HasDagger || next.Gap == CodeGap.None)));
    }

    /// <summary>True for the form of a code: a diagnosis is a letter, a digit and one to six more; a procedure is a letter and two more, or
    /// three to seven more with a digit among them.</summary>
    internal bool HasForm(ReadOnlySpan<byte> text)
    {
        var (length, digits, isUsual) = (0, 0, false);
        var kinds = Kinds;
        for (var i = 0; i < text.Length; i++)
        {
            var kind = kinds[text[i]];
            if (kind == Dot)
            {
                if (BeginsCode(text[(i + 1)..], length))
                    return false;
                continue;
            }

            if (kind == 0 || (length == 0 && kind == Digit))
                return false;
            isUsual |= length == 1 && kind == Digit;
            digits += kind >> 1;
            length++;
        }

        // Letters and two digits are a code too, such as that of a procedure among the diagnoses: no table knows it, and that is told.
        return isDiagnoses ? length is >= 3 and <= 8 && (isUsual || digits > 1) : length == 3 || (length is >= 4 and <= 8 && digits > 0);
    }

    /// <summary>True if a dot or number sign behind a whole code parts it from the next, as in <c>I50.9.N39.0</c>.</summary>
    private bool BeginsCode(ReadOnlySpan<byte> rest, int before) => rest.Length > 2 && IsLetter(rest[0]) && (isDiagnoses
        ? before >= 3 && IsDigit(rest[1]) && IsDigit(rest[2])
        : before >= 5 && IsLetter(rest[1]) && IsLetterOrDigit(rest[2]));

    private static bool IsLetter(byte b) => IsLetterOrDigit(b) && !IsDigit(b);

    private static byte[] MakeKinds()
    {
        var kinds = new byte[256];
        kinds.AsSpan('a', 26).Fill(Letter);
        kinds.AsSpan('A', 26).Fill(Letter);
        kinds.AsSpan('0', 10).Fill(Digit);
        kinds['.'] = Dot;
        return kinds;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    private static bool IsLetterOrDigit(byte b) => IsDigit(b) || (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    private static bool IsMark(ReadOnlySpan<byte> cell, int at, out bool isDagger, out int length)
    {
        (isDagger, length) = (false, 1);
        switch (cell[at])
        {
            case (byte)'*':
                return true;
            case (byte)'+':
                isDagger = true;
                return true;
            case 0xE2 when cell.Length > at + 2 && cell[at + 1] == 0x80 && cell[at + 2] is 0xA0 or 0xA1:
                (isDagger, length) = (true, 3);
                return true;
            case 0xE2 when cell[at..] is [_, 0x88, 0x97, ..] or [_, 0x81, 0x8E, ..]:
            case 0xEF when cell[at..] is [_, 0xBC, 0x8A, ..]:
                length = 3;
                return true;
            default:
                return false;
        }
    }

    private static CodeGap? SeparatorAt(ReadOnlySpan<byte> cell, int at, bool isOpen, bool isOfDigits, out int length)
    {
        length = 1;
        switch (cell[at])
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                return CodeGap.Blank;
            case (byte)',':
                return CodeGap.Comma;
            case (byte)'-' when isOpen:
                return CodeGap.Hyphen;
            case (byte)'-' or (byte)';' or (byte)'|' or (byte)'(' or (byte)')' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}'
                or (byte)'"' or (byte)'\'' or (byte)'&' or (byte)'@' or (byte)'\\' or (byte)'^' or (byte)'~'
                or (byte)'<' or (byte)'>' or (byte)'!':
                return CodeGap.Other;
            case (byte)':' or (byte)'=' when !isOfDigits:
                return CodeGap.Other;
            case (byte)'/' when isOpen && cell.Length > at + 2 && IsLetter(cell[at + 1]) && IsLetterOrDigit(cell[at + 2]):
                return CodeGap.Other;
            case 0xE3 when cell.Length > at + 2 && cell[at + 1] == 0x80 && cell[at + 2] is 0x80 or 0x81:
                length = 3;
                return CodeGap.Blank;
            case 0xC2 when cell.Length > at + 1 && cell[at + 1] == 0xA0:
                length = 2;
                return CodeGap.Blank;
            case 0xE2 when cell.Length > at + 2 && cell[at + 1] == 0x80 && cell[at + 2] is (>= 0x80 and <= 0x8A) or 0xAF:
                length = 3;
                return CodeGap.Blank;
            case 0xE2 when cell[at..] is [_, 0x80, 0x90 or 0x91 or 0x93, ..] or [_, 0x88, 0x92, ..]:
                length = 3;
                return isOpen ? CodeGap.Hyphen : CodeGap.Other;
            default:
                return null;
        }
    }

    /// <summary>A blank without width, or a byte order mark: it parts nothing and is no letter.</summary>
    private static bool IsInvisible(ReadOnlySpan<byte> text) =>
        text is [0xE2, 0x80, >= 0x8B and <= 0x8F, ..] or [0xE2, 0x81, 0xA0, ..] or [0xEF, 0xBB, 0xBF, ..];

    private void Open(CodeGap gap)
    {
        if (_count == _words.Length)
            Array.Resize(ref _words, _count * 2);
        _words[_count++] = new() { Start = _length, Gap = _count == 1 ? CodeGap.Other : gap };
    }

    private static void Mark(ref CodeWord word, bool isDagger)
    {
        word.HasDagger |= isDagger;
        word.HasStar |= !isDagger;
    }

    /// <summary>Joins what belongs together, and drops dates behind codes, names of code systems before them, and a b before a quote, as
    /// Python writes bytes.</summary>
    private void Settle()
    {
        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            ref var word = ref _words[i];
            Strip(ref word);
            word.IsCode = HasForm(Text(word));
            if (word.Length == 0)
                continue;
            if (count > 0 && Joins(_words[count - 1], word, out var isSide))
            {
                ref var before = ref _words[count - 1];
                _text.AsSpan(word.Start, word.Length).CopyTo(_text.AsSpan(before.Start + before.Length));
                before.Length += word.Length;
                before.HasStar |= word.HasStar;
                before.HasDagger |= word.HasDagger;
                before.HasSideApart = isSide;
                before.IsCode = HasForm(Text(before));
            }
            else
            {
                _words[count++] = word;
            }
        }

        _count = 0;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && IsDate(Text(_words[i])))
                continue;
            if (i + 1 < count && ((_words[i + 1].Gap == CodeGap.Other && Text(_words[i]) is [(byte)'b']) || IsSystem(Text(_words[i]))))
                continue;
            _words[_count++] = _words[i];
        }
    }

    /// <summary>Takes away a register's letter where what is left has the form of a code.</summary>
    private void Strip(ref CodeWord word)
    {
        if (_prefix == 0 || word.Length < 4 || (_text[word.Start] & ~0x20) != _prefix)
            return;
        var rest = _text.AsSpan(word.Start + 1, word.Length - 1);
        var isCode = isDiagnoses
            ? HasForm(rest)
            : rest.Length is 5 or 6 && HasForm(rest) && !IsDigit(rest[0]) && !IsDigit(rest[1]) && !IsDigit(rest[2]) && IsDigit(rest[3]);
        if (isCode)
            (word.Start, word.Length) = (word.Start + 1, word.Length - 1);
    }

    private bool Joins(in CodeWord before, in CodeWord word, out bool isSide)
    {
        isSide = word.Gap is CodeGap.Blank && before.IsCode && word.Length == 1 && Sides.Contains(_text[word.Start]);
        var isAfterCategory = word.Length <= 2 && IsAllDigits(Text(word)) && before.Length == 3 && isDiagnoses;
        return word.Gap switch
        {
            CodeGap.Hyphen => !(before.IsCode && word.IsCode && (!isDiagnoses || before.Length > 3 || word.Length > 3)),
            CodeGap.Blank when !isDiagnoses && before.Length == 3 && word.Length == 2 => IsAllDigits(Text(word)),
            CodeGap.Blank => isSide || (isAfterCategory && before.IsCode)
                || (!before.IsCode && !word.IsCode && IsDigit(_text[word.Start]) && HasFormTogether(before, word)),
            CodeGap.Comma => isAfterCategory && (before.IsCode || IsAllDigits(Text(before))),
            _ => false,
        };
    }

    private bool HasFormTogether(in CodeWord before, in CodeWord word)
    {
        Span<byte> text = stackalloc byte[16];
        if (before.Length + word.Length > text.Length)
            return false;
        Text(before).CopyTo(text);
        Text(word).CopyTo(text[before.Length..]);
        return HasForm(text[..(before.Length + word.Length)]);
    }

    private static bool IsAllDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>True for the name of the code system, as it stands before a code: <c>ICD-10:I50.9</c>.</summary>
    private static bool IsSystem(ReadOnlySpan<byte> text)
    {
        foreach (var name in Systems)
        {
            if (Ascii.EqualsIgnoreCase(text, name) || text.SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static readonly byte[][] Systems =
        [.. "ICD ICD10 ICD10SE ICD10NO ICD10DK ICD10FI KVÅ KVA NCSP NCMP NCRP NCSPFI".Split(' ').Select(Encoding.UTF8.GetBytes)];

    /// <summary>True for a date or a time of day.</summary>
    private static bool IsDate(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var b in text)
        {
            if (!IsDigit(b) && b is not ((byte)'/' or (byte)':' or (byte)'T'))
                return false;
            digits += IsDigit(b) ? 1 : 0;
        }

        return digits >= 6 || (digits >= 3 && text.Contains((byte)':'));
    }

    /// <summary>Letters of a side: höger, vänster, bilateral; right, left.</summary>
    internal static ReadOnlySpan<byte> Sides => "HVBRLhvbrl"u8;
}

using System.Text;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Cells -> diagnoses, without allocating. One per thread.</summary>
internal sealed class DiagnosisCells
{
    private readonly LayoutBinding _binding;
    private readonly RowCells _cells;
    private readonly WholeCodes? _known;
    private readonly OddValues _odd;
    private readonly CodeWords _words;
    private readonly bool _closesGap;
    private readonly bool _isEither;
    private Diagnosis[] _codes = new Diagnosis[32];
    private Cell[] _from = new Cell[32];
    private FunctionPlaces _functions;
    private int _count;
    private int _sides;

    /// <param name="binding">Where the cells are.</param>
    /// <param name="cells">The row.</param>
    /// <param name="known">Codes of the definition set, where there is one: they decide about letters of sides.</param>
    /// <param name="odd">Takes what is no code.</param>
    internal DiagnosisCells(LayoutBinding binding, RowCells cells, WholeCodes? known, OddValues odd)
    {
        (_binding, _cells, _known, _odd) = (binding, cells, known, odd);
        (_closesGap, _isEither) = (binding.Layout.IsOfCases, binding.Layout.Diagnoses.IsEitherFirst);
        _words = new(isDiagnoses: true, binding.Layout.Diagnoses.Prefix);
    }

    internal ReadOnlySpan<Diagnosis> Codes => _codes.AsSpan(0, _count);

    /// <summary>Puts successors in the place of codes.</summary>
    internal void Convert(CodeConversion map) => map.Convert(_codes.AsSpan(0, _count));

    /// <summary>The cell that a diagnosis stands in.</summary>
    internal Cell CellOf(int ordinal) => ordinal < _count ? _from[ordinal] : Cell.None;

    /// <summary>True for the form of a diagnosis.</summary>
    internal bool HasForm(ReadOnlySpan<byte> text) => _words.HasForm(text);

    /// <summary>A code, or a pair in either notation; see <see cref="Diagnosis.Parse"/>. What stands for no value is blank.</summary>
    internal static Diagnosis ReadPair(ReadOnlySpan<byte> text)
    {
        if (Scalars.IsBlank(text))
            return default;
        var star = text.IndexOf((byte)'*');
        if (star <= 0)
            return new(DiagnosisCode.Parse(text));
        var (dagger, length) = (text.IndexOf((byte)'+'), 1);
        if (dagger < 0)
            (dagger, length) = (text.IndexOf("†"u8), "†"u8.Length);
        return dagger > 0 && dagger < star
            ? new(DiagnosisCode.Parse(text[(dagger + length)..]), DiagnosisCode.Parse(text[..dagger]))
            : new(DiagnosisCode.Parse(text[..star]), DiagnosisCode.Parse(text[(star + 1)..]));
    }

    /// <summary>The principal diagnosis, lists, then the columns one by one. Where the column of the principal one is blank, there is none:
    /// a secondary diagnosis never moves up, except in cases with known results.</summary>
    internal void Read(ReadOnlySpan<byte> data)
    {
        (_count, _functions) = (0, default);
        var isNotGiven = false;
        if (_binding.Principal.Exists)
        {
            ReadEntry(_cells.Text(data, _binding.Principal), _cells.Text(data, _binding.Second), _binding.Principal, isEither: true);
            isNotGiven = NotGiven(_binding.Principal);
        }

        foreach (var list in _binding.DiagnosisLists)
            ReadList(_cells.Text(data, list), list);
        for (var i = 0; i < _binding.Diagnoses.Length; i++)
        {
            var (code, dagger) = _binding.Diagnoses[i];
            ReadEntry(_cells.Text(data, code), _cells.Text(data, dagger), code, _isEither);
            if (i == 0 && !_binding.Principal.Exists)
                isNotGiven = NotGiven(code);
        }

        SetFunctionsApart();
        if (isNotGiven && _count == 1)
            _count = 0;
    }

    private void SetFunctionsApart()
    {
        for (var i = _functions.Next(0); i >= 0 && i < _count; i = _functions.Next(i + 1))
        {
            _odd.Add(_from[i], Encoding.ASCII.GetBytes(_codes[i].ToString().ToLowerInvariant()));
            _codes[i] = new(DiagnosisCode.Unknown);
        }
    }

    /// <summary>Takes note of how the code that is added next is written.</summary>
    private void Note(ReadOnlySpan<byte> text) => _functions.Note(text, _count);

    /// <summary>Holds the place of a principal diagnosis that is not there.</summary>
    private bool NotGiven(Cell cell)
    {
        if (_count > 0 || _closesGap)
            return false;
        Add(Diagnosis.NotGiven, cell);
        return true;
    }

    private void ReadEntry(ReadOnlySpan<byte> code, ReadOnlySpan<byte> dagger, Cell cell, bool isEither)
    {
        if (Scalars.IsBlank(dagger))
        {
            ReadList(code, cell);
            return;
        }

        var (first, second) = (DiagnosisOf(code), DiagnosisOf(dagger));
        if (first.IsBlank || second.IsBlank || !isEither)
        {
            Add(new(first, second), cell);
            return;
        }

        // A mark says which is the asterisk code; else its category does. Two codes of which neither is one are two diagnoses.
        var isSecondStarred = dagger.Contains((byte)'*') || (!code.Contains((byte)'*') && AsteriskCategories.Contain(second));
        if (isSecondStarred)
        {
            Add(new(second, first), cell);
        }
        else if (code.Contains((byte)'*') || AsteriskCategories.Contain(first))
        {
            Add(new(first, second), cell);
        }
        else
        {
            Add(new(first), cell);
            Add(new(second), cell);
        }
    }

    private DiagnosisCode DiagnosisOf(ReadOnlySpan<byte> text)
    {
        if (Scalars.IsBlank(text))
            return default;
        if (_words.IsPlainCode(text))
            return DiagnosisCode.Parse(text);
        _words.Split(text);
        return _words.Words is [var only] ? DiagnosisCode.Parse(_words.Text(only)) : DiagnosisCode.Parse(text);
    }

    private void ReadList(ReadOnlySpan<byte> cell, Cell from)
    {
        if (Scalars.IsBlank(cell))
            return;
        var before = _count;
        if (_words.MayBePlainList)
        {
            var rest = cell;
            var isPlain = true;
            while (isPlain && CodeWords.SkipBlanks(ref rest))
            {
                if (DiagnosisCode.TryReadPlain(rest, out var code, out var length))
                {
                    Add(new(code), from);
                    rest = rest[length..];
                    continue;
                }

                var word = CodeWords.NextWord(ref rest);
                isPlain = _words.HasForm(word);
                if (isPlain)
                {
                    Note(word);
                    Add(new(Settled(word)), from);
                }
            }

            if (isPlain)
            {
                CountSides(from);
                return;
            }

            (_count, _sides) = (before, 0);
            _functions.CutAt(before);
        }

        _words.Split(cell);
        var words = _words.Words;
        var hasCode = HasCode(words);
        for (var i = 0; i < words.Length; i++)
        {
            ref readonly var word = ref words[i];
            var text = _words.Text(word);
            if (!word.IsCode && _known?.Has(DiagnosisCode.Parse(text)) != true)
            {
                if (!hasCode)
                    Add(new(DiagnosisCode.Parse(text)), from);
                _odd.Add(from, text);
                continue;
            }

            if (i + 1 == words.Length || !_words.IsPair(word, words[i + 1], out var isDaggerFirst))
            {
                Note(text);
                Add(new(Settled(text, word.HasSideApart)), from);
                continue;
            }

            var other = DiagnosisCode.Parse(_words.Text(words[++i]));
            Add(isDaggerFirst ? new(other, DiagnosisCode.Parse(text)) : new(DiagnosisCode.Parse(text), other), from);
        }

        CountSides(from);
    }

    /// <summary>True if some word is a code. A cell without any keeps its words as codes that no table has: it is not blank.</summary>
    private bool HasCode(ReadOnlySpan<CodeWord> words)
    {
        foreach (ref readonly var word in words)
        {
            if (word.IsCode || _known?.Has(DiagnosisCode.Parse(_words.Text(word))) == true)
                return true;
        }

        return false;
    }

    private void CountSides(Cell from)
    {
        for (; _sides > 0; _sides--)
            _odd.AddSide(from);
    }

    /// <summary>A diagnosis without the letter of a side, where the set lacks the whole code and has the rest.</summary>
    private DiagnosisCode Settled(ReadOnlySpan<byte> text, bool isApart = false)
    {
        var code = DiagnosisCode.Parse(text);
        if (text.Length < 4 || !CodeWords.Sides.Contains(text[^1]) || (_known is null ? !isApart : _known.Has(code)))
            return code;
        var stem = DiagnosisCode.Parse(text[..^1]);
        if (_known?.Has(stem) == false)
            return code;
        _sides++;
        return stem;
    }

    private void Add(Diagnosis diagnosis, Cell from)
    {
        if (diagnosis.IsBlank && diagnosis != Diagnosis.NotGiven)
            return;
        if (_count == _codes.Length)
        {
            Array.Resize(ref _codes, _count * 2);
            Array.Resize(ref _from, _count * 2);
        }

        (_codes[_count], _from[_count]) = (diagnosis, from);
        _count++;
    }
}

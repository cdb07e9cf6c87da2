using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Cells -> procedures, without allocating. One per thread.</summary>
internal sealed class ProcedureCells(LayoutBinding binding, RowCells cells, WholeCodes? known, OddValues odd)
{
    private readonly CodeWords _words = new(isDiagnoses: false, binding.Layout.Procedures.Prefix);
    private ProcedureCode[] _codes = new ProcedureCode[32];
    private Cell[] _from = new Cell[32];
    private int _count;
    private int _sides;

    internal ReadOnlySpan<ProcedureCode> Codes => _codes.AsSpan(0, _count);

    /// <summary>Puts successors in the place of codes.</summary>
    internal void Convert(CodeConversion map) => map.Convert(_codes.AsSpan(0, _count));

    /// <summary>The cell that a procedure stands in.</summary>
    internal Cell CellOf(int ordinal) => ordinal < _count ? _from[ordinal] : Cell.None;

    /// <summary>True for the form of a procedure.</summary>
    internal bool HasForm(ReadOnlySpan<byte> text) => _words.HasForm(text);

    internal void Read(ReadOnlySpan<byte> data)
    {
        _count = 0;
        foreach (var list in binding.ProcedureLists)
            Read(cells.Text(data, list), list);
        foreach (var (code, _) in binding.Procedures)
            Read(cells.Text(data, code), code);
    }

    private void Read(ReadOnlySpan<byte> cell, Cell from)
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
                if (ProcedureCode.TryReadPlain(rest, out var code, out var length))
                {
                    Add(code, from);
                    rest = rest[length..];
                    continue;
                }

                var word = CodeWords.NextWord(ref rest);
                isPlain = _words.HasForm(word);
                if (isPlain)
                    Add(Settled(word), from);
            }

            if (isPlain)
            {
                CountSides(from);
                return;
            }

            (_count, _sides) = (before, 0);
        }

        _words.Split(cell);
        foreach (ref readonly var word in _words.Words)
        {
            var text = _words.Text(word);
            if (word.IsCode || known?.Has(ProcedureCode.Parse(text)) == true)
            {
                Add(Settled(text, word.HasSideApart), from);
                continue;
            }

            odd.Add(from, text);
            Add(ProcedureCode.Parse(text), from);
        }

        CountSides(from);
    }

    private void CountSides(Cell from)
    {
        for (; _sides > 0; _sides--)
            odd.AddSide(from);
    }

    /// <summary>A procedure without the letter of a side, where the set lacks the whole code and has the rest.</summary>
    private ProcedureCode Settled(ReadOnlySpan<byte> text, bool isApart = false)
    {
        var code = ProcedureCode.Parse(text);
        if (text.Length < 5 || !CodeWords.Sides.Contains(text[^1]) || (known is null ? !isApart : known.Has(code)))
            return code;
        var stem = ProcedureCode.Parse(text[..^1]);
        if (known?.Has(stem) == false)
            return code;
        _sides++;
        return stem;
    }

    private void Add(ProcedureCode code, Cell from)
    {
        if (code.IsBlank)
            return;
        if (_count == _codes.Length)
        {
            Array.Resize(ref _codes, _count * 2);
            Array.Resize(ref _from, _count * 2);
        }

        (_codes[_count], _from[_count]) = (code, from);
        _count++;
    }
}

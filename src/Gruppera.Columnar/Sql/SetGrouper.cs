using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Columnar.Sql;

/// <summary>Groups blocks of arguments under one set. Not thread-safe.</summary>
internal sealed class SetGrouper
{
    private static readonly Dictionary<string, byte[]> Issues =
        IssueCodes.All.Concat(Formats.FormatIssues.All)
            .ToDictionary(code => code.Id, code => Encoding.UTF8.GetBytes(code.Id), StringComparer.Ordinal);

    private readonly Grouper _grouper;
    private readonly ImmutableArray<string> _columns;
    private readonly Dictionary<uint, TextGrouper> _byColumns = [];
    private readonly (ShortText Drg, ShortText Rtc, byte[] Id)[] _rules;
    private readonly Dictionary<string, ShortText> _mdcs = new(StringComparer.Ordinal);
    private readonly Func<string, string, string, double?>? _weightOf;
    private readonly Dictionary<(int Rank, int Setting), byte[]> _weights = [];
    private readonly Dictionary<ImmutableArray<IssueCode>, byte[]> _issues = [];
    private RowOutcome[] _results = new RowOutcome[2048];
    private byte[] _text = new byte[1 << 18];
    private int[] _ends = [];
    private int _length;
    private int _fields;

    public SetGrouper(ISqlHost host, string set, string weights, ImmutableArray<string> columns)
    {
        (_grouper, _columns) = (host.GrouperOf(set), columns);
        _weightOf = weights.Length == 0 ? null : host.WeightsOf(weights, _grouper.Definition.Set);
        _rules =
        [
            .. _grouper.Definition.Set.Rules.Select(
                rule => (Short(rule.Drg), Short(rule.ReturnCode.ToString()), Encoding.UTF8.GetBytes(rule.Id))),
        ];
    }

    /// <summary>Groups rows.</summary>
    /// <param name="columns">The arguments, at most 32, that of diagnoses first.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row behind the last.</param>
    /// <param name="output">Take the parts of each result: drg, mdc, rtc, rule_id, issue, weight.</param>
    /// <remarks>It is called once a block, too seldom to be compiled for speed but at once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Group(ReadOnlySpan<TextVector> columns, int from, int to, Span<VectorWriter> output)
    {
        // Arguments that no row has are left out: nobody looks for them then.
        var given = 1u;
        for (var column = 1; column < columns.Length; column++)
            given |= columns[column].AreNull(from, to) ? 0 : 1u << column;
        var rows = to - from;
        (_length, _fields) = (0, 0);
        if (_ends.Length < rows * BitOperations.PopCount(given))
            _ends = new int[rows * BitOperations.PopCount(given)];
        for (var row = from; row < to; row++)
            AddRow(columns, given, row);
        if (_results.Length < rows)
            _results = new RowOutcome[rows];
        GrouperOf(given).Group(_text.AsSpan(0, _length), _ends.AsSpan(0, _fields), _results);
        for (var i = 0; i < rows; i++)
            Write(_results[i], from + i, output);
    }

    private static ShortText Short(string text) => Encoding.UTF8.GetBytes(text) is var bytes && ShortText.Fits(bytes)
        ? new(bytes)
        : throw new InvalidOperationException("a code of the set is longer than twelve bytes");

    private TextGrouper GrouperOf(uint given)
    {
        if (!_byColumns.TryGetValue(given, out var grouper))
            _byColumns[given] = grouper = new(_grouper, _columns.Where((_, i) => (given & (1u << i)) != 0));
        return grouper;
    }

    private void Write(in RowOutcome result, int row, Span<VectorWriter> output)
    {
        if (result.Problem is { } problem)
        {
            for (var part = 0; part < output.Length; part++)
            {
                if (part != 4)
                    output[part].SetNull(row);
            }

            output[4].WriteText(row, Issues[problem.Id]);
            return;
        }

        ref readonly var rule = ref _rules[result.Result.Rank];
        output[0].Write(row, rule.Drg);
        var mdc = result.Result.Mdc;
        if (!_mdcs.TryGetValue(mdc, out var shortMdc))
            _mdcs[mdc] = shortMdc = Short(mdc);
        if (mdc.Length == 0)
            output[1].SetNull(row);
        else
            output[1].Write(row, shortMdc);
        output[2].Write(row, rule.Rtc);
        output[3].Write(row, rule.Id);
        var issues = result.Issues;
        if (issues.IsEmpty)
            output[4].SetNull(row);
        else
            output[4].WriteText(row, TextOf(issues));
        if (_weightOf is null)
            output[5].SetNull(row);
        else
            output[5].Write(row, result.IsPartOfStay ? "0.0"u8 : Weight(result));
    }

    /// <summary>The codes of a grouped contact as one text; the lists of them are few, and the same object each time.</summary>
    private byte[] TextOf(ImmutableArray<IssueCode> issues)
    {
        if (!_issues.TryGetValue(issues, out var text))
            _issues[issues] = text = Encoding.UTF8.GetBytes(string.Join(' ', issues.Select(issue => issue.Id)));
        return text;
    }

    private byte[] Weight(in RowOutcome result)
    {
        var key = (result.Result.Rank, result.Setting.Number);
        if (!_weights.TryGetValue(key, out var text))
        {
            var weight = _weightOf!(result.Result.Drg, result.Setting.CareForm.Word, result.Setting.Specialty.Word);
            _weights[key] = text = weight is null ? [] : Encoding.UTF8.GetBytes(weight.Value.ToString("R", CultureInfo.InvariantCulture));
        }

        return text;
    }

    private void AddRow(ReadOnlySpan<TextVector> columns, uint given, int row)
    {
        for (var left = given; left != 0; left &= left - 1)
        {
            ref readonly var column = ref columns[BitOperations.TrailingZeroCount(left)];
            if (column.IsList)
                AddList(column, row);
            else
                AddText(column.Text((ulong)row));
            _ends[_fields++] = _length;
        }
    }

    /// <summary>Elements with a blank between them: one that has blanks inside goes without them, so that it stays one.</summary>
    private void AddList(in TextVector column, int row)
    {
        var list = column.List((ulong)row);
        for (var place = list.Offset; place < list.Offset + list.Length; place++)
        {
            var element = column.Element(place);
            Ensure(element.Length + 4);
            var to = _text.AsSpan(_length);
            var at = 0;
            if (place > list.Offset)
                to[at++] = (byte)' ';
            foreach (var b in element)
            {
                if (b != ' ')
                    to[at++] = b;
            }

            _length += at;
        }
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        Ensure(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void Ensure(int count)
    {
        if (_text.Length < _length + count)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + count));
    }
}

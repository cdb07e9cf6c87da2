using System.Globalization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>The codes of one file, contact by contact, in their order.</summary>
internal sealed class CodeSource
{
    private const int LongestCode = 10;
    private readonly CodeFileLayout _layout;
    private readonly DelimitedFile _file;
    private readonly int[] _codes;
    private readonly int[] _order;
    private readonly int _dagger;

    internal CodeSource(DelimitedFile file, CodeFileLayout layout, KeyedRows rows)
    {
        (_file, _layout, Rows) = (file, layout, rows);
        _codes = [.. layout.Codes.Select(file.ColumnOf)];
        _dagger = layout.Dagger.Length > 0 ? file.ColumnOf(layout.Dagger) : -1;
        _order = [.. layout.Order.Select(file.ColumnOf)];
    }

    internal KeyedRows Rows { get; }

    internal bool IsDiagnoses => _layout.IsDiagnoses;

    /// <summary>The codes of a contact in their order, with <c>|</c> between.</summary>
    /// <exception cref="ContactFileException">The order of a row has no meaning.</exception>
    internal string Take(string key)
    {
        var rows = Rows.Take(key);
        if (rows.Count == 0)
            return "";
        var daggers = _layout.DaggerRows.IsEmpty
            ? null
            : rows.Where(IsDagger).ToLookup(row => _layout.DaggerRows[row[_order[0]]] + '\0' + Rest(row), StringComparer.OrdinalIgnoreCase);
        var codes = rows.Where(row => daggers is null || !IsDagger(row))
            .Select(row => (row, First: FirstOrder(row), Second: NumberOf(row, 1)))
            .OrderBy(each => each.First).ThenBy(each => each.Second)
            .SelectMany(each => CodesOf(each.row, daggers?[each.row[_order[0]] + '\0' + Rest(each.row)]));
        return string.Join('|', codes.Concat(Alone(rows, daggers)));
    }

    /// <summary>Dagger rows whose other row is missing stand for themselves.</summary>
    private IEnumerable<string> Alone(IReadOnlyList<DelimitedRow> rows, ILookup<string, DelimitedRow>? daggers)
    {
        if (daggers is null)
            return [];
        var keys = rows.Where(row => !IsDagger(row)).Select(row => row[_order[0]] + '\0' + Rest(row))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return daggers.Where(group => !keys.Contains(group.Key)).SelectMany(group => group)
            .SelectMany(row => _codes.Select(column => OneWord(row[column]))).Where(code => code.Length > 0);
    }

    private bool IsDagger(DelimitedRow row) => _order.Length > 0 && _layout.DaggerRows.ContainsKey(row[_order[0]]);

    private string Rest(DelimitedRow row) => string.Join('\0', _order.Skip(1).Select(column => row[column]));

    private long FirstOrder(DelimitedRow row)
    {
        if (_layout.OrderValues.IsEmpty)
            return NumberOf(row, 0);
        for (var i = 0; i < _layout.OrderValues.Length; i++)
        {
            if (_layout.OrderValues[i].Equals(row[_order[0]], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw NoOrder(row[_order[0]], 0);
    }

    private long NumberOf(DelimitedRow row, int place)
    {
        if (_order.Length <= place || row[_order[place]].Length == 0)
            return _order.Length <= place ? 0 : long.MaxValue;
        return decimal.TryParse(
            row[_order[place]], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var order)
            ? (long)order : throw NoOrder(row[_order[place]], place);
    }

    private ContactFileException NoOrder(string value, int place)
    {
        var column = _layout.Order[place];
        var shown = value.Length > 0 ? Text.Verbatim($"'{value}'") : "a blank";
        return new(
            $"{_file.Name:file}: the order {column} is {shown} in a row, which is not a number and not in \"order_values\". List the " +
            $"values in their order there, or leave such rows out with \"leave_out\": {{ \"{column}\": [\"{value}\"] }}");
    }

    private IEnumerable<string> CodesOf(DelimitedRow row, IEnumerable<DelimitedRow>? daggers)
    {
        var dagger = OneWord(row[_dagger]) is { Length: > 0 } own
            ? own
            : daggers?.SelectMany(other => _codes.Select(column => OneWord(other[column]))).FirstOrDefault(code => code.Length > 0) ?? "";
        foreach (var code in _codes.Select(column => OneWord(row[column])).Where(code => code.Length > 0))
            yield return dagger.Length > 0 ? $"{code.TrimEnd('*')}*{dagger.TrimEnd('+', '†')}" : code;
    }

    /// <summary>A code without the blanks that a person puts in it; a cell of several codes as it stands.</summary>
    private static string OneWord(string code) =>
        code.Replace(" ", "", StringComparison.Ordinal) is { Length: <= LongestCode } word ? word : code;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Compilation;
using Gruppera.Formats.Csv;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Formats.Contacts;

/// <summary>The columns that grouping adds to a row, as bytes: what the rule decides is made ready per rule.
/// Immutable, thread-safe.</summary>
internal sealed class ResultText
{
    private const int LongestOfContact = 64;
    private readonly byte _delimiter;
    private readonly GroupTraits _traits;
    private readonly ImmutableArray<ResultColumn> _columns;
    private readonly (byte[][]? OfRules, byte[][]? OfForms, ResultColumn? Column)[] _parts;
    private readonly GroupTrait[] _traitOfRules;
    private readonly byte[] _setOfNothing;

    /// <param name="definition">The rules.</param>
    /// <param name="delimiter">Delimiter of the output.</param>
    /// <param name="weightOf">Weight of a group, for a column of its own; null for none.</param>
    /// <param name="weightList">Name of the list, for a column of its own; null for none.</param>
    internal ResultText(CompiledDefinition definition, byte delimiter, Func<string, double?>? weightOf = null, string? weightList = null)
    {
        _delimiter = delimiter;
        _traits = GroupTraits.Of(definition.Set);
        _setOfNothing = Field(definition.Set.Version.Id);
        _columns = Columns(weightOf is not null, weightList is not null);
        _traitOfRules = [.. definition.Set.Rules.Select(rule => _traits.Of(rule.Drg))];
        var (forms, parts) = (CareSetting.All.ToList(), new List<(byte[][]?, byte[][]?, ResultColumn?)>());
        for (var i = 0; i < _columns.Length;)
        {
            if (TakeWhile(i, OfRule) is { Count: > 0 } ofRule)
                parts.Add((Ready(definition.Set.Rules.Length, ofRule), null, null));
            else if (TakeWhile(i, column => column.OfForm is { } of ? number => of(forms[number]) : null) is { Count: > 0 } ofForm)
                parts.Add((null, Ready(forms.Count, ofForm), null));
            else
                parts.Add((null, null, _columns[i]));
            i += parts[^1].Item3 is not null ? 1 : _columns.Skip(i)
                .TakeWhile(column => parts[^1].Item1 is not null ? OfRule(column) is not null : column.OfForm is not null).Count();
        }

        _parts = [.. parts];
        MaxLength = _parts.Sum(part => (part.OfRules ?? part.OfForms)?.Max(ready => ready.Length) ?? LongestOfContact)
            + _setOfNothing.Length + (_columns.Length * 16);
        WeightColumn = Weights(definition, weightOf);

        Func<int, string>? OfRule(ResultColumn column) => column.OfRule is { } of ? rank => of(definition, _traits, rank)
            : column == ResultColumn.WeightList ? _ => weightList ?? ""
            : null;

        List<Func<int, string>> TakeWhile(int from, Func<ResultColumn, Func<int, string>?> of) =>
        [
            .. _columns.Skip(from).Select(of).TakeWhile(text => text is not null).Select(text => text!),
        ];

        byte[][] Ready(int count, List<Func<int, string>> texts) =>
        [
            .. Enumerable.Range(0, count).Select(number => texts.SelectMany(text => Field(text(number))).ToArray()),
        ];
    }

    /// <summary>Names of the columns of a file without weights.</summary>
    internal static IEnumerable<string> Names => ResultColumn.All.Select(column => column.Name);

    /// <summary>Bytes that a result takes at most.</summary>
    internal int MaxLength { get; }

    private string[] WeightColumn { get; }

    /// <summary>The header of the output. Columns of the input whose names the results take get <c>_in</c> behind theirs.</summary>
    internal byte[] Header(IEnumerable<string> columns) => Encoding.UTF8.GetBytes(CsvText.Row(
    [
        .. columns.Select(name =>
            _columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? name + "_in" : name),
        .. _columns.Select(column => column.Name),
    ], (char)_delimiter));

    /// <summary>Writes the columns of a result, each with a delimiter before it, and a line end.</summary>
    /// <param name="result">The result.</param>
    /// <param name="form">Care form and specialty.</param>
    /// <param name="warnings">What the contact's facts contradict each other in.</param>
    /// <param name="isPartOfStay">True for a visit that is part of an inpatient stay: it weighs 0.</param>
    /// <param name="output">Takes at most <see cref="MaxLength"/> bytes.</param>
    internal int Write(
        in GroupingResult result, in CareSetting form, ImmutableArray<IssueCode> warnings, bool isPartOfStay, Span<byte> output)
    {
        var at = 0;
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (part.OfRules is not null)
            {
                at = Copy(part.OfRules[result.Rank], output, at);
                continue;
            }

            if (part.OfForms is not null)
            {
                at = Copy(part.OfForms[form.For(_traitOfRules[result.Rank]).Number], output, at);
                continue;
            }

            output[at++] = _delimiter;
            if (part.Column == ResultColumn.Issue)
                at = WriteIssues(result, warnings, isPartOfStay, output, at);
            else if (part.Column == ResultColumn.Weight)
                at += Encoding.UTF8.GetBytes(isPartOfStay ? "0.0" : WeightColumn[result.Rank], output[at..]);
            else
                at += Encoding.UTF8.GetBytes(part.Column!.OfResult!(result), output[at..]);
        }

        output[at++] = (byte)'\n';
        return at;
    }

    /// <summary>Writes empty columns with an issue's code, and of care that NordDRG does not describe its care form.</summary>
    internal int Write(IssueCode issue, CareSetting? outside, Span<byte> output)
    {
        var at = 0;
        foreach (var column in _columns)
        {
            if (column.Name == "set")
            {
                at = Copy(_setOfNothing, output, at);
                continue;
            }

            output[at++] = _delimiter;
            if (outside is { } form && column.OfForm is { } of)
                at += Encoding.UTF8.GetBytes(of(form), output[at..]);
        }

        at += Encoding.UTF8.GetBytes(issue.Id, output[at..]);
        output[at++] = (byte)'\n';
        return at;
    }

    private static ImmutableArray<ResultColumn> Columns(bool hasWeights, bool hasLists)
    {
        var columns = ResultColumn.All;
        if (hasLists)
            columns = columns.Insert(columns.Length - 1, ResultColumn.WeightList);
        return hasWeights ? columns.Insert(columns.Length - (hasLists ? 2 : 1), ResultColumn.Weight) : columns;
    }

    private static string[] Weights(CompiledDefinition definition, Func<string, double?>? weightOf) => weightOf is null
        ? []
        : [.. definition.Set.Rules.Select(rule => weightOf(rule.Drg)?.ToString("0.0###", CultureInfo.InvariantCulture) ?? "")];

    private static int WriteIssues(
        in GroupingResult result, ImmutableArray<IssueCode> warnings, bool isPartOfStay, Span<byte> output, int at)
    {
        var start = at;
        if (!result.RuleHeld)
            at = Add(FormatIssues.NoRuleHolds, output, at);
        if (isPartOfStay && !JoinedVisit.Says(result))
            at = Add(FormatIssues.PartOfStay, output, at);
        foreach (var warning in warnings)
            at = Add(warning, output, at);
        return at;

        int Add(IssueCode code, Span<byte> to, int end)
        {
            if (end > start)
                to[end++] = (byte)' ';
            return end + Encoding.UTF8.GetBytes(code.Id, to[end..]);
        }
    }

    private static int Copy(byte[] from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }

    /// <summary>A field with the delimiter before it.</summary>
    private byte[] Field(string text) => [_delimiter, .. Encoding.UTF8.GetBytes(CsvText.Row([text], (char)_delimiter))];
}

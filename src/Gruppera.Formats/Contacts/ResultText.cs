using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Compilation;
using Gruppera.Formats.Csv;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Formats.Contacts;

/// <summary>The columns that grouping adds to a row, as bytes: what the rule decides is made ready per rule. Immutable, thread-safe.</summary>
internal sealed class ResultText
{
    private const int LongestOfContact = 64;
    private readonly byte _delimiter;
    private readonly GroupTraits _traits;
    private readonly ImmutableArray<ResultColumn> _columns;
    private readonly ImmutableArray<(byte[][]? OfRules, ResultColumn? OfContact)> _parts;
    private readonly byte[] _setOfNothing;

    /// <param name="definition">The rules.</param>
    /// <param name="delimiter">Delimiter of the output.</param>
    /// <param name="weightOf">Weight of a group, for a column of its own; null for none.</param>
    /// <param name="weightList">Name of the list, for a column of its own; null for none.</param>
    internal ResultText(CompiledDefinition definition, byte delimiter, Func<string, double?>? weightOf = null, string? weightList = null)
    {
        _delimiter = delimiter;
        _traits = new(definition.Set);
        _setOfNothing = Field(definition.Set.Version.Id);
        _columns = Columns(weightOf is not null, weightList is not null);
        var parts = ImmutableArray.CreateBuilder<(byte[][]?, ResultColumn?)>();
        for (var i = 0; i < _columns.Length; i++)
        {
            var ready = new List<Func<int, string>>();
            for (; i < _columns.Length && OfRule(_columns[i]) is { } text; i++)
                ready.Add(text);
            if (ready.Count > 0)
                parts.Add(([.. Enumerable.Range(0, definition.Set.Rules.Length).Select(rank => ready.SelectMany(text => Field(text(rank))).ToArray())], null));
            if (i < _columns.Length)
                parts.Add((null, _columns[i]));
        }

        _parts = parts.ToImmutable();
        MaxLength = _parts.Sum(part => part.OfRules?.Max(rule => rule.Length) ?? LongestOfContact) + _setOfNothing.Length + (_columns.Length * 16);
        WeightColumn = Weights(definition, weightOf);

        Func<int, string>? OfRule(ResultColumn column) => column.OfRule is { } of ? rank => of(definition, _traits, rank)
            : column == ResultColumn.WeightList ? _ => weightList ?? ""
            : null;
    }

    /// <summary>Names of the columns of a file without weights.</summary>
    internal static IEnumerable<string> Names => ResultColumn.All.Select(column => column.Name);

    /// <summary>Bytes that a result takes at most.</summary>
    internal int MaxLength { get; }

    private string[] WeightColumn { get; }

    /// <summary>The header of the output. Columns of the input whose names the results take get <c>_in</c> behind theirs.</summary>
    internal byte[] Header(IEnumerable<string> columns) => Encoding.UTF8.GetBytes(CsvText.Row(
    [
        .. columns.Select(name => _columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? name + "_in" : name), .. _columns.Select(column => column.Name),
    ], (char)_delimiter));

    /// <summary>Writes the columns of a result, each with a delimiter before it, and a line end.</summary>
    /// <param name="result">The result.</param>
    /// <param name="form">Care form and specialty.</param>
    /// <param name="isPartOfStay">True for a visit that is part of an inpatient stay: it weighs 0.</param>
    /// <param name="output">Takes at most <see cref="MaxLength"/> bytes.</param>
    internal int Write(in GroupingResult result, in ContactForm form, bool isPartOfStay, Span<byte> output)
    {
        var at = 0;
        foreach (var (ofRules, ofContact) in _parts)
        {
            if (ofRules is not null)
            {
                at = Copy(ofRules[result.Rank], output, at);
                continue;
            }

            output[at++] = _delimiter;
            if (ofContact == ResultColumn.Issue)
                at = WriteIssues(result, isPartOfStay, output, at);
            else if (ofContact == ResultColumn.Weight)
                at += Encoding.UTF8.GetBytes(isPartOfStay ? "0.0" : WeightColumn[result.Rank], output[at..]);
            else
                at += Encoding.UTF8.GetBytes(ofContact!.OfContact!(_traits, result, form), output[at..]);
        }

        output[at++] = (byte)'\n';
        return at;
    }

    /// <summary>Writes empty columns with an issue's code, and of care that NordDRG does not describe its care form.</summary>
    internal int Write(IssueCode issue, ContactForm? outside, Span<byte> output)
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
            if (outside is { } form && column.OfOutside is { } of)
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

    private static int WriteIssues(in GroupingResult result, bool isPartOfStay, Span<byte> output, int at)
    {
        if (!result.RuleHeld)
            at += Encoding.UTF8.GetBytes(IssueCodes.NoRuleHolds.Id, output[at..]);
        if (isPartOfStay && !JoinedVisit.Says(result))
            at += Encoding.UTF8.GetBytes(result.RuleHeld ? IssueCodes.PartOfStay.Id : " " + IssueCodes.PartOfStay.Id, output[at..]);
        return at;
    }

    private static int Copy(byte[] from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }

    /// <summary>A field with the delimiter before it.</summary>
    private byte[] Field(string text) => [_delimiter, .. Encoding.UTF8.GetBytes(CsvText.Row([text], (char)_delimiter))];
}

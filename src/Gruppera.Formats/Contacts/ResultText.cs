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
    private const string RoomForMdc = "00";
    private const string RoomForLevel = "0";
    private static readonly ResultColumn Mdc = ResultColumn.Find("mdc")!;
    private static readonly ResultColumn Level = ResultColumn.Find("cc")!;
    private readonly byte _delimiter;
    private readonly GroupTraits _traits;
    private readonly ImmutableArray<ResultColumn> _columns;
    private readonly Part[] _parts;
    private readonly GroupTrait[] _traitOfRules;
    private readonly byte[] _setOfNothing;
    private readonly byte[][]? _weights;
    private readonly Func<string, string, string, double?>? _weightOf;
    private readonly CompiledDefinition _definition;
    private readonly int _forms;

    /// <param name="definition">The rules.</param>
    /// <param name="delimiter">Delimiter of the output.</param>
    /// <param name="weightOf">Weight of a group in a care form and specialty, for a column of its own; null for none.</param>
    /// <param name="weightList">Name of the list, for a column of its own; null for none.</param>
    /// <param name="language">Language of the names of groups; null for that of the set.</param>
    internal ResultText(
        CompiledDefinition definition, byte delimiter, Func<string, string, string, double?>? weightOf = null, string? weightList = null,
        Language? language = null)
    {
        (_definition, _delimiter, _weightOf) = (definition, delimiter, weightOf);
        _traits = GroupTraits.Of(definition.Set);
        _setOfNothing = Field(definition.Set.Version.Id);
        _columns = Columns(weightOf is not null, weightList is not null);
        _traitOfRules = [.. definition.Set.Rules.Select(rule => _traits.Of(rule.Drg))];
        var (forms, parts) = (CareSetting.All.ToArray(), new List<Part>());
        for (var i = 0; i < _columns.Length;)
        {
            var end = i;
            while (end < _columns.Length && (OfRule(_columns[end]) is not null || IsPatched(_columns[end])))
                end++;
            if (end > i)
            {
                var columns = _columns[i..end];
                parts.Add(new(
                    Ready(definition.Set.Rules.Length, columns, (column, rank) => OfRule(column)?.Invoke(rank), out var holes), holes, null,
                    null));
                i = end;
                continue;
            }

            while (end < _columns.Length && _columns[end].OfForm is not null)
                end++;
            if (end > i)
                parts.Add(new(
                    null, null, Ready(forms.Length, _columns[i..end], (column, number) => column.OfForm!(forms[number]), out _), null));
            else
                parts.Add(new(null, null, null, _columns[end++]));
            i = end;
        }

        _parts = [.. parts];
        MaxLength = _parts.Sum(part => (part.OfRules ?? part.OfForms)?.Max(ready => ready.Length) ?? LongestOfContact)
            + _setOfNothing.Length + (_columns.Length * 16);
        _weights = weightOf is null ? null : new byte[definition.Set.Rules.Length * forms.Length][];
        _forms = forms.Length;

        Func<int, string>? OfRule(ResultColumn column) =>
            column == ResultColumn.DrgName && language is not null ? rank => definition.DrgNameOf(rank).Text.In(language)
            : column.OfRule is { } of ? rank => of(definition, _traits, rank)
            : column == ResultColumn.WeightList ? _ => weightList ?? ""
            : null;

        // A column whose text the contact decides gets room, and is written over.
        byte[][] Ready(int count, ImmutableArray<ResultColumn> columns, Func<ResultColumn, int, string?> textOf, out Holes[] holes)
        {
            var ready = new byte[count][];
            holes = new Holes[count];
            var text = new List<byte>();
            for (var number = 0; number < count; number++)
            {
                text.Clear();
                foreach (var column in columns)
                {
                    if (column == Mdc)
                        holes[number].Mdc = text.Count + 1;
                    else if (column == Level)
                        holes[number].Level = text.Count + 1;
                    text.AddRange(Field(column == Mdc ? RoomForMdc : column == Level ? RoomForLevel : textOf(column, number)!));
                }

                ready[number] = [.. text];
            }

            return ready;
        }
    }

    private static bool IsPatched(ResultColumn column) => column == Mdc || column == Level;

    /// <summary>Names of the columns of a file without weights.</summary>
    internal static IEnumerable<string> Names => ResultColumn.All.Select(column => column.Name);

    /// <summary>Bytes that a result takes at most.</summary>
    internal int MaxLength { get; }

    /// <summary>The header of the output. Columns of the input whose names the results take get <c>_in</c> behind theirs.</summary>
    internal byte[] Header(IEnumerable<string> columns) => Encoding.UTF8.GetBytes(CsvText.Row(
    [
        .. columns.Select(name =>
            _columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? name + "_in" : name),
        .. _columns.Select(column => column.Name),
    ], (char)_delimiter));

    /// <summary>Writes the columns of a result, each with a delimiter before it, and a line end.</summary>
    /// <param name="outcome">The result of a contact that has a group. A visit that is part of an inpatient stay weighs 0.</param>
    /// <param name="output">Takes at most <see cref="MaxLength"/> bytes.</param>
    internal int Write(in RowOutcome outcome, Span<byte> output)
    {
        var result = outcome.Result;
        var at = 0;
        foreach (var part in _parts)
        {
            if (part.OfRules is not null)
            {
                at = Copy(part.OfRules[result.Rank], part.Holes![result.Rank], result, output, at);
                continue;
            }

            if (part.OfForms is not null)
            {
                at = Copy(part.OfForms[outcome.Setting.For(_traitOfRules[result.Rank]).Number], output, at);
                continue;
            }

            output[at++] = _delimiter;
            if (part.Column == ResultColumn.Issue)
                at = WriteIssues(outcome, output, at);
            else if (part.Column == ResultColumn.Weight)
                at = Copy(
                    outcome.IsPartOfStay ? "0.0"u8 : Weight(result.Rank, outcome.Setting.For(_traitOfRules[result.Rank])), output, at);
            else
                at += Encoding.UTF8.GetBytes(part.Column!.OfResult!(result), output[at..]);
        }

        output[at++] = (byte)'\n';
        return at;
    }

    /// <summary>Writes empty columns with an issue's code, and of care that NordDRG does not describe its care form.</summary>
    /// <param name="issue">Why there is no group.</param>
    /// <param name="outside">Care form and specialty of care that NordDRG does not describe; null of other contacts.</param>
    /// <param name="hasSet">False where the set depends on the date and no set is for the contact.</param>
    /// <param name="output">Takes at most <see cref="MaxLength"/> bytes.</param>
    internal int Write(IssueCode issue, CareSetting? outside, bool hasSet, Span<byte> output)
    {
        var at = 0;
        foreach (var column in _columns)
        {
            if (column.Name == "set" && hasSet)
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

    /// <summary>The weight of a rule's group, asked for once for each care form and specialty.</summary>
    private byte[] Weight(int rank, CareSetting form) => _weights![(rank * _forms) + form.Number] ??= Encoding.UTF8.GetBytes(
        _weightOf!(_definition.Set.Rules[rank].Drg, form.CareForm.Word, form.Specialty.Word)?.ToString(
            "0.0###", CultureInfo.InvariantCulture) ?? "");

    private static int WriteIssues(in RowOutcome outcome, Span<byte> output, int at)
    {
        var start = at;
        foreach (var issue in outcome.Issues)
        {
            if (at > start)
                output[at++] = (byte)' ';
            at += Encoding.UTF8.GetBytes(issue.Id, output[at..]);
        }

        return at;
    }

    /// <summary>A rule's text with the level and MDC of the contact in their room.</summary>
    private static int Copy(ReadOnlySpan<byte> from, Holes holes, in GroupingResult result, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        if (holes.Level > 0)
            to[at + holes.Level] = (byte)('0' + result.ComplicationLevel);
        if (holes.Mdc == 0)
            return at + from.Length;
        var mdc = result.Mdc;
        if (mdc.Length == RoomForMdc.Length && mdc[0] < 0x80 && mdc[1] < 0x80)
        {
            (to[at + holes.Mdc], to[at + holes.Mdc + 1]) = ((byte)mdc[0], (byte)mdc[1]);
            return at + from.Length;
        }

        var tail = to.Slice(at + holes.Mdc + RoomForMdc.Length, from.Length - holes.Mdc - RoomForMdc.Length);
        var length = Encoding.UTF8.GetByteCount(mdc);
        tail.CopyTo(to[(at + holes.Mdc + length)..]);
        Encoding.UTF8.GetBytes(mdc, to[(at + holes.Mdc)..]);
        return at + from.Length + length - RoomForMdc.Length;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }

    /// <summary>A field with the delimiter before it.</summary>
    private byte[] Field(string text) => [_delimiter, .. Encoding.UTF8.GetBytes(CsvText.Row([text], (char)_delimiter))];

    /// <summary>Columns that are written at once: made ready for each rule or each form, or one that the contact decides.</summary>
    private sealed record Part(byte[][]? OfRules, Holes[]? Holes, byte[][]? OfForms, ResultColumn? Column);

    /// <summary>Where MDC and level of the contact stand in a rule's text; 0 if they do not.</summary>
    private struct Holes
    {
        internal int Mdc { get; set; }

        internal int Level { get; set; }
    }
}

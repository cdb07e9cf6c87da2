using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>The columns that grouping adds to a row, as bytes made ready per rule. Immutable, thread-safe.</summary>
internal sealed class ResultText
{
    internal static readonly string[] Names = ["drg", "drg_name", "mdc", "rtc", "cc", "ord", "rule_id", "set", "issue"];
    private readonly byte _delimiter;
    private readonly (byte[] BeforeMdc, byte[] BeforeLevel, byte[] AfterLevel)[] _rules;
    private readonly byte[] _nothing;

    private readonly string[] _names;

    /// <param name="definition">The rules.</param>
    /// <param name="delimiter">Delimiter of the output.</param>
    /// <param name="weightOf">Weight of a group, for a column of its own; null for none.</param>
    internal ResultText(Compilation.CompiledDefinition definition, byte delimiter, Func<string, double?>? weightOf = null)
    {
        _delimiter = delimiter;
        _names = weightOf is null ? Names : [.. Names[..^1], "weight", Names[^1]];
        var set = definition.Set;
        _rules =
        [
            .. set.Rules.Select((rule, rank) => (
                Join("", rule.Drg, definition.DrgNameOf(rank).Text.ToString(), ""),
                Join("", rule.ReturnCode.ToString(), ""),
                Join(["", rule.Ord, rule.Id, set.Version.Id, .. Weight(rule.Drg), ""]))),
        ];
        _nothing = Join(["", "", "", "", "", "", "", "", set.Version.Id, .. weightOf is null ? Array.Empty<string>() : [""], ""]);

        string[] Weight(string drg) => weightOf is null ? [] : [weightOf(drg)?.ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture) ?? ""];
    }

    /// <summary>Bytes that a result takes at most.</summary>
    internal int MaxLength => _rules.Max(rule => rule.BeforeMdc.Length + rule.BeforeLevel.Length + rule.AfterLevel.Length) + _nothing.Length + 32;

    /// <summary>The header of the output. Columns of the input whose names the results take get <c>_in</c> behind theirs.</summary>
    internal byte[] Header(IEnumerable<string> columns) => Join(
    [
        .. columns.Select(name => _names.Contains(name, StringComparer.OrdinalIgnoreCase) ? name + "_in" : name), .. _names,
    ]);

    /// <summary>Writes the columns of a result, each with a delimiter before it, and a line end.</summary>
    /// <param name="result">The result.</param>
    /// <param name="warnings">What the contact's facts contradict each other in.</param>
    /// <param name="output">Takes at most <see cref="MaxLength"/> bytes.</param>
    internal int Write(in GroupingResult result, ImmutableArray<IssueCode> warnings, Span<byte> output)
    {
        var (beforeMdc, beforeLevel, afterLevel) = _rules[result.Rank];
        var at = Copy(beforeMdc, output, 0);
        at += Encoding.UTF8.GetBytes(result.Mdc, output[at..]);
        at = Copy(beforeLevel, output, at);
        output[at++] = (byte)('0' + result.ComplicationLevel);
        at = Copy(afterLevel, output, at);
        if (!result.RuleHeld)
            at += Encoding.UTF8.GetBytes(IssueCodes.NoRuleHolds.Id, output[at..]);
        foreach (var warning in warnings)
        {
            if (output[at - 1] != _delimiter)
                output[at++] = (byte)' ';
            at += Encoding.UTF8.GetBytes(warning.Id, output[at..]);
        }

        output[at++] = (byte)'\n';
        return at;
    }

    /// <summary>Writes empty columns with an issue's code.</summary>
    internal int Write(IssueCode issue, Span<byte> output)
    {
        var at = Copy(_nothing, output, 0);
        at += Encoding.UTF8.GetBytes(issue.Id, output[at..]);
        output[at++] = (byte)'\n';
        return at;
    }

    private static int Copy(byte[] from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }

    private byte[] Join(params IEnumerable<string> fields) =>
        Encoding.UTF8.GetBytes(CsvText.Row(fields, (char)_delimiter));
}
